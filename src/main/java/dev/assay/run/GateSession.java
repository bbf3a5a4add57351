package dev.assay.run;

import dev.assay.environment.ProxyVariables;
import dev.assay.gate.outlook.DueReviews;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.against.FlippedQuestions;
import dev.assay.report.ci.Annotations;
import dev.assay.report.ci.SourceTree;
import dev.assay.report.console.ConsoleTable;
import dev.assay.report.console.EarlierVerdict;
import dev.assay.report.console.PlanText;
import dev.assay.report.summary.Summary;
import dev.assay.report.words.Language;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.run.checked.MemoryCheck;
import dev.assay.run.console.Console;
import dev.assay.run.console.FurtherReports;
import dev.assay.run.console.StepSummary;
import dev.assay.run.console.Workspace;
import dev.assay.run.measurement.HostFailure;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.server.Credentials;
import dev.assay.server.EndpointRoutes;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of the gate, shared by all JUnit tests of a session. Holds the plan and the verdict of each planned test, which is measured when it is first asked for.
 */
public final class GateSession implements AutoCloseable {
    private final Options options;
    private final RunMode.Judging mode;
    private final Plan plan;
    private final Run run;
    private final Console console;
    private final Map<Planned, TestVerdict> verdicts = new LinkedHashMap<>();
    private final Map<Planned, RuntimeException> broken = new HashMap<>();
    private final Map<Planned, FlippedQuestions> flips = new HashMap<>();
    private final Set<Planned> announced = new LinkedHashSet<>();
    private final Set<Planned> reported = new HashSet<>();
    private final SourceTree sources;
    private final boolean allKinds;
    private @Nullable Map<Planned, EarlierVerdict> earlier;
    private boolean demanded;

    private GateSession(Options options, RunMode.Judging mode, Plan plan, Run run, boolean allKinds, Console console) {
        this.options = options;
        this.mode = mode;
        this.plan = plan;
        this.run = run;
        this.allKinds = allKinds;
        this.console = console;
        this.sources = Workspace.of(System.getenv(), options.directory());
    }

    /**
     * Reads everything that people wrote, and sends nothing.
     *
     * @param allKinds whether JUnit asks for the verdicts of tests of all kinds
     * @param console takes what the run prints
     * @throws InputException with every problem
     */
    static GateSession open(Options options, RunMode.Judging mode, boolean allKinds, Console console) {
        HeadStart.of(mode);
        var checked = CheckedPlan.of(options, mode);
        var credentials = credentials(options, mode, checked.plan(), console);
        var tokenizers = checked.tokenizers(options, mode);
        var run = new Run(options, mode, checked, tokenizers, credentials, console);
        checked.turns().ifPresent(console::line);
        MemoryCheck.here().warnings(mode, checked.plan()).forEach(console::warning);
        checked.plan().unjudgedRatios().forEach(console::line);
        DueReviews.of(checked.plan(), LocalDate.now(ZoneOffset.UTC)).forEach(console::warning);
        return new GateSession(options, mode, checked.plan(), run, allKinds, console);
    }

    static Credentials credentials(Options options, RunMode.Judging mode, Plan plan, Console console) {
        return switch (mode) {
            case RunMode.Endpoint(var base, var metrics, var live) -> {
                var credentials = Credentials.of(plan, System.getenv());
                ProxyVariables.unused(System.getenv(), base, plan).ifPresent(console::line);
                yield credentials.through(EndpointRoutes.of(plan, options.directory()));
            }
            case RunMode.Endpoints endpoints -> {
                var credentials = Credentials.of(plan, System.getenv());
                endpoints.bases().values().stream()
                        .flatMap(base -> ProxyVariables.unused(System.getenv(), base, plan).stream())
                        .forEach(console::line);
                yield credentials.through(EndpointRoutes.of(plan, options.directory()));
            }
            // Servers that the gate starts are reached without a proxy.
            case RunMode.Launch ignored -> Credentials.ofStarted(plan, System.getenv());
            // Recordings need no key, so a machine without one can judge them.
            case RunMode.Replay ignored -> Credentials.NONE;
            case RunMode.Modelled ignored -> Credentials.NONE;
            case RunMode.Rejudge ignored -> Credentials.NONE;
            case RunMode.Merge ignored -> Credentials.NONE;
        };
    }

