package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.report.JunitXml;
import dev.assay.report.Runs;
import dev.assay.report.ci.SourceLine;
import dev.assay.report.console.TestText;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.TestAbortedException;

/**
 * One report with everything that a JUnit test of the gate can become. {@code bench/ci_readers.py} shows it to the readers that people use, and writes what
 * each makes of it into docs/ci-readers.md.
 */
class ReaderSampleTest {
    private static final Path SAMPLE = Path.of("bench/ci-readers/TEST-assay.xml");
    /** What the readers make of the text does not depend on how many figures it has. */
    private static final int LINES = 4;

    @Test
    void isWhatTheGateWrites() throws IOException {
        var xml = new JunitXml(
                "load",
                List.of(
                        test("smollm2-135m kept", 12, Runs.remarkedCell()),
                        test("smollm2-135m missed", 13, Runs.failingCell()),
                        test("smollm2-135m unmeasured", 14, Runs.unmeasuredCell()),
                        test("smollm2-135m undecided", 15, Runs.undecidedCell()),
                        test("smollm2-135m published (modelled)", 16, modelled()),
                        test("smollm2-135m told (tolerated)", 17, Runs.toldCell()),
                        ended("smollm2-135m basics_v2 q-7", 18, () -> {
                            throw JUnitVerdicts.skipped(
                                    "WRONG, expected 42, found <b>41</b> & more (last number); the evalset is PASS");
                        })));

        assertThat(xml.text()).isEqualTo(Files.readString(SAMPLE));
    }

    private static TestVerdict modelled() {
        var traces = List.of(Traces.whole("c4-001", 0, 20.25, 10, 3));
        var header = Plans.recording(traces).header();
        return Judge.judge(
                Plans.planned(Plans.loadTest(1, 3, Plans.max("ttft.mean", 420, Unit.MILLISECONDS, "420 ms"))),
                new Recording(
                        new Recording.Header(
                                header.deployment(),
                                header.test(),
                                Provenance.MODELLED,
                                header.started(),
                                header.seed(),
                                header.plan(),
                                header.server(),
                                Map.of()),
                        traces));
    }

    private static JunitXml.Case test(String name, int line, TestVerdict verdict) {
        return ended(
                name,
                line,
                () -> JUnitVerdicts.as(
                        verdict,
                        TestText.of(verdict, "tapes/smollm2-135m/c4.jsonl", "mvn verify")
                                .lines()
                                .limit(LINES)
                                .collect(Collectors.joining("\n"))));
    }

    private static JunitXml.Case ended(String name, int line, Runnable report) {
        var ended = ended(report);
        var thrown = ended.getThrowable();
        return new JunitXml.Case(
                name,
                JUnitVerdicts.result(ended),
                thrown.map(JUnitVerdicts::type).orElse(""),
                thrown.map(JUnitVerdicts::text).orElse(""),
                "[assay] " + name + "\n",
                Duration.ofMillis(1500),
                new SourceLine("thresholds.yaml", line));
    }

    private static TestExecutionResult ended(Runnable report) {
        try {
            report.run();
            return TestExecutionResult.successful();
        } catch (TestAbortedException e) {
            return TestExecutionResult.aborted(e);
        } catch (RuntimeException | AssertionError e) {
            return TestExecutionResult.failed(e);
        }
    }
}
