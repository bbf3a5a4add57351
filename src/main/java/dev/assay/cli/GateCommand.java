package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.run.console.Console;
import dev.assay.run.options.Options;
import dev.assay.run.options.Options.Name;
import dev.assay.suite.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command that runs the suite. Its parameters stand for properties that Maven has.
 *
 * @param text what it does, in lines
 * @param parameters its parameters
 * @param options its options
 * @param properties gives the properties that its parameters stand for; the directory comes first
 */
record GateCommand(
        String name,
        List<String> text,
        List<Parameter> parameters,
        Set<Name> options,
        BiFunction<Path, List<String>, Map<Name, String>> properties)
        implements Command {
    /**
     * A parameter.
     *
     * @param arity how often it is given, as picocli writes it
     */
    record Parameter(String label, String arity, String text) {}

    private static final Set<Name> SELECTING =
            Set.of(Name.DIRECTORY, Name.DEPLOYMENT, Name.TIER, Name.CELLS, Name.ONLY);

    static final GateCommand VERIFY = new GateCommand(
            "verify",
            List.of(
                    "Run the gate: measure or replay, judge, and report.",
                    "",
                    "Without an option the recordings in tapes/ are judged and no server is contacted. The run is kept in"
                            + " runs/<run>/; open its report.html in a browser."),
            List.of(),
            without(),
            (directory, values) -> Map.of());

    static final GateCommand REPORT = new GateCommand(
            "report",
            List.of(
                    "Judge a finished or interrupted run again, and write its pages anew in a new run directory.",
                    "",
                    "Nothing is sent. Today's limits are applied to what that run measured. Several runs are judged as"
                            + " one, each as another start of the server."),
            List.of(new Parameter("RUN", "1..*", "the directory of a run, such as runs/20261121-210400-000")),
            with(
                    SELECTING,
                    Name.AGAINST,
                    Name.ALLOW_DIFFERENCE,
                    Name.BASELINE,
                    Name.CALIBRATE,
                    Name.CALIBRATE_RATE,
                    Name.CALIBRATE_WRITE,
                    Name.PLANT),
            (directory, runs) ->
                    runs.size() == 1 ? Map.of(Name.RUN, runs.getFirst()) : Map.of(Name.JOIN, String.join(",", runs)));

    static final GateCommand COMPARE = new GateCommand(
            "compare",
            List.of(
                    "Show one run or deployment beside another: figures, questions, and how the environments differ.",
                    "",
                    "Nothing is sent. HERE is judged again, so the exit status is that of its verdicts."),
            List.of(
                    new Parameter(
                            "HERE", "1", "the directory of a run, or a deployment, of which the recordings are taken"),
                    new Parameter(
                            "THERE",
                            "1",
                            "the directory of a run, a deployment, a baseline file, or answers of another tool")),
            with(SELECTING, Name.ALLOW_DIFFERENCE),
            (directory, sides) -> Map.of(
                    Files.isDirectory(directory.resolve(sides.getFirst())) ? Name.RUN : Name.DEPLOYMENT,
                    sides.getFirst(),
                    Name.AGAINST,
                    sides.get(1)));

    static final GateCommand IMPORT = new GateCommand(
            "import",
            List.of(
                    "Read and audit result files of other tools, or show gates of other projects as rows of"
                            + " thresholds.yaml.",
                    "",
                    "Result files: vllm bench serve, GuideLLM, AIPerf, lm-evaluation-harness, Markdown tables. Gates:"
                            + " perf-eval, vLLM, vllm-ascend, tt-inference-server. Nothing is judged. With --run your own"
                            + " figures stand beside those of other tools."),
            List.of(new Parameter("PATH", "1", "a result file, a gate, or a folder of such files")),
            Set.of(Name.DIRECTORY, Name.RUN, Name.IMPORT_WRITE),
            (directory, paths) -> Map.of(Name.IMPORT, paths.getFirst()));

    static final GateCommand PLAN = new GateCommand(
            "plan",
            List.of(
                    "Show what `verify` with the same options would run, how long it took before, and what that number"
                            + " of samples can decide.",
                    "",
                    "Nothing is sent or written."),
            List.of(),
            without(
                    Name.PLAN,
                    Name.IMPORT,
                    Name.IMPORT_WRITE,
                    Name.LEDGER,
                    Name.PLANT,
                    Name.CUSTOMER,
                    Name.AUDIENCE,
                    Name.TRENDS,
                    Name.AGAINST,
                    Name.BASELINE,
                    Name.RESUME,
                    Name.MERGE,
                    Name.SHARD,
                    Name.SHARD_DIRECTORY,
                    Name.CALIBRATE,
                    Name.CALIBRATE_RATE,
                    Name.CALIBRATE_WRITE),
            (directory, values) -> Map.of(Name.PLAN, "true"));

    GateCommand {
        text = List.copyOf(text);
        parameters = List.copyOf(parameters);
        options = Collections.unmodifiableSet(EnumSet.copyOf(options));
    }

    private static Set<Name> without(Name... names) {
        var all = EnumSet.allOf(Name.class);
        // The command line always requires a verdict.
        all.remove(Name.REQUIRED);
        List.of(names).forEach(all::remove);
        return all;
    }

    private static Set<Name> with(Set<Name> some, Name... more) {
        var all = EnumSet.copyOf(some);
        Collections.addAll(all, more);
        return all;
    }

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().abbreviateSynopsis(true).description(text.toArray(String[]::new));
        for (var i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            spec.addPositional(PositionalParamSpec.builder()
                    .index(parameter.arity().equals("1") ? Integer.toString(i) : i + "..*")
                    .arity(parameter.arity())
                    .required(true)
                    // A shell completes files.
                    .type(parameter.arity().equals("1") ? Path.class : List.class)
                    .auxiliaryTypes(Path.class)
                    .paramLabel(parameter.label())
                    .description(parameter.text())
                    .build());
        }
        GateOptions.addTo(spec, options, true);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult given) {
        var written = GateOptions.properties(given);
        var directory = Path.of(written.getOrDefault(Name.DIRECTORY.key(), ""));
        var values = given.matchedPositionals().stream()
                .distinct()
                .flatMap(each -> each.stringValues().stream())
                .toList();
        var all = new TreeMap<>(written);
        properties.apply(directory, values).forEach((option, value) -> {
            if (all.put(option.key(), value) != null) {
                throw new InputException(List.of(
                        Options.problem("`assay " + name + "` sets -D" + option.key() + " itself. Remove it.")));
            }
        });
        var out = given.commandSpec().commandLine().getOut();
        var suite = new Suite(all, GateOptions.reports(given, all), GateOptions.groups(given));
        return ExitStatus.of(suite.run(Console.of(out::println, Map.of())));
    }
}
