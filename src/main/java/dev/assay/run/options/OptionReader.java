package dev.assay.run.options;

import dev.assay.input.Problem;
import dev.assay.plan.Selection;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.plan.testspecs.TestConditions;
import dev.assay.plant.Fault;
import dev.assay.plant.FaultReader;
import dev.assay.proposals.TestProposals;
import dev.assay.recording.files.ShardFile;
import dev.assay.replay.ModelledTraces;
import dev.assay.report.RunDirectory;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the value of each property. A wrong value is added to the problems, and the option is then absent. */
record OptionReader(Map<String, String> properties, Map<String, String> environment, List<Problem> problems) {
    private static final Set<Options.Name> FLAGS = Set.of(
            Options.Name.CLOUD,
            Options.Name.RECORD,
            Options.Name.STOP_ON_CRASH,
            Options.Name.PLAN,
            Options.Name.LEDGER,
            Options.Name.CALIBRATE_WRITE);

    /** More threads than this are a mistake on any machine. */
    private static final int MOST_LOOPS = 256;

    /** How often chance may fail a test, if the command line does not say it. */
    private static final double USUAL_RATE = 0.01;

    private static final Pattern PERCENT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *%");

    /** Returns the options that are given; a flag that is false is not. */
    Set<Options.Name> given() {
        return Arrays.stream(Options.Name.values())
                .filter(name -> {
                    var value = properties.get(name.key());
                    return value != null && !(FLAGS.contains(name) && value.equals("false"));
                })
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Options.Name.class)));
    }

    Path directory() {
        return Path.of(properties.getOrDefault(Options.Name.DIRECTORY.key(), ""));
    }

    /** Returns the mode of the run; it has no meaning if there are problems. */
    RunMode mode() {
        var addresses = new AddressReader(properties, problems);
        var endpoints = addresses.endpoints();
        var endpoint = endpoints.isEmpty() ? addresses.endpoint() : Optional.<URI>empty();
        var metrics = addresses.metrics();
        var launcher = launcher();
        var live = live();
        var imported = imported();
        var write = write();
        var shard = new ShardReader(properties, environment, problems).shard();
        var customer = new CustomerReader(properties, problems).customer();
        if (customer.isPresent()) {
            return customer.get();
        }
        var run = run();
        var modelled = modelled();
        var faults = faults();
        var planOnly = flag(Options.Name.PLAN);
        if (imported.isPresent()) {
            return new RunMode.Import(imported.get(), run, write);
        }
        var joined = joined();
        var finished = run.map(RunMode.Rejudge::new)
                .or(() -> joined.map(runs -> new RunMode.Rejudge(runs.getFirst(), runs.subList(1, runs.size()))));
        if (faults.isPresent()) {
            return new RunMode.Plant(faults.get(), finished);
        }
        if (flag(Options.Name.LEDGER)) {
            return new RunMode.Ledger();
        }
        var trends = trends();
        if (trends.isPresent()) {
            return new RunMode.Trends(trends.get());
        }
        var merged = new MergeReader(properties, problems).shards();
        var judging = finished.<RunMode.Judging>map(each -> each)
                .or(() -> merged.map(RunMode.Merge::new))
                .or(() -> modelled.map(RunMode.Modelled::new))
                .or(() -> endpoints.isEmpty() ? Optional.empty() : Optional.of(new RunMode.Endpoints(endpoints, live)))
                .or(() -> endpoint.map(base -> new RunMode.Endpoint(base, metrics, live)))
                .or(() -> launcher.map(each -> new RunMode.Launch(each, live)))
                .orElseGet(RunMode.Replay::new);
        if (judging instanceof RunMode.Live measured && shard.isPresent()) {
            return new RunMode.Sharded(measured, shard.get());
        }
        return planOnly ? new RunMode.PlanOnly(judging) : judging;
    }

    private LiveOptions live() {
        return new LiveOptions(
                new AddressReader(properties, problems).dcgm(),
                properties.getOrDefault(Options.Name.NVIDIA_SMI.key(), "nvidia-smi"),
                new ComparisonReader(properties, problems).allowed(ServerDifference::of),
                flag(Options.Name.RECORD),
                times(Options.Name.LOOPS, 1, MOST_LOOPS),
                begun(Options.Name.RESUME));
    }

    Selection selection() {
        var named = names(Options.Name.DEPLOYMENT, "qwen3-32b-bf16,qwen3-32b-nvfp4");
        return new Selection(
                named.isEmpty() ? new AddressReader(properties, problems).deployments() : named,
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

    /** Returns how often each test is measured. What a finished run measured cannot be measured again. */
    Optional<Integer> repeats() {
        var given = times(Options.Name.REPEATS, 1);
        return given.isPresent() || given().stream().anyMatch(Set.of(Options.Name.RUN, Options.Name.JOIN)::contains)
                ? given
                : times(Options.Name.CALIBRATE, TestProposals.FEWEST_STARTS);
    }

    private Optional<Integer> times(Options.Name name, int fewest) {
        return times(name, fewest, TestConditions.MOST_REPEATS);
    }

    private Optional<Integer> times(Options.Name name, int fewest, int most) {
        return value(name).flatMap(value -> {
            if (value.matches("[0-9]{1,4}")) {
                var times = Integer.parseInt(value);
                if (times >= fewest && times <= most) {
                    return Optional.of(times);
                }
            }
            var problem = Options.problem("-D" + name.key() + " is a whole number from " + fewest + " to " + most
                    + ", found [" + value + "].");
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
            return Optional.empty();
        });
    }

    /** Returns how limits are proposed; empty if none are. */
    Optional<ProposalOptions> proposals() {
        var rate = rate();
        var write = flag(Options.Name.CALIBRATE_WRITE);
        return times(Options.Name.CALIBRATE, TestProposals.FEWEST_STARTS)
                .map(runs -> new ProposalOptions(runs, rate, write));
    }

    private double rate() {
        var value = properties.get(Options.Name.CALIBRATE_RATE.key());
        if (value == null) {
            return USUAL_RATE;
        }
        var percent = PERCENT.matcher(value.strip());
        var rate = percent.matches()
                ? new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue()
                : 0;
        if (rate > 0 && rate < 0.5) {
            return rate;
        }
        problems.add(Options.problem("-Dassay.calibrate.rate is how often chance may fail a test, above 0 % and below"
                + " 50 %, such as 1 %, found [" + value + "]."));
        return USUAL_RATE;
    }

    boolean flag(Options.Name name) {
        var value = properties.getOrDefault(name.key(), "false");
        if (!List.of("", "true", "false").contains(value)) {
            problems.add(Options.problem("-D" + name.key() + " is true or false, found [" + value + "]."));
        }
        return !value.equals("false");
    }

    Optional<Long> seed() {
        return value(Options.Name.SEED).flatMap(value -> {
            try {
                return Optional.of(Long.valueOf(value));
            } catch (NumberFormatException e) {
                problems.add(Options.problem("-Dassay.seed is a whole number, found [" + value + "]."));
                return Optional.empty();
            }
        });
    }

    private Optional<String> value(Options.Name name) {
        return Optional.ofNullable(properties.get(name.key()));
    }

    /** Returns a folder of runs or a history; the folder of the runs of this directory if none is named. */
    private Optional<Path> trends() {
        return value(Options.Name.TRENDS).map(value -> {
            var path = directory().resolve(List.of("", "true").contains(value) ? "runs" : value);
            if (!Files.exists(path)) {
                problems.add(Options.problem("-Dassay.trends is a folder of runs, or a file history.csv, found [" + path
                        + "], which does not exist. Measure a server with -Dassay.endpoint=URL first."));
            }
            return path;
        });
    }

    private Optional<Path> imported() {
        return value(Options.Name.IMPORT).map(value -> {
            var path = directory().resolve(value);
            if (value.isEmpty() || !Files.exists(path)) {
                problems.add(Options.problem(
                        "-Dassay.import is a result file of another tool, a gate of another project, or a"
                                + " folder of such, found [" + value + "], which does not exist."));
            }
            return path;
        });
    }

    /** Returns the directory that gets the imported gates. */
    private Optional<Path> write() {
        return value(Options.Name.IMPORT_WRITE).map(value -> {
            var path = directory().resolve(value);
            if (value.isBlank() || (Files.exists(path) && !Files.isDirectory(path))) {
                problems.add(Options.problem(
                        "-Dassay.import.write is the directory that gets thresholds.yaml and evalsets, found [" + value
                                + "]" + (value.isBlank() ? "." : ", which is a file.")));
            }
            return path;
        });
    }

    private Optional<Path> run() {
        return value(Options.Name.RUN).map(value -> measured(Options.Name.RUN, "is the directory of a run", value));
    }

    /** Returns the directory of a run that has traces. */
    private Path measured(Options.Name name, String what, String value) {
        var path = directory().resolve(value);
        if (!Files.isDirectory(path.resolve("traces"))) {
            problems.add(Options.problem("-D" + name.key() + " " + what + ", such as runs/20261121-210400-000, found ["
                    + value + "], which has no traces."));
        } else if (new RunDirectory(path).part()) {
            problems.add(Options.problem("-D" + name.key() + "=" + value + " has " + ShardFile.NAME
                    + ": it was measured by one of several shards, and a part is not judged. Judge all of them as one"
                    + " with -Dassay.merge=DIRECTORY,DIRECTORY."));
        }
        return path;
    }

    private Optional<List<Path>> joined() {
        return value(Options.Name.JOIN).map(value -> {
            var words = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
            var runs = words.stream()
                    .map(word -> measured(Options.Name.JOIN, "is a list of directories of runs", word))
                    .toList();
            NamedTwice.of(runs)
                    .forEach(twice -> problems.add(Options.problem("-Dassay.join " + twice + ". Name each run once.")));
            if (words.size() == 1) {
                problems.add(
                        Options.problem("-Dassay.join is a list of at least two different directories of runs, such"
                                + " as runs/20261121-210400-000,runs/20261122-210400-000, found [" + value
                                + "]. One run is judged with -Dassay.run."));
            }
            return runs;
        });
    }

    /** Returns the directory of a run that has at least written its environment.json. */
    private Optional<Path> begun(Options.Name name) {
        return value(name).map(value -> {
            var path = directory().resolve(value);
            if (!Files.isRegularFile(path.resolve("environment.json"))) {
                problems.add(Options.problem("-D" + name.key()
                        + " is the directory of a run, such as runs/20261121-210400-000, found [" + value
                        + "], which has no environment.json"
                        + (Files.isDirectory(path)
                                ? ": a run that was killed before it had begun has none, and measured nothing. Start a new one."
                                : ".")));
            } else if (new RunDirectory(path).part() && !properties.containsKey(Options.Name.SHARD.key())) {
                problems.add(Options.problem("-D" + name.key() + "=" + value + " has " + ShardFile.NAME
                        + ": it belongs to one of several shards. Give -Dassay.shard and -Dassay.shard.directory as when it"
                        + " was begun, and continue all shards at the same time."));
            }
            return path;
        });
    }

    private Optional<ModelledTraces.Fault> modelled() {
        return value(Options.Name.REPLAY).flatMap(value -> {
            var fault = ModelledTraces.Fault.read(value);
            if (fault.isEmpty()) {
                problems.add(Options.problem(
                        "-Dassay.replay is modelled, or modelled+tpot=5% to add a fault (ttft or tpot), found [" + value
                                + "]. Without it, recordings are replayed."));
            }
            return fault;
        });
    }

    private Optional<List<Fault>> faults() {
        var reader = new FaultReader(message -> problems.add(Options.problem(message)));
        return value(Options.Name.PLANT).map(reader::read);
    }

    Optional<Duration> budget() {
        return value(Options.Name.BUDGET).flatMap(value -> {
            var budget = TimeBudget.read(value);
            if (budget.isEmpty()) {
                problems.add(Options.problem(
                        "-Dassay.budget is a time above zero such as 20m, 90s or 2h, found [" + value + "]."));
            }
            return budget;
        });
    }

    private Optional<RunMode.Launcher> launcher() {
        return value(Options.Name.TARGET).flatMap(value -> {
            var launcher = Arrays.stream(RunMode.Launcher.values())
                    .filter(each -> each.word().equals(value))
                    .findFirst();
            if (launcher.isEmpty()) {
                problems.add(Options.problem(
                        "-Dassay.target is process or container, to start the servers that thresholds.yaml describes,"
                                + " found [" + value
                                + "]. For a server that runs give -Dassay.endpoint=URL; without both,"
                                + " recordings are replayed."));
            }
            return launcher;
        });
    }
}
