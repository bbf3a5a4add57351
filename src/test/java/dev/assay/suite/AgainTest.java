package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.RowVerdict;
import dev.assay.gate.Verdict;
import dev.assay.testing.Plans;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgainTest {
    private static final RowVerdict ROW =
            new RowVerdict.NotRun(Plans.planned(Plans.cell(7, 3)), new Verdict.Unmeasured("nobody answers", ""));

    @Test
    void judgesTheRecordingWhereNoServerWasNamed() {
        assertThat(Again.of(ROW, Options.of(Map.of())))
                .isEqualTo("mvn verify -DskipTests -Dassay.only='smollm2-135m c4'");
    }

    @Test
    void namesTheServerAndTheDirectoryOfTheRun() {
        assertThat(Again.of(
                        ROW,
                        Options.of(Map.of(
                                "assay.endpoint", "http://127.0.0.1:8000/v1", "assay.directory", "/data/first hour"))))
                .isEqualTo("mvn verify -Dassay.only='smollm2-135m c4' -Dassay.directory='/data/first hour'"
                        + " -Dassay.endpoint=http://127.0.0.1:8000");
    }

    @Test
    void startsTheServerAgainThatTheGateStarted() {
        assertThat(Again.of(ROW, Options.of(Map.of("assay.target", "process", "assay.directory", "/data/mine"))))
                .isEqualTo(
                        "mvn verify -Dassay.only='smollm2-135m c4' -Dassay.directory=/data/mine -Dassay.target=process");
    }
}
