package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The reports that CI reads of a run of the gate. */
@Tag("slow")
@ExtendWith(SmallRun.class)
class XmlReportsTest {
    @Test
    void tellWhyAQuestionWasSkippedInOneLineAndNothingElse(GateRun run) {
        assertThat(run.xml(AccuracyTest.class).orElseThrow())
                .startsWith("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <testsuite name="accuracy" tests="12" errors="0" skipped="3" failures="0">
                          <testcase name="smollm2-135m first_light_v1 accuracy" classname="accuracy" file="thresholds.yaml" line="19">
                            <system-out>[assay] smollm2-135m first_light_v1: 10 requests, 4 in flight, to recordings in\
                        """)
                .endsWith("""
                          <testcase name="smollm2-135m first_light_v1 week-01" classname="accuracy" file="evalsets/first_light_v1.jsonl" line="5"/>
                          <testcase name="smollm2-135m first_light_v1 month-01" classname="accuracy" file="evalsets/first_light_v1.jsonl" line="6">
                            <skipped message="WRONG, expected May, found The month after April is October.; the evalset is \
                        PASS">WRONG, expected May, found The month after April is October.; the evalset is PASS</skipped>
                          </testcase>
                          <testcase name="smollm2-135m first_light_v1 echo-01" classname="accuracy" file="evalsets/first_light_v1.jsonl" line="7"/>
                          <testcase name="smollm2-135m first_light_v1 capital-01" classname="accuracy" file="evalsets/first_light_v1.jsonl" line="8"/>
                          <testcase name="smollm2-135m first_light_v1 planet-01" classname="accuracy" file="evalsets/first_light_v1.jsonl" line="9">
                            <skipped message="WRONG, expected Jupiter, found The largest planet in the solar system is \
                        Neptune, but it's actually Uranus, which is slightly larger than the gas gian…; the evalset is PASS">WRONG, \
                        expected Jupiter, found The largest planet in the solar system is Neptune, but it's actually Uranus, \
                        which is slightly larger than the gas gian…; the evalset is PASS</skipped>
                          </testcase>
                          <testcase name="smollm2-135m first_light_v1 formula-01" classname="accuracy" file="evalsets/first_light_v1.jsonl" line="10"/>
                        </testsuite>
                        """)
                .doesNotContain("\tat ", "<propert", "TestAbortedException");
    }

    /** Readers that annotate files look for the line that a test is about. */
    @Test
    void nameTheLineOfThresholdsAndOfQuestionsInTheCheckout(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        var gate = Files.createDirectory(folder.resolve("gate"));
        GateRun.small(gate);

        var run = GateRun.in(gate);

        var limit = lineWith(gate.resolve("thresholds.yaml"), "accuracy: {");
        assertThat(run.xml(AccuracyTest.class).orElseThrow())
                .contains(
                        "first_light_v1 accuracy\" classname=\"accuracy\" file=\"gate/thresholds.yaml\" line=\"" + limit
                                + "\"",
                        "first_light_v1 month-01\" classname=\"accuracy\" file=\"gate/evalsets/first_light_v1.jsonl\" line=\""
                                + lineWith(gate.resolve("evalsets/first_light_v1.jsonl"), "month-01") + "\"");
        assertThat(run.xml(LoadTest.class).orElseThrow())
                .contains("c4\" classname=\"load\" file=\"gate/thresholds.yaml\" line=\"");
    }

    private static int lineWith(Path file, String text) throws IOException {
        var lines = Files.readAllLines(file);
        return IntStream.rangeClosed(1, lines.size())
                .filter(number -> lines.get(number - 1).contains(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void leaveOutAClassThatHasNoTest(GateRun run) {
        assertThat(run.xml(LoadTest.class)).isPresent();
        assertThat(run.xml(ImportTest.class)).isEmpty();
    }

    @Test
    void haveTheWholeTextOfWhatIsRedAndDropThoseOfAnEarlierRun(@TempDir Path folder) throws IOException {
        GateRun.small(folder);
        Files.createDirectories(folder.resolve("reports"));
        Files.writeString(folder.resolve("reports/TEST-dev.assay.suite.LoadTest.xml"), "of yesterday");

        var run = GateRun.in(folder, "deployment=nosuch");

        assertThat(run.xml(LoadTest.class)).isEmpty();
        assertThat(run.xml(InputTest.class)).hasValue("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="input" tests="1" errors="1" skipped="0" failures="0">
                  <testcase name="thresholds.yaml, evalsets and properties are valid" classname="input" file="thresholds.yaml" line="1">
                    <error message="command line: -Dassay.deployment=nosuch: thresholds.yaml has no such deployment; it has: \
                smollm2-135m" type="dev.assay.input.InputException">command line: -Dassay.deployment=nosuch: thresholds.yaml \
                has no such deployment; it has: smollm2-135m</error>
                  </testcase>
                </testsuite>
                """);
    }
}
