package dev.assay.tools.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.testing.PublishedThresholds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The findings of the audits for every published row. docs/published-records.md has their full text. */
class PublishedAuditsTest {
    private final List<Deployment> deployments = PublishedThresholds.read();

    // Products and quotients of the ends of the rounding intervals, by Python 3's decimal: in flight from and to; what
    // TPOT was counted over,
    // from and to; decode-tps × tpot / 1000 from and to; prompt-tps × ttft / 1000 from and to.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            qwen3-14b-fp8 c1    |   0.985 to   1.004 | 798.978 to 799.014 | 0.99996 to 1.00004 |   9999.92 to  10000.13 | HHHHH
            qwen3-14b-fp8 c10   |   9.976 to   9.998 | 798.982 to 799.014 | 0.99997 to 1.00004 |   9999.95 to  10000.15 | HHHHH
            qwen3-14b-fp8 c40   |  39.963 to  39.988 | 798.977 to 799.005 | 0.99996 to 1.00004 |   9999.90 to  10000.02 | HHHHH
            qwen3-32b-fp8 c1    |   0.962 to   1.001 | 798.991 to 799.009 | 0.99998 to 1.00006 |   9999.95 to  10000.08 | HHHHH
            qwen3-32b-fp8 c10   |   9.989 to  10.031 | 798.984 to 799.001 | 0.99999 to 1.00007 |   9999.94 to  10000.04 | HHHHH
            qwen3-32b-fp8 c40   |  39.969 to  40.017 | 798.988 to 799.003 | 0.99999 to 1.00007 |   9999.94 to  10000.02 | HHHHH
            qwen3-14b-nvfp4 c10 |   9.995 to  10.012 | 799.971 to 800.013 | 0.99996 to 1.00004 |  10209.49 to  10209.65 | HHHH?
            qwen3-14b-nvfp4 c40 |  39.978 to  39.999 | 799.997 to 800.030 | 0.99996 to 1.00003 |  10094.27 to  10094.35 | HHHH?
            qwen3-14b-nvfp4 c200 | 139.858 to 139.891 | 799.976 to 800.005 | 1.00272 to 1.00279 | 125684.85 to 125684.89 | HHH??
            qwen3-32b-nvfp4 c10 |   9.979 to  10.010 | 799.997 to 800.020 | 0.99997 to 1.00004 |  10480.34 to  10480.45 | HHHH?
            qwen3-32b-nvfp4 c40 |  20.273 to  20.308 | 799.984 to 800.004 | 1.00525 to 1.00533 |  10584.01 to  10584.10 | HHHH?
            qwen2.5-72b-fp8 c1  |   0.969 to   1.042 | 907.998 to 908.010 | 0.99883 to 0.99893 |      0.27 to      0.28 | HXXX?
            """)
    void saysWhatTheFiguresGive(
            String name, String inFlight, String steps, String second, String tokens, String verdicts) {
        var findings = PublishedAudits.examine(PublishedThresholds.row(deployments, name));

        assertThat(findings.values().stream().map(PublishedAuditsTest::letter).collect(Collectors.joining()))
                .isEqualTo(verdicts);
        assertThat(text(findings, PublishedAudits.IN_FLIGHT)).contains(" = " + spaced(inFlight) + " in flight");
        assertThat(text(findings, PublishedAudits.LATENCY)).contains(" = " + steps);
        assertThat(text(findings, PublishedAudits.DECODE_RATE)).contains(" = " + second + " s");
        assertThat(text(findings, PublishedAudits.PROMPT_RATE)).contains(" = " + spaced(tokens) + " tokens");
    }

    @Test
    void limitsAreTheWorseEndOfTheRoundingWithTpotByIntervals() {
        for (var deployment : deployments) {
            for (var row : deployment.tests()) {
                if (!(row instanceof TestSpec.LoadTest loadTest) || loadTest.published() == null) {
                    continue;
                }
                var published = loadTest.published();
                for (var limit : loadTest.limits()) {
                    var bound = new BigDecimal(limit.bound().toString().replaceAll("[^0-9.]", ""));
                    var name = deployment.name() + " " + loadTest.name() + " " + limit.figure();
                    switch (limit.figure().key()) {
                        case "ttft.mean" ->
                            assertThat(bound)
                                    .as(name)
                                    .isEqualTo(published.ttft().high());
                        case "e2e.mean" ->
                            assertThat(bound).as(name).isEqualTo(published.e2e().high());
                        case "qps" ->
                            assertThat(bound).as(name).isEqualTo(published.qps().low());
                        case "tpot.mean" ->
                            assertThat(bound.doubleValue())
                                    .as(name)
                                    .isBetween(
                                            tpot(deployment, published.tpot().high()),
                                            tpot(deployment, published.tpot().high()) + 1e-4);
                        default -> throw new AssertionError(name);
                    }
                }
            }
        }
    }

    /** The NVFP4 rows divide the time of 799 intervals by 800 tokens. */
    private static double tpot(Deployment deployment, BigDecimal high) {
        return deployment.precision().equals("nvfp4") ? high.doubleValue() * 800 / 799 : high.doubleValue();
    }

    private static String spaced(String range) {
        return range.replaceAll(" +", " ");
    }

    private static String text(Map<PublishedAudits, PublishedFinding> findings, PublishedAudits audit) {
        return Objects.requireNonNull(findings.get(audit)).text();
    }

    private static String letter(PublishedFinding finding) {
        return switch (finding) {
            case PublishedFinding.Holds ignored -> "H";
            case PublishedFinding.DoesNotHold ignored -> "X";
            case PublishedFinding.CannotBeSaid ignored -> "?";
        };
    }
}
