package dev.assay.run.options;

import dev.assay.input.Problem;
import dev.assay.report.customer.Audience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the options of the summary for customers. A wrong value is added to the problems. */
record CustomerReader(Map<String, String> properties, List<Problem> problems) {
    private static final String ENDING = ".md";
    private static final String CHINESE = ".zh.md";

    /** Returns what is asked for; empty if it is not. */
    Optional<RunMode.Customer> customer() {
        return value(Options.Name.CUSTOMER).map(file -> new RunMode.Customer(file(file), audience(), runs()));
    }

    private Optional<String> value(Options.Name name) {
        return Optional.ofNullable(properties.get(name.key()));
    }

    private Path directory() {
        return Path.of(properties.getOrDefault(Options.Name.DIRECTORY.key(), ""));
    }

    private Path file(String written) {
        var path = directory().resolve(written);
        if (!written.endsWith(ENDING)
                || written.endsWith(CHINESE)
                || path.getFileName().toString().equals(ENDING)
                || Files.isDirectory(path)) {
            problems.add(Options.problem(
                    "-Dassay.customer is the file of the English page, such as records/qwen3.md; the Chinese one is written"
                            + " beside it as records/qwen3.zh.md. Found [" + written + "]."));
        }
        return path;
    }

    private Audience audience() {
        return value(Options.Name.AUDIENCE)
                .map(word -> Audience.of(word).orElseGet(() -> {
                    problems.add(Options.problem(
                            "-Dassay.audience is customer (addresses, folders, and names of hosts and users are left out) or"
                                    + " team, found [" + word + "]."));
                    return Audience.CUSTOMER;
                }))
                .orElse(Audience.CUSTOMER);
    }

    /** A run of published figures has a plan and no traces. */
    private List<Path> runs() {
        var words = Arrays.stream(value(Options.Name.RUN).orElse("").split(",", -1))
                .map(String::strip)
                .toList();
        var runs = words.stream().map(word -> directory().resolve(word)).toList();
        for (var i = 0; i < words.size(); i++) {
            if (words.get(i).isEmpty() || !Files.isRegularFile(runs.get(i).resolve("plan.json"))) {
                problems.add(
                        Options.problem("-Dassay.run is, with -Dassay.customer, a list of directories of runs, such as"
                                + " runs/20261121-210400-000,runs/20261122-210400-000, found [" + words.get(i)
                                + "], which has no plan.json."));
            }
        }
        NamedTwice.of(runs)
                .forEach(twice -> problems.add(Options.problem("-Dassay.run " + twice + ". Name each run once.")));
        return runs;
    }
}
