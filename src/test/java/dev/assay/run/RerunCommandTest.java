package dev.assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.testing.Plans;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RerunCommandTest {
    private static String command(TestVerdict test, Options options) {
        return RerunCommand.of(test, options, (RunMode.Judging) options.mode());
    }

    private static final TestVerdict ROW =
            new TestVerdict.NotRun(Plans.planned(Plans.loadTest(7, 3)), new Verdict.Unmeasured("nobody answers", ""));

    @Test
    void judgesTheRecordingWhereNoServerWasNamed() {
        assertThat(command(ROW, Options.of(Map.of())))
                .isEqualTo("mvn verify -DskipTests -Dassay.only='smollm2-135m c4'");
    }

    @Test
    void namesTheServerAndTheDirectoryOfTheRun() {
        assertThat(command(
                        ROW,
                        Options.of(Map.of(
                                "assay.endpoint", "http://127.0.0.1:8000/v1", "assay.directory", "/data/first hour"))))
                .isEqualTo("mvn verify -Dassay.only='smollm2-135m c4' -Dassay.directory='/data/first hour'"
                        + " -Dassay.endpoint=http://127.0.0.1:8000");
    }

    @Test
    void startsTheServerAgainThatTheGateStarted() {
        assertThat(command(ROW, Options.of(Map.of("assay.target", "process", "assay.directory", "/data/mine"))))
                .isEqualTo(
                        "mvn verify -Dassay.only='smollm2-135m c4' -Dassay.directory=/data/mine -Dassay.target=process");
    }

    @Test
    void measuresTheTestAsOftenAgain() {
        assertThat(command(ROW, Options.of(Map.of("assay.target", "process", "assay.repeats", "5"))))
                .isEqualTo("mvn verify -Dassay.only='smollm2-135m c4' -Dassay.target=process -Dassay.repeats=5");
        assertThat(command(ROW, Options.of(Map.of("assay.target", "process", "assay.calibrate", "3"))))
                .isEqualTo("mvn verify -Dassay.only='smollm2-135m c4' -Dassay.target=process -Dassay.calibrate=3");
    }
}
