package dev.assay.run.options;

import dev.assay.input.Problem;
import dev.assay.input.SimilarNames;
import dev.assay.plan.Selection;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.replay.ModelledTraces;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what each property says; what means nothing becomes a problem, and is then absent. */
record OptionReader(Map<String, String> properties, List<Problem> problems) {
    /** An address without a user or a password, and its host. */
    private static final Pattern HOST = Pattern.compile("https?://([^/:@]+)(?::[0-9]+)?(?:/[^@]*)?");

    Selection selection() {
        return new Selection(
                names(Options.Name.DEPLOYMENT, "qwen3-32b-bf16,qwen3-32b-nvfp4"),
                properties.get(Options.Name.TIER.key()),
                names(Options.Name.CELLS, "c1,c10"),
                properties.containsKey(Options.Name.REPLAY.key()),
                properties.get(Options.Name.ONLY.key()));
    }

    private List<String> names(Options.Name name, String example) {
        var written = properties.get(name.key());
        var names = written == null
                ? List.<String>of()
                : Arrays.stream(written.split(",", -1)).map(String::strip).toList();
        if (names.contains("")) {
            problems.add(Options.problem(
                    "-D" + name.key() + " is a list of names such as " + example + ", found [" + written + "]."));
        }
        return names;
    }

    boolean paired() {
        var value = properties.get(Options.Name.ORDER.key());
        if (value != null && !value.equals("paired")) {
            problems.add(Options.problem("-Dassay.order is paired, to let two deployments take turns, found [" + value
                    + "]; without it tests run in the order of the file."));
        }
        return value != null;
    }

    boolean flag(Options.Name name) {
        var value = properties.getOrDefault(name.key(), "false");
        if (!List.of("", "true", "false").contains(value)) {
            problems.add(Options.problem("-D" + name.key() + " is true or false, found [" + value + "]."));
        }
        return !value.equals("false");
    }

