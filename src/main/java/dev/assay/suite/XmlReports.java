package dev.assay.suite;

import dev.assay.recording.files.AtomicFile;
import dev.assay.report.JunitXml;
import dev.assay.report.JunitXml.Result;
import dev.assay.report.ci.SourceLine;
import dev.assay.wire.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes {@code TEST-*.xml} for the gate's tests, into the folder that the build names. Surefire's own reports hide from most readers why a test was skipped,
 * and contain the properties of the machine as soon as one test was skipped (docs/decisions/0014).
 */
public final class XmlReports implements TestExecutionListener {
    /** The configuration parameter of JUnit that names the folder. */
    static final String FOLDER = "dev.assay.reports";
    /** The entry of a test's report that contains what the gate printed during the test. */
    static final String PRINTED = "stdout";
    /** The entries of a test's report that say which line of the checkout it is about. */
    static final String FILE = "file";

    static final String LINE = "line";

    static final List<Class<?>> SUITE = List.of(
            InputTest.class,
            ProtocolTest.class,
            AccuracyTest.class,
            LogProbabilitiesTest.class,
            LoadTest.class,
            ShardTest.class,
            ImportTest.class,
            CompletenessTest.class);

    private final Map<TestIdentifier, List<JunitXml.Case>> cases = new HashMap<>();
    private final Map<TestIdentifier, Duration> started = new HashMap<>();
    private final Map<TestIdentifier, String> printed = new HashMap<>();
    private final Map<TestIdentifier, SourceLine> places = new HashMap<>();
    private final Ticker ticker = Ticker.start();
    private @Nullable TestPlan plan;
    private @Nullable Path folder;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        folder = started.getConfigurationParameters().get(FOLDER).map(Path::of).orElse(null);
        if (folder != null) {
            try {
                removeEarlier(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write into " + folder, e);
            }
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test, now());
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        var values = entry.getKeyValuePairs();
        Optional.ofNullable(values.get(PRINTED)).ifPresent(text -> printed.put(test, text));
        Optional.ofNullable(values.get(FILE))
                .ifPresent(file -> places.put(test, new SourceLine(file, Integer.parseInt(values.get(LINE)))));
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        add(test, Result.SKIPPED, "", reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            var thrown = result.getThrowable();
            add(
                    test,
                    JUnitVerdicts.result(result),
                    thrown.map(JUnitVerdicts::type).orElse(""),
                    thrown.map(JUnitVerdicts::text).orElse(""));
        }
        source(test).ifPresent(source -> write(test, source));
    }

    private void add(TestIdentifier test, Result result, String type, String text) {
        var time = now().minus(started.getOrDefault(test, now()));
        ofClass(test)
                .ifPresent(owner -> cases.computeIfAbsent(owner, key -> new ArrayList<>())
                        .add(new JunitXml.Case(
                                test.getDisplayName(),
                                result,
                                type,
                                text,
                                printed.getOrDefault(test, ""),
                                time,
                                places.get(test))));
    }

    private Duration now() {
        return Duration.ofNanos(ticker.nanos());
    }

    /** A class without tests has no file: some readers treat an empty file as broken. */
    private void write(TestIdentifier test, ClassSource source) {
        var tests = cases.remove(test);
        if (folder == null || tests == null) {
            return;
        }
        try {
            // If the gate is killed meanwhile, readers in CI must not find half a file.
            AtomicFile.write(file(folder, source.getClassName()), new JunitXml(test.getDisplayName(), tests).text());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(folder, source.getClassName()), e);
        }
    }

    private static Path file(Path folder, String test) {
        return folder.resolve("TEST-" + test + ".xml");
    }

    /**
     * Removes the reports of an earlier run, which would be taken for those of this run.
     *
     * @throws IOException if that is not possible, or if no file can be written into the folder
     */
    static void removeEarlier(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var test : SUITE) {
            Files.deleteIfExists(file(folder, test.getName()));
        }
        Files.delete(Files.createTempFile(folder, "TEST-", ".part"));
    }

    /** Returns whether there is a report in a folder. */
    static boolean areIn(Path folder) {
        return SUITE.stream().anyMatch(test -> Files.exists(file(folder, test.getName())));
    }

    /** Returns the class that a test, or a container between the two, belongs to. */
    private Optional<TestIdentifier> ofClass(TestIdentifier test) {
        if (source(test).isPresent() || plan == null) {
            return Optional.of(test);
        }
        return plan.getParent(test).flatMap(this::ofClass);
    }

    private static Optional<ClassSource> source(TestIdentifier test) {
        return test.getSource().filter(ClassSource.class::isInstance).map(ClassSource.class::cast);
    }
}
