package dev.assay.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ProgramOutputTest {
    private static final Duration ENOUGH = Duration.ofMinutes(10);

    private static Optional<ProgramOutput> of(String script, Duration deadline)
            throws IOException, InterruptedException {
        return ProgramOutput.of(new ProcessBuilder("sh", "-c", script), deadline);
    }

    @Test
    void isAllThatAProgramPrintsUntilItEnds() throws Exception {
        assertThat(of("echo a; exit 3", ENOUGH)).contains(new ProgramOutput(3, "a\n", true));
        assertThat(of("head -c 1048576 /dev/zero", ENOUGH).orElseThrow().whole())
                .isTrue();
    }

    @Test
    void doesNotWaitForWhatAProgramLeftBehind() throws Exception {
        assertThat(of("sleep 600 & echo a $!", ENOUGH).orElseThrow()).satisfies(output -> {
            var left = ProcessHandle.of(Long.parseLong(output.text().replaceAll("\\D", "")));
            assertThat(left.map(ProcessHandle::destroyForcibly)).contains(true);
        });
    }

    @Test
    void isEmptyOfAProgramThatDoesNotEnd() throws Exception {
        assertThat(of("exec sleep 600", Duration.ofMillis(1))).isEmpty();
    }

    /** A checkout with a hundred thousand changed files prints so much too. */
    @Test
    void isTheBeginningOfWhatHasNoEnd() throws Exception {
        var output = of("echo '# branch.oid 1f2e'; yes '? notes'", ENOUGH).orElseThrow();

        assertThat(output.whole()).isFalse();
        assertThat(output.text())
                .hasSizeLessThanOrEqualTo(ProgramOutput.MOST_BYTES)
                .endsWith("\n? notes\n");
        assertThat(Checkout.describe(output.text())).contains("1f2e, with changes that are not committed");
    }

    @Test
    void isNothingOfALineThatHasNoEnd() throws Exception {
        assertThat(of("exec cat /dev/zero", ENOUGH).orElseThrow().text()).isEmpty();
    }
}
