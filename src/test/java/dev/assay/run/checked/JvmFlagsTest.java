package dev.assay.run.checked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan;
import dev.assay.run.options.Options;
import dev.assay.testing.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    private static final Map<String, String> DEFAULTS =
            Map.of("NewSize", "1363144", "PerMethodTrapLimit", "100", "PerBytecodeTrapLimit", "4");
    private static final Map<String, String> NEEDED =
            Map.of("NewSize", "536870912", "PerMethodTrapLimit", "0", "PerBytecodeTrapLimit", "0");
    private static final String WHAT_TO_DO =
            ". Run the gate with `mvn verify`, which sets them, or start the JVM with -XX:NewSize=512m"
                    + " -XX:+UnlockExperimentalVMOptions -XX:PerMethodTrapLimit=0 -XX:PerBytecodeTrapLimit=0.";
    private static final Plan LOAD = Plans.plan(Plans.loadTest(2, 3));
    private static final Options LIVE = Options.of(Map.of("assay.endpoint", "http://127.0.0.1:8000"));

    private static List<String> messages(Map<String, String> flags, Options options, Plan plan) {
        return new JvmFlags(flag -> Optional.ofNullable(flags.get(flag)))
                .problems(options.mode(), plan)
                .map(problem -> problem.place() + ": " + problem.message())
                .toList();
    }

    @Test
    void refusesALiveRunWithoutTheFlags() {
        assertThat(messages(DEFAULTS, LIVE, LOAD))
                .containsExactly(
                        "command line: the times of a live load test are exact only with certain flags of the JVM:"
                                + " expected -XX:NewSize=512m or more, found 1363144; expected -XX:PerMethodTrapLimit=0, found 100;"
                                + " expected -XX:PerBytecodeTrapLimit=0, found 4" + WHAT_TO_DO);
    }

    @Test
    void namesOnlyTheFlagThatDiffersAndAJvmThatHasItNot() {
        var flags = new HashMap<>(NEEDED);
        flags.put("NewSize", "1073741824");
        flags.remove("PerBytecodeTrapLimit");

        assertThat(messages(flags, LIVE, LOAD))
                .containsExactly(
                        "command line: the times of a live load test are exact only with certain flags of the JVM:"
                                + " expected -XX:PerBytecodeTrapLimit=0, found no such flag" + WHAT_TO_DO);
    }

    @Test
    void takesAJvmWithTheFlags() {
        assertThat(messages(NEEDED, LIVE, LOAD)).isEmpty();
    }

    @Test
    void asksNothingOfARunThatMeasuresNoTimes() {
        assertThat(messages(DEFAULTS, Options.of(Map.of()), LOAD)).isEmpty();
        assertThat(messages(DEFAULTS, LIVE, Plans.plan(Plans.accuracy(1)))).isEmpty();
        assertThat(messages(
                        DEFAULTS,
                        Options.of(Map.of("assay.endpoint", "http://127.0.0.1:8000", "assay.plan", "")),
                        LOAD))
                .isEmpty();
    }

    @Test
    void areTheOnesThatTheBuildSets() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<assay.jvm>" + JvmFlags.WRITTEN + " ");
    }
}
