package dev.assay.run;

import dev.assay.accuracy.Scorers;
import dev.assay.accuracy.Scores;
import dev.assay.environment.ProxyVariables;
import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.gate.LimitVerdict;
import dev.assay.gate.RunVerdict;
import dev.assay.gate.TestVerdict;
import dev.assay.gate.checks.PlanChecks;
import dev.assay.input.InputException;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.Selection;
import dev.assay.plan.Thresholds;
import dev.assay.plan.thresholds.KnownNames;
import dev.assay.report.RunDirectory;
import dev.assay.report.console.ConsoleTable;
import dev.assay.report.console.PlanText;
import dev.assay.report.summary.Language;
import dev.assay.report.summary.Summary;
import dev.assay.run.options.Options;
import dev.assay.run.requests.PromptSupply;
import dev.assay.run.requests.Tokenizers;
import dev.assay.server.Credentials;
import dev.assay.server.EndpointRoutes;
import dev.assay.server.engines.Engines;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of the gate, shared by all tests of a JUnit session: the plan, and the verdict of each test, measured when it is first asked for.
 */
public final class GateSession implements AutoCloseable {
    private final Options options;
    private final Plan plan;
    private final Run run;
    private final Console console;
    private final Map<Planned, TestVerdict> verdicts = new LinkedHashMap<>();
    private final Map<Planned, RuntimeException> broken = new HashMap<>();
    private final Set<Planned> announced = new LinkedHashSet<>();
    private final Set<Planned> told = new HashSet<>();
    private boolean demanded;

    private GateSession(Options options, Plan plan, Run run, Console console) {
        this.options = options;
        this.plan = plan;
        this.run = run;
        this.console = console;
    }

    /**
     * Reads everything that people wrote, and sends nothing.
     *
     * @param console takes what the run prints
     * @throws InputException with every problem
     */
    public static GateSession open(Options options, Console console) {
        var thresholds = Thresholds.read(options.directory(), vocabulary());
        var seed = options.seed() == null ? System.currentTimeMillis() : options.seed();
        var selected = selected(thresholds, options);
        var plan = options.paired() ? selected.paired(seed) : selected;
        var problems = Stream.concat(
                        PlanChecks.problems(plan).stream(), JvmFlags.here().problems(options, plan))
                .toList();
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        // Recordings want no key, and a machine without one can judge them.
        var credentials = !options.live() || options.plan() ? Credentials.NONE : credentials(options, plan, console);
        var tokenizers = tokenizers(options, plan);
        var run = new Run(options, plan, thresholds.sha256(), seed, tokenizers, credentials, console);
        return new GateSession(options, plan, run, console);
    }

    /** A run that is judged again is judged as far as it went, unless the command line picks something else. */
    private static Plan selected(Thresholds thresholds, Options options) {
        return options.run() == null || !options.selection().equals(Selection.ALL)
                ? Plan.of(thresholds, options.selection())
                : Plan.ofEarlierRun(thresholds, RunFacts.tests(new RunDirectory(options.run())));
    }

    /** Servers that the gate starts are reached straight. */
    private static Credentials credentials(Options options, Plan plan, Console console) {
        var credentials = Credentials.of(plan, System::getenv);
        if (options.endpoint() == null) {
            return credentials;
        }
        ProxyVariables.unused(System.getenv(), options.endpoint(), plan).ifPresent(console::line);
        return credentials.through(EndpointRoutes.of(plan, options.directory()));
    }

    private static Tokenizers tokenizers(Options options, Plan plan) {
        // A finished run has made its prompts, and a modelled one has none.
        if (options.run() != null || options.modelled() != null) {
            return Tokenizers.none();
        }
        var tokenizers = Tokenizers.load(plan, options.directory());
        var problems = PromptSupply.problems(plan, tokenizers);
        if (!problems.isEmpty()) {
            tokenizers.close();
            throw new InputException(problems);
        }
        return tokenizers;
    }

    /** Returns the names that the rooms above {@code spec} give to what people write. */
    public static KnownNames vocabulary() {
        return new KnownNames(
                FigureName.all(), RequestFigure.objectives(), Scores.FIGURES, Scorers.names(), Engines.names());
    }

    /**
     * Returns the tests of the plan that a test class is about to report; none where the plan is only shown. From then on each must get a
     * verdict.
     */
    public synchronized List<Planned> announce(Class<?> kind) {
        if (options.plan()) {
            return List.of();
        }
        var tests = plan.tests().stream()
                .filter(planned -> kind.isInstance(planned.test()))
                .toList();
        announced.addAll(tests);
        return tests;
    }

    /**
     * Returns the verdict of a test, measuring it first if it has none. A test that broke down is not tried again: the first of its tests
     * shows the reason, and the others are skipped.
     */
    public synchronized TestVerdict verdict(Planned planned) {
        var reason = broken.get(planned);
        if (reason != null) {
            throw new BrokeDownBefore("the test broke down, and its first test shows where: " + reason);
        }
        try {
            return verdicts.computeIfAbsent(planned, run::verdict);
        } catch (RuntimeException e) {
            broken.put(planned, e);
            throw e;
        }
    }

    /** Returns what became of the run so far. Tests that no test class was selected for are no part of it. */
    synchronized RunVerdict soFar() {
        var tests = plan.tests().stream().filter(announced::contains).toList();
        var partial = plan.partial() || tests.size() < plan.tests().size();
        return new RunVerdict(
                run.id(),
                run.target(),
                options.run() != null,
                new Plan(tests, partial),
                List.copyOf(verdicts.values()));
    }

    /** Returns whether planned has been checked against ran. */
    public synchronized boolean demanded() {
        return demanded;
    }

    /**
     * Checks planned against ran.
     *
     * @throws IllegalStateException if nothing was judged or a planned test has no verdict
     */
    public synchronized void demandCompleteness() {
        demanded = true;
        var verdict = soFar();
        if (verdict.tests().isEmpty()) {
            throw new IllegalStateException(
                    "assay: nothing was judged. The selection leaves no test of thresholds.yaml.");
        }
        if (!verdict.missing().isEmpty()) {
            throw new IllegalStateException("assay: planned but without a verdict: "
                    + verdict.missing().stream().map(Planned::name).collect(Collectors.joining(", ")));
        }
    }

    /** Returns the text that a failing test of this test shows. */
    public String text(TestVerdict test) {
        return run.text(test);
    }

    /** Returns the text that a failing test of one of the row's limits shows. */
    public String text(TestVerdict test, LimitVerdict limit) {
        return run.text(test, limit);
    }

    /** Returns whether no test has told yet that the test is unmeasured: one test tells it, and its other tests are skipped. */
    public synchronized boolean tells(Planned planned) {
        return told.add(planned);
    }

    public Options options() {
        return options;
    }

    RunDirectory directory() {
        return run.directory();
    }

    /** Writes the result and prints it; prints the plan where only that was asked for. */
    public synchronized void report() {
        if (options.plan()) {
            var precedents = new EarlierVerdicts(options.tapes(), options.runs());
            console.block(PlanText.of(plan, precedents.of(plan)));
            return;
        }
        var verdict = soFar();
        run.directory().end(verdict);
        console.line("summary: " + run.directory().summary());
        run.differences().ifPresent(differences -> {
            run.directory().end(differences);
            console.block(differences.lines());
        });
        StepSummary.append(
                        System.getenv(),
                        Summary.of(verdict, Language.ENGLISH),
                        run.directory().summary().toString())
                .ifPresent(console::line);
        console.block(ConsoleTable.of(verdict));
    }

    @Override
    public synchronized void close() {
        run.close();
    }
}
