package dev.assay.suite;

import dev.assay.run.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The gate's JUnit tests, run in this process without a build tool.
 *
 * @param properties the options, {@code assay.name} each; a run without verdicts is refused as in the build
 * @param reports the folder of {@code TEST-*.xml}
 * @param groups the kinds of tests that run, as {@code -Dgroups} of the build has them; empty: all
 */
public record Suite(Map<String, String> properties, Path reports, Optional<String> groups) {
    private static final Set<Ending> VERDICTS =
            EnumSet.of(Ending.PASS, Ending.FAIL, Ending.UNMEASURED, Ending.INCONCLUSIVE);

    public Suite {
        properties = Map.copyOf(properties);
    }

    /**
     * Runs the tests.
     *
     * @param console takes what the run prints
     * @return how the tests ended, each way once; none if there was nothing to judge
     */
    public Set<Ending> run(Console console) {
        var set = new HashMap<>(properties);
        set.put("assay.required", "true");
        groups.ifPresent(words -> set.put(GroupsEngine.GROUPS, words));
        var endings = new Endings(console);
        try {
            XmlReports.removeEarlier(reports);
        } catch (IOException e) {
            console.line("Nothing was sent: the reports for JUnit cannot be written into [" + reports + "] (" + e
                    + "): name another folder with --reports.");
            return Set.of(Ending.REFUSED);
        }
        execute(new Invocation(Map.copyOf(set), console), endings);
        if (!Collections.disjoint(endings.all, VERDICTS) && !XmlReports.areIn(reports)) {
            console.line("The reports for JUnit could not be written into [" + reports + "].");
            endings.all.add(Ending.BROKEN);
        }
        return Collections.unmodifiableSet(endings.all);
    }

    private void execute(Invocation invocation, Endings endings) {
        var session = LauncherFactory.openSession(LauncherConfig.DEFAULT);
        Throwable thrown = null;
        try {
            invocation.startIn(session);
            session.getLauncher().execute(request(), endings);
        } catch (RuntimeException | Error e) {
            thrown = e;
            endings.add(e);
        }
        try {
            session.close();
        } catch (RuntimeException | Error e) {
            // What broke while it was begun is thrown once more.
            if (!e.equals(thrown)) {
                endings.add(e);
            }
        }
    }

    private LauncherDiscoveryRequest request() {
        var builder = LauncherDiscoveryRequestBuilder.request()
                .selectors(XmlReports.SUITE.stream()
                        .map(DiscoverySelectors::selectClass)
                        .toArray(DiscoverySelector[]::new))
                .filters(groups.stream().map(TagFilter::includeTags).toArray(Filter[]::new))
                .configurationParameter(
                        "junit.jupiter.testclass.order.default", "org.junit.jupiter.api.ClassOrderer$OrderAnnotation")
                .configurationParameter(XmlReports.FOLDER, reports.toString());
        groups.ifPresent(words -> builder.configurationParameter(GroupsEngine.GROUPS, words));
        return builder.build();
    }

    /** Collects how tests end. What JUnit itself would tell a build, such as a stack trace of a fault of the program, is printed here. */
    private static final class Endings implements TestExecutionListener {
        private final Console console;
        private final Set<Ending> all = EnumSet.noneOf(Ending.class);

        Endings(Console console) {
            this.console = console;
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            all.add(Ending.PASS);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                result.getThrowable().ifPresentOrElse(this::add, () -> all.add(Ending.BROKEN));
            } else if (test.isTest()) {
                all.add(Ending.PASS);
            }
        }

        private void add(Throwable thrown) {
            var ending = JUnitVerdicts.ending(thrown);
            // The gate has printed verdicts and problems.
            if (ending == Ending.BROKEN) {
                console.block(JUnitVerdicts.text(thrown).lines().toList());
            } else if (thrown instanceof IllegalStateException) {
                console.line(String.valueOf(thrown.getMessage()));
            }
            all.add(ending);
        }
    }
}