    /**
     * Returns the planned tests that a JUnit class is about to report. From then on each must get a verdict.
     */
    public synchronized List<Planned> announce(Class<?> kind) {
        var tests = plan.tests().stream()
                .filter(planned -> kind.isInstance(planned.test()))
                .toList();
        announced.addAll(tests);
        return tests;
    }

    /**
     * Returns the verdict of a planned test, and measures the test first if there is none. A test that broke down is not tried again: the first of its JUnit
     * tests shows the reason, and the others are skipped.
     */
    public synchronized TestVerdict verdict(Planned planned) {
        var reason = broken.get(planned);
        if (reason != null) {
            throw new BrokeDownBefore("the test broke down before; its first JUnit test shows where: " + reason);
        }
        try {
            var known = verdicts.get(planned);
            if (known != null) {
                return known;
            }
            var verdict = run.verdict(planned, companions(planned));
            verdicts.put(planned, verdict);
            tellTimeLeft(planned);
            return verdict;
        } catch (RuntimeException e) {
            broken.put(planned, e);
            throw e;
        }
    }

    /** Returns the verdict of a planned test, if it has one. Measures nothing. */
    public synchronized Optional<TestVerdict> known(Planned planned) {
        return Optional.ofNullable(verdicts.get(planned));
    }

    /** Says how many tests of a live run are still to come. If only some kinds run, nobody knows here which will be asked for. */
    private void tellTimeLeft(Planned last) {
        var left = plan.tests().stream()
                .filter(test -> !verdicts.containsKey(test) && !broken.containsKey(test))
                .filter(test -> announced.contains(test) || kind(test) > kind(last))
                .toList();
        if (mode instanceof RunMode.Live && allKinds && !left.isEmpty()) {
            if (earlier == null) {
                earlier = new EarlierVerdicts(options.tapes(), options.runs()).of(new Plan(left, true));
            }
            console.line(PlanText.left(left, earlier));
        }
    }

    /** Returns the place of a test's kind in the order in which JUnit reports kinds. One that has been passed over does not come any more. */
    private static int kind(Planned planned) {
        return switch (planned.test()) {
            case Protocol ignored -> 0;
            case TestSpec.Accuracy ignored -> 1;
            case LogProbabilities ignored -> 2;
            case TestSpec.LoadTest ignored -> 3;
        };
    }

    /** Returns the questions of an evalset that flipped; none as long as it has no verdict. Measures nothing. */
    public synchronized FlippedQuestions flips(Planned planned) {
        var verdict = verdicts.get(planned);
        return verdict == null
                ? FlippedQuestions.NONE
                : flips.computeIfAbsent(planned, test -> run.flips(verdict, List.copyOf(verdicts.values())));
    }

    /** Returns the tests that JUnit reports together with this one. */
    private List<Planned> companions(Planned planned) {
        return announced.stream()
                .filter(each -> each.test().getClass() == planned.test().getClass())
                .toList();
    }

    /** Returns the verdicts of the run so far. Planned tests that no selected JUnit class reports are not part of it. */
    synchronized RunVerdict soFar() {
        var tests = plan.tests().stream().filter(announced::contains).toList();
        var partial = plan.partial() || tests.size() < plan.tests().size();
        return new RunVerdict(
                run.id(),
                run.target(),
                mode instanceof RunMode.Rejudge || mode instanceof RunMode.Merge,
                new Plan(tests, partial),
                List.copyOf(verdicts.values()));
    }

    /** Returns whether completeness has been checked. */
    public synchronized boolean demanded() {
        return demanded;
    }

