package dev.assay.suite;

import dev.assay.input.Problem;
import dev.assay.report.ci.Annotations;
import dev.assay.report.summary.RefusedInput;
import dev.assay.run.GateSession;
import dev.assay.run.NothingJudged;
import dev.assay.run.StartupResult;
import dev.assay.run.console.StepSummary;
import dev.assay.run.console.Workspace;
import dev.assay.run.options.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Closes a run: writes and prints the result, and fails the build if a required gate judged nothing or left a planned test without a verdict. Does nothing in
 * a JUnit session without tests of the gate.
 */
public final class SuiteListener implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession launcher) {
        Invocation.ofProcess().startIn(launcher);
    }

    @Override
    public void launcherSessionClosed(LauncherSession launcher) {
        var opened = launcher.getStore()
                .get(Namespace.create(SessionExtension.NAMESPACE), StartupResult.class, StartupResult.class);
        var invocation = Invocation.of(launcher);
        switch (opened) {
            case null -> {
                if (Boolean.parseBoolean(invocation.properties().get(Options.Name.REQUIRED.key()))) {
                    throw new NothingJudged(
                            "assay: no test of the gate ran. Its groups are protocol, accuracy and load;"
                                    + " see -Dgroups and -Dit.test.");
                }
            }
            case StartupResult.Judging judging -> close(judging.session());
            case StartupResult.PartMeasured part -> part.session().report();
            case StartupResult.PlanShown shown -> shown.preview().report();
            case StartupResult.Imported imported -> imported.results().report(invocation.console());
            case StartupResult.Planted planted -> planted.trial().report(invocation.console());
            case StartupResult.LedgerShown shown -> shown.ledger().report(invocation.console());
            case StartupResult.Summarised summarised -> summarised.report().report(invocation.console());
            case StartupResult.TrendsShown shown -> shown.trends().report(invocation.console());
            case StartupResult.Refused refused -> close(refused, invocation);
        }
    }

    private static void close(GateSession session) {
        session.report();
        if (session.required() && !session.demanded()) {
            session.demandCompleteness();
        }
        session.propose();
    }

    private static void close(StartupResult.Refused refused, Invocation invocation) {
        tell(System.getenv(), refused.why().problems(), invocation);
        // A selection without InputTest must not be green.
        if (!refused.reported().get()) {
            throw refused.why();
        }
    }

    /** Reports why a run did not begin, on the console and on the page of a workflow's step. */
    static void tell(Map<String, String> environment, List<Problem> problems, Invocation invocation) {
        var console = invocation.console();
        console.line("Nothing was sent: the input has problems.");
        console.block(problems.stream().map(Problem::toString).toList());
        StepSummary.append(environment, RefusedInput.page(problems), "the log of the build")
                .ifPresent(console::line);
        var directory = Path.of(invocation.properties().getOrDefault(Options.Name.DIRECTORY.key(), ""));
        console.annotate(Annotations.of(problems), Workspace.of(environment, directory), environment);
    }
}
