package dev.assay.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentDifferencesTest {
    private static Map<String, String> facts(String... namesAndValues) {
        var facts = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return facts;
    }

    @Test
    void areWhatIsNotTheSameButForTheTimesOfRunAndServer() {
        var differences = EnvironmentDifferences.of(
                "runs/b",
                facts("time", "2", "cpu", "EPYC", "a version", "0.13.0", "a server start", "2", "a gpu", "H100"),
                "runs/a",
                facts("time", "1", "cpu", "EPYC", "a version", "0.12.0", "a server start", "1", "a mig", "1g"));

        assertThat(differences.lines())
                .containsExactly(
                        "the environment of runs/b differs from that of runs/a in:",
                        "  a version: [0.13.0], there [0.12.0]",
                        "  a gpu: [H100], there [not recorded]",
                        "  a mig: [not recorded], there [1g]");
        assertThat(differences.page()).isEqualTo("""
                # Environment: runs/b compared with runs/a

                | fact | this run | the other run |
                |---|---|---|
                | a version | 0.13.0 | 0.12.0 |
                | a gpu | H100 | not recorded |
                | a mig | not recorded | 1g |
                """);
    }

    @Test
    void areNoneWhereAllIsTheSame() {
        var same = EnvironmentDifferences.of("runs/b", facts("time", "2"), "runs/a", facts("time", "1"));

        assertThat(same.lines()).containsExactly("the environment of runs/b is the same as that of runs/a");
        assertThat(same.page()).isEqualTo("""
                # Environment: runs/b compared with runs/a

                No recorded fact differs.
                """);
    }
}
