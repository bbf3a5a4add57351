package dev.assay.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Plans;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    private Path folder;

    @Test
    void tellsEachOfSeveral() {
        var environment = Environment.of("process", Optional.of("aws g5.xlarge"), folder, "aa", Plans.plan());

        environment.add("a", Map.of("arguments", "--x"));
        environment.add("a", Map.of("arguments", "--y"));
        environment.add("a", Map.of("arguments", "--x"));

        assertThat(environment.facts())
                .containsEntry("a arguments", "--x | --y")
                .containsEntry("instance", "aws g5.xlarge");
    }

    @Test
    void namesWhatTheRunStandsOn() {
        var plan = Plans.plan(Plans.loadTest(2, 3), Plans.accuracy(1));
        var environment = Environment.of("recordings in tapes", Optional.empty(), folder, "aa", plan);

        environment.add("smollm2-135m", Map.of("version", "0.32.0"));

        assertThat(environment.facts().keySet())
                .containsExactly(
                        "time",
                        "target",
                        "assay",
                        "java",
                        "os",
                        "kernel",
                        "architecture",
                        "cpu",
                        "processors",
                        "memory",
                        "instance",
                        "git commit",
                        "thresholds.yaml sha256",
                        "evalset first_light_v1 sha256",
                        "smollm2-135m version",
                        "smollm2-135m gpu",
                        "smollm2-135m driver",
                        "smollm2-135m mig");
        assertThat(environment.facts())
                .containsEntry("target", "recordings in tapes")
                .containsEntry("instance", "not found out")
                .containsEntry("git commit", "not found out")
                .containsEntry("thresholds.yaml sha256", "aa")
                .containsEntry("evalset first_light_v1 sha256", "0f")
                .containsEntry("smollm2-135m version", "0.32.0")
                .containsEntry("smollm2-135m gpu", "not found out");
        assertThat(environment.facts().get("time")).matches("\\d{4}-.*T.*(Z|[+-]\\d\\d:\\d\\d)");
    }

    @Test
    void keepsWhatOneTestFoundOutOfAServer() {
        var environment = Environment.of(
                "endpoint http://127.0.0.1:8000", Optional.empty(), folder, "aa", Plans.plan(Plans.loadTest(2, 3)));

        environment.add("smollm2-135m", Map.of("gpu", "NVIDIA H200"));
        environment.add("smollm2-135m", Map.of());

        assertThat(environment.facts())
                .containsEntry("smollm2-135m gpu", "NVIDIA H200")
                .containsEntry("smollm2-135m driver", "not found out");
    }
}