    /**
     * Checks that every planned test has a verdict.
     *
     * @throws NothingJudged if the selection left no test
     * @throws WithoutVerdict if a planned test has no verdict
     */
    public synchronized void demandCompleteness() {
        demanded = true;
        var verdict = soFar();
        if (verdict.tests().isEmpty()) {
            throw new NothingJudged("assay: nothing was judged. The selection leaves no test of thresholds.yaml.");
        }
        if (!verdict.missing().isEmpty()) {
            throw new WithoutVerdict("assay: planned but without a verdict: "
                    + verdict.missing().stream().map(Planned::name).collect(Collectors.joining(", ")));
        }
    }

    /** Returns the text that a failing JUnit test shows. */
    public String text(TestVerdict test) {
        return run.text(test);
    }

    /** Returns the text that the failing JUnit test of one limit shows. */
    public String text(TestVerdict test, LimitVerdict limit) {
        return run.text(test, limit);
    }

    /** Returns true at the first call for a planned test: one of its JUnit tests reports that it is UNMEASURED, and the others are skipped. */
    public synchronized boolean isFirstReport(Planned planned) {
        return reported.add(planned);
    }

    /** Returns whether the build needs verdicts, so that a run without any must fail. */
    public boolean required() {
        return options.required();
    }

    /** Returns whether the traces are computed from published figures. */
    public boolean modelled() {
        return mode instanceof RunMode.Modelled;
    }

    /**
     * Writes the result, then everything else that people and tools read of the run, and prints the verdicts.
     *
     * @throws WithoutVerdict if the result cannot be written
     */
    public synchronized void report() {
        var verdict = soFar();
        if (!run.writable()) {
            // Each test says why.
            console.block(ConsoleTable.of(verdict));
            return;
        }
        try {
            run.directory().result(verdict);
        } catch (UncheckedIOException e) {
            console.block(ConsoleTable.of(verdict));
            run.over();
            throw new WithoutVerdict("assay: the verdicts are not on the disk: " + HostFailure.words(e)
                    + ". Repair that; then -Dassay.run=" + run.directory().path() + " judges what was measured.");
        }
        var reports = new FurtherReports(console);
        var compared = reports.of("the comparison with another run", () -> run.compared(verdict.tests()))
                .flatMap(with -> with);
        var annotations = Annotations.of(verdict);
        reports.make("a summary", () -> run.directory().summaries(verdict, compared));
        reports.make("report.html", () -> {
            run.directory().page(run.page(verdict, compared));
            console.line("page: " + run.directory().page());
        });
        reports.make("a file for CI", () -> run.directory().ci(verdict, compared, annotations, sources));
        reports.make("a file in samples/", () -> run.writeSamples(verdict.tests()));
        console.line("summary: " + run.directory().summary());
        compared.ifPresent(with -> reports.make("differences.md", () -> {
            var differences = run.differences();
            run.directory().end(with, differences);
            console.block(with.lines());
            differences.ifPresent(environment -> console.block(environment.lines()));
        }));
        try {
            console.block(run.accept(verdict.tests()));
        } finally {
            reports.make("history.csv", () -> console.block(run.remember(verdict)));
            reports.make(
                    "the summary of the workflow's step",
                    () -> StepSummary.append(
                                    System.getenv(),
                                    Summary.of(verdict, Language.ENGLISH, compared),
                                    run.directory().summary().toString())
                            .ifPresent(console::line));
            console.annotate(annotations, sources, System.getenv());
            console.block(ConsoleTable.of(verdict));
        }
    }

    /**
     * Shows the limits that the run proposes, if that was asked for, and writes them, if that was asked for too.
     *
     * @throws InputException if thresholds.yaml cannot be changed as proposed
     */
    public synchronized void propose() {
        try {
            run.proposals().ifPresent(proposals -> proposals.show(soFar(), run.facts(), run.source()));
        } catch (InputException e) {
            console.block(e.problems().stream().map(Problem::toString).toList());
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        run.close();
    }
}