    @Nullable Long seed() {
        var value = properties.get(Options.Name.SEED.key());
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            problems.add(Options.problem("-Dassay.seed is a whole number, found [" + value + "]."));
            return null;
        }
    }

    @Nullable Path imported() {
        var value = properties.get(Options.Name.IMPORT.key());
        if (value == null) {
            return null;
        }
        var path = Path.of(properties.getOrDefault(Options.Name.DIRECTORY.key(), ""))
                .resolve(value);
        if (value.isEmpty() || !Files.exists(path)) {
            problems.add(Options.problem("-Dassay.import is a result file of another tool, or a folder of such, found ["
                    + value + "], which does not exist."));
        }
        return path;
    }

    @Nullable Path run() {
        var value = properties.get(Options.Name.RUN.key());
        if (value == null) {
            return null;
        }
        var path = Path.of(properties.getOrDefault(Options.Name.DIRECTORY.key(), ""))
                .resolve(value);
        if (!Files.isDirectory(path.resolve("traces"))) {
            problems.add(
                    Options.problem("-Dassay.run is the directory of a run, such as runs/20261121-210400-000, found ["
                            + value + "], which has no traces."));
        }
        return path;
    }

    /** Returns the directory of a run that has at least said what it stands on. */
    @Nullable Path begun(Options.Name name) {
        var value = properties.get(name.key());
        if (value == null) {
            return null;
        }
        var path = Path.of(properties.getOrDefault(Options.Name.DIRECTORY.key(), ""))
                .resolve(value);
        if (!Files.isRegularFile(path.resolve("environment.json"))) {
            problems.add(Options.problem("-D" + name.key()
                    + " is the directory of a run, such as runs/20261121-210400-000, found [" + value
                    + "], which has no environment.json."));
        }
        return path;
    }

    ModelledTraces.@Nullable Fault modelled() {
        var value = properties.get(Options.Name.REPLAY.key());
        if (value == null) {
            return null;
        }
        var fault = ModelledTraces.Fault.read(value);
        if (fault.isEmpty()) {
            problems.add(
                    Options.problem("-Dassay.replay is modelled, or modelled+tpot=5% to plant a fault into it (ttft or"
                            + " tpot), found [" + value + "]; recordings are replayed without it."));
        }
        return fault.orElse(null);
    }

    Set<ServerDifference> change() {
        var value = properties.get(Options.Name.CHANGE.key());
        var changes = EnumSet.noneOf(ServerDifference.class);
        if (value != null) {
            for (var word : value.split(",", -1)) {
                ServerDifference.of(word.strip())
                        .ifPresentOrElse(changes::add, () -> problems.add(notAChange(word.strip())));
            }
        }
        return changes;
    }

    private static Problem notAChange(String word) {
        var known = String.join(" and ", ServerDifference.words());
        return Options.problem(
                List.of("image", "serve").contains(word)
                        ? "-Dassay.change=" + word + " would allow nothing: no server is held against `" + word
                                + "`, only against " + known + "."
                        : "-Dassay.change is a list of " + known + ", such as engine-version, found [" + word + "]"
                                + SimilarNames.hint(word, ServerDifference.words()));
    }

    @Nullable Duration budget() {
        var value = properties.get(Options.Name.BUDGET.key());
        if (value == null) {
            return null;
        }
        var budget = TimeBudget.read(value);
        if (budget.isEmpty()) {
            problems.add(Options.problem(
                    "-Dassay.budget is a time above zero such as 20m, 90s or 2h, found [" + value + "]."));
        }
        return budget.orElse(null);
    }

    Options.@Nullable Started started() {
        var value = properties.get(Options.Name.TARGET.key());
        if (value == null) {
            return null;
        }
        var started = Options.Started.of(value);
        if (started.isEmpty()) {
            problems.add(Options.problem(
                    "-Dassay.target is process or container, to start the servers that thresholds.yaml describes,"
                            + " found ["
                            + value
                            + "]; a server that runs is -Dassay.endpoint=URL, and without both recordings are"
                            + " replayed."));
        }
        return started.orElse(null);
    }

    @Nullable URI dcgm() {
        var value = properties.get(Options.Name.DCGM.key());
        if (value == null) {
            return null;
        }
        try {
            var uri = URI.create(value);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        problems.add(withUnderscore("-Dassay.dcgm", value)
                .orElseGet(() -> Options.problem("-Dassay.dcgm is where a DCGM exporter tells of GPUs, such as"
                        + " http://127.0.0.1:9400/metrics, without a password.")));
        return null;
    }

    List<URI> metrics() {
        var value = properties.get(Options.Name.METRICS.key());
        if (value == null) {
            return List.of();
        }
        var pages = new ArrayList<URI>();
        for (var each : value.split(",", -1)) {
            var page = address(each.strip());
            if (page == null || page.getUserInfo() != null) {
                // Not repeated, as it may hold a password.
                var none = Options.problem("-Dassay.metrics is a list of addresses such as"
                        + " http://10.0.0.1:8000/metrics,http://10.0.0.2:8000/metrics, without users or passwords;"
                        + " number " + (pages.size() + 1) + " is none.");
                problems.add(withUnderscore("-Dassay.metrics", each.strip()).orElse(none));
                return List.of();
            }
            pages.add(page);
        }
        return List.copyOf(pages);
    }

    private static @Nullable URI address(String value) {
        try {
            var uri = URI.create(value);
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme()) ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Nullable URI endpoint() {
        var value = properties.get(Options.Name.ENDPOINT.key());
        if (value == null) {
            return null;
        }
        try {
            var uri = URI.create(value.replaceFirst("(/v1)?/*$", ""));
            if (uri.getUserInfo() != null) {
                // Not repeated: results and logs show the address, and must not show this.
                problems.add(Options.problem(
                        "-Dassay.endpoint holds a user or a password: name the variable that holds it with"
                                + " `key` or `headers` in thresholds.yaml."));
                return null;
            }
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        problems.add(withUnderscore("-Dassay.endpoint", value)
                .orElseGet(() -> Options.problem(
                        "-Dassay.endpoint is an address such as http://127.0.0.1:8000," + " found [" + value + "].")));
        return null;
    }

    /** Container tools give such names; Java knows no host in an address that has one. */
    private static Optional<Problem> withUnderscore(String property, String value) {
        var host = HOST.matcher(value);
        return host.matches() && host.group(1).contains("_")
                ? Optional.of(
                        Options.problem(property + ": the host name [" + host.group(1) + "] has a '_', which the name"
                                + " of a host cannot have. Write the host's IP address, or give it another name, such as ["
                                + host.group(1).replace('_', '-') + "]."))
                : Optional.empty();
    }
}
