package dev.assay.audits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.tools.published.PublishedAudits;
import dev.assay.tools.published.PublishedFinding;
import dev.assay.tools.published.PublishedRows;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A published test with one fault in it is caught by the audit that exists for it. The other expectations were worked out by hand. */
class PlantedFaultTest {
    @Test
    void aTestWithoutAFaultIsCaughtByNone() {
        var findings = PublishedAudits.examine(PublishedRows.clean().row());

        assertThat(findings.values()).allMatch(PublishedFinding.Holds.class::isInstance);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            qps         | 0.684      | IN_FLIGHT
            qps         | 0.468      | IN_FLIGHT
            e2e         | 25049.589  | IN_FLIGHT LATENCY
            e2e         | 20945.589  | IN_FLIGHT LATENCY
            tpot        | 26.555     | LATENCY DECODE_RATE
            decode-tps  | 37.989     | DECODE_RATE
            decode-tps  | 39.879     | DECODE_RATE
            ttft        | 53.105     | LATENCY
            ttft        | 0.051      | LATENCY PROMPT_RATE
            prompt-tps  | 149913.743 | PROMPT_RATE
            concurrency | 5          | IN_FLIGHT
            concurrency | 20         | IN_FLIGHT
            concurrency | 40         | IN_FLIGHT
            requests    | 31         | IN_FLIGHT HIT_RATE
            requests    | 29         | IN_FLIGHT HIT_RATE
            warmup      | 0          | HIT_RATE
            hit-rate    | 92.66      | HIT_RATE
            in          | 1000       | PROMPT_RATE HIT_RATE
            out         | 80         | LATENCY
            """)
    void aFaultIsCaught(String key, String value, String audits) {
        var findings =
                PublishedAudits.examine(PublishedRows.clean().with(key, value).row());

        var caught = findings.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof PublishedFinding.Holds))
                .map(entry -> entry.getKey().name())
                .collect(Collectors.joining(" "));
        assertThat(caught).isEqualTo(audits);
    }

    @Test
    void aRateThatASmallSpreadExplainsIsNotCaught() {
        assertThat(PublishedAudits.DECODE_RATE.of(
                        PublishedRows.clean().with("decode-tps", "38.997").row()))
                .isEqualTo(new PublishedFinding.Holds("38.997 tok/s × 25.655 ms = 1.00043 to 1.00051 s, above 1:"
                        + " a mean of the requests' own rates, with TPOT that differ by a factor of 1.04 or more"));
    }

    @Test
    void saysThatEndToEndWasMadeWithNTokens() {
        // 51.305 + 800 × 25.655
        assertThat(PublishedAudits.LATENCY.of(
                        PublishedRows.clean().with("e2e", "20575.305").row()))
                .isEqualTo(new PublishedFinding.Holds("(20575.305 − 51.305) ms / 25.655 ms = 799.984 to 800.016:"
                        + " n = 800, the first token counted without its time"));
    }

    @Test
    void saysThatSecondsWouldFit() {
        assertThat(PublishedAudits.PROMPT_RATE.of(
                        PublishedRows.clean().with("ttft", "0.051").row()))
                .isEqualTo(
                        new PublishedFinding.DoesNotHold("194913.743 tok/s × 0.051 ms = 9.84 to 10.04 tokens, below the"
                                + " 10000 of a prompt, which is impossible for a rate of means and for"
                                + " a mean of rates; with ttft in seconds or the rate in"
                                + " thousands it is 9843.1 to 10038.1 and fits"));
    }

    @Test
    void saysWhatTooMuchInFlightWouldNeed() {
        // 0.99 × 15 / (s × 20549.589 / 20498.284) and 15 × (the same), with s = 1.02 and 1.1
        assertThat(PublishedAudits.IN_FLIGHT.of(
                        PublishedRows.clean().with("concurrency", "5").row()))
                .isEqualTo(new PublishedFinding.DoesNotHold(
                        "0.486/s × 20549.589 ms = 9.976 to 9.998 in flight, more than the possible 5"));
        assertThat(PublishedAudits.IN_FLIGHT.of(
                        PublishedRows.clean().with("concurrency", "20").row()))
                .isEqualTo(new PublishedFinding.DoesNotHold(
                        "0.486/s × 20549.589 ms = 9.976 to 9.998 in flight; 30 requests in"
                                + " 2 waves over 20 slots keep a mean of 14.522 to 15.338, and 13.466 to 16.541"
                                + " even if they differ by 10 %"));
    }

    @Test
    void saysNothingOfAHitRateWhereThatIsNotPublished() {
        var test = PublishedRows.clean().without("hit-rate").without("requests").row();

        assertThat(PublishedAudits.HIT_RATE.of(test))
                .isEqualTo(new PublishedFinding.CannotBeSaid("no hit rate was published"));
        assertThat(PublishedAudits.PROMPT_RATE.of(test))
                .isEqualTo(new PublishedFinding.Holds(
                        "194913.743 tok/s × 51.305 ms = 9999.95 to 10000.15 tokens, the 10000 of"
                                + " a prompt: Σ tokens / Σ ttft"));
    }

    @Test
    void refusesAFirstTokenAfterTheLast() {
        assertThat(PublishedAudits.LATENCY.of(
                        PublishedRows.clean().with("ttft", "20549.589").row()))
                .isEqualTo(new PublishedFinding.DoesNotHold(
                        "the first token after 20549.589 ms is not before the end after 20549.589 ms"));
    }

    @Test
    void everyFigureOfTheTestIsExamined() {
        var keys = PublishedRows.clean().values().keySet();

        assertThat(keys)
                .allSatisfy(key -> assertThat(PublishedAudits.examine(
                                PublishedRows.clean().with(key, tenfold(key)).row()))
                        .as(key)
                        .isNotEqualTo(
                                PublishedAudits.examine(PublishedRows.clean().row())));
    }

    private static String tenfold(String key) {
        return Map.of("hit-rate", "9.66")
                .getOrDefault(key, PublishedRows.clean().values().get(key) + "0")
                .replaceFirst("^([0-9]+)\\.([0-9])", "$1$2.");
    }
}
