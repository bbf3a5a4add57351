package dev.assay.gate.comparison;

import static dev.assay.testing.Texts.against;
import static dev.assay.testing.Texts.token;
import static dev.assay.testing.Texts.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.texts.TextScore;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.MeasuredText;
import dev.assay.starts.RunSet;
import dev.assay.trace.TokenLogprob;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values, changes and bounds agree with Python 3.11, NumPy 2.4.6 and SciPy 1.17.1: r = Σx / Σy over texts, e = x − r y, standard error √(G / (G − 1) Σ e²) / Σy,
 * scipy.stats.t.isf with G − 1 degrees of freedom; numbers of texts were found by counting up.
 */
class TextsRuleTest {
    /** The reference: −Σ is 6, 4 and 4, of 3, 2 and 4 tokens. */
    private static final Map<String, List<TokenLogprob>> BF16 =
            texts(tokens(-1, -2, -3), tokens(-2, -2), tokens(-1, -1, -1, -1));

    @SafeVarargs
    private static Map<String, List<TokenLogprob>> texts(List<TokenLogprob>... texts) {
        var all = new LinkedHashMap<String, List<TokenLogprob>>();
        for (var text : texts) {
            all.put("text-" + (all.size() + 1), text);
        }
        return all;
    }

    private static RunSet set(String name, Map<String, List<TokenLogprob>> texts) {
        var scores = new LinkedHashMap<String, MeasuredText>();
        texts.forEach((id, tokens) -> scores.put(id, MeasuredText.of(new TextScore(id, tokens))));
        return new RunSet(
                name,
                List.of(new MeasuredStart(
                        name,
                        Instant.parse("2026-11-29T02:00:00Z"),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        scores,
                        Optional.empty())));
    }

    private static ComparedVerdict judge(
            Map<String, List<TokenLogprob>> now, Map<String, List<TokenLogprob>> then, int limits) {
        return Comparison.judge(
                against(1), set("int4", now), new Reference.Found(set("bf16", then), false), limits, List.of());
    }

    private static ComparedVerdict judge(Map<String, List<TokenLogprob>> now) {
        return judge(now, BF16, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -1.5 -2 -3     | -2.2 -2.1  | -1.1 -1 -1.2 -1     | FAIL         | 1.6778 nats, was 1.5556 nats: +7.9 % (95 % sure: at most +8.8 %, 99 %: at least +5.7 %), +0.1222 nats per token (95 % interval -0.0170 nats to 0.2615 nats)
            -1.03 -2 -3    | -2 -2.021  | -1.02 -1 -1 -1      | PASS         | 1.5634 nats, was 1.5556 nats: +0.5 % (95 % sure: at most +0.5 %, 99 %: at least +0.5 %, so it is higher, but by less than the margin), +0.0079 nats per token (95 % interval -0.0004 nats to 0.0162 nats)
            -1.01 -2 -3    | -2 -2.02   | -1.01 -1 -1 -1      | PASS         | 1.5600 nats, was 1.5556 nats: +0.3 % (95 % sure: at most +0.6 %, 99 %: at least -0.4 %), +0.0044 nats per token (95 % interval -0.0037 nats to 0.0126 nats)
            -0.9 -2 -3     | -1.9 -1.9  | -1.1 -1.1 -1 -1     | INCONCLUSIVE | 1.5444 nats, was 1.5556 nats: -0.7 % (95 % sure: at most +6.7 %, 99 %: at least -18.5 %), -0.0111 nats per token (95 % interval -0.1923 nats to 0.1701 nats)
            """)
    void judgesByTheBoundsOfThePairedChange(String one, String two, String three, String verdict, String text) {
        var compared = judge(texts(tokens(values(one)), tokens(values(two)), tokens(values(three))));

        assertThat(compared.verdict().word()).isEqualTo(verdict);
        assertThat(compared.measured())
                .isEqualTo(
                        text
                                + ", the same most probable token at 100.0 % of the places (95 % interval 100.0 % to 100.0 %), 3 texts, 9 tokens");
        assertThat(compared.sentence())
                .isEqualTo("nll against bf16 " + compared.measured().replace(", 3 texts", ", margin 1 %, 3 texts"));
        assertThat(compared.samples()).isEqualTo(3);
    }

    private static double[] values(String text) {
        return List.of(text.split(" ")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void saysHowManyTextsWouldDecide() {
        var open = judge(texts(tokens(-0.9, -2, -3), tokens(-1.9, -1.9), tokens(-1.1, -1.1, -1, -1)));

        assertThat(open.verdict())
                .isEqualTo(new Verdict.Inconclusive(
                        "it is not higher, but a rise of more than the margin is not excluded",
                        "If change and spread stay as they are, 20 such texts, of about 60 tokens, decide."));
    }

    /** 15.1 / 14 is 7.857 % higher. */
    @Test
    void saysHowMuchOfARiseIsBeyondTheMargin() {
        var missed = judge(texts(tokens(-1.5, -2, -3), tokens(-2.2, -2.1), tokens(-1.1, -1, -1.2, -1)));
        var open = judge(texts(tokens(-0.9, -2, -3), tokens(-1.9, -1.9), tokens(-1.1, -1.1, -1, -1)));

        assertThat(missed.change().orElseThrow().beyond()).hasValue("6.9 %");
        assertThat(open.change().orElseThrow().beyond()).isEmpty();
    }

    @Test
    void identicalSidesPass() {
        var same = judge(BF16);

        assertThat(same.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(same.measured())
                .isEqualTo("1.5556 nats, was 1.5556 nats: +0.0 % (95 % sure: at most +0.0 %, 99 %: at least +0.0 %),"
                        + " +0.0000 nats per token (95 % interval 0.0000 nats to 0.0000 nats), the same most probable token at 100.0 % of"
                        + " the places (95 % interval 100.0 % to 100.0 %), 3 texts, 9 tokens");
    }

    /** All statistical limits of a deployment share the rate of false alarms: with twelve of them the bound of FAIL is that of 99.92 %. */
    @Test
    void theLevelOfFailIsThatOfAllLimits() {
        var now = texts(tokens(-1.2, -2.2, -3.3), tokens(-2.2, -2.25), tokens(-1.1, -1.1, -1.1, -1.16));

        assertThat(judge(now, BF16, 12).measured())
                .startsWith(
                        "1.7344 nats, was 1.5556 nats: +11.5 % (95 % sure: at most +11.9 %, 99.92 %: at least +8.5 %)");
        assertThat(judge(now, BF16, 1).measured())
                .startsWith(
                        "1.7344 nats, was 1.5556 nats: +11.5 % (95 % sure: at most +11.9 %, 99 %: at least +10.6 %)");
    }

    /** NumPy: 2 of 3, 2 of 2 and 3 of 4 places agree: the share is 7/9, and the interval is cut at 100 %. */
    @Test
    void countsThePlacesAtWhichBothHaveTheSameMostProbableToken() {
        var now = texts(
                List.of(
                        token("a", null, null),
                        token("b", -1.0, "other"),
                        token("c", -2.0, "c"),
                        token("d", -3.0, "d")),
                tokens(-2, -2),
                List.of(
                        token("a", null, null),
                        token("b", -1.0, "b"),
                        token("c", -1.0, "c"),
                        token("d", -1.0, "other"),
                        token("e", -1.0, "e")));

        assertThat(judge(now).measured())
                .contains("the same most probable token at 77.8 % of the places (95 % interval 44.6 % to 100.0 %)");
    }

    @Test
    void withoutTheMostProbableTokenItSaysNothingOfIt() {
        var now = texts(
                List.of(token("a", null, null), token("b", -1.0, null), token("c", -2.0, "c"), token("d", -3.0, "d")),
                tokens(-2, -2),
                tokens(-1, -1, -1, -1));

        assertThat(judge(now).measured())
                .isEqualTo("1.5556 nats, was 1.5556 nats: +0.0 % (95 % sure: at most +0.0 %, 99 %: at least +0.0 %),"
                        + " +0.0000 nats per token (95 % interval 0.0000 nats to 0.0000 nats), 3 texts, 9 tokens");
    }

    @Test
    void oneTextDecidesNothing() {
        var one = judge(texts(tokens(-1, -2)), texts(tokens(-1, -1)), 1);

        assertThat(one.verdict())
                .isEqualTo(new Verdict.Inconclusive(
                        "it may be higher by more than the margin, and it may not be higher at all",
                        "If change and spread stay as they are, no number of such texts up to 1000000 decides."));
        assertThat(one.measured())
                .isEqualTo(
                        "1.5000 nats, was 1.0000 nats: +50.0 % (not bounded), +0.5000 nats per token, the same most probable token"
                                + " at 100.0 % of the places, 1 text, 2 tokens");
    }

    @Test
    void oneTextThatDidNotChangeIsNotHigher() {
        assertThat(judge(texts(tokens(-1, -1)), texts(tokens(-1, -1)), 1).verdict())
                .isEqualTo(new Verdict.Inconclusive(
                        "it is not higher, but a rise of more than the margin is not excluded",
                        "If change and spread stay as they are, no number of such texts up to 1000000 decides."));
    }

    private static String unmeasured(Map<String, List<TokenLogprob>> now, Map<String, List<TokenLogprob>> then) {
        var compared = judge(now, then, 1);
        assertThat(compared.measured()).isEqualTo("not compared");
        return ((Verdict.Unmeasured) compared.verdict()).sentences();
    }

    private static final String REMEDY =
            ". Compare models with one tokenizer, whose servers add the same special tokens.";

    @Test
    void otherNumbersOfTokensAreNotCompared() {
        assertThat(unmeasured(texts(tokens(-1, -2, -3), tokens(-2, -2), tokens(-1, -1, -1)), BF16))
                .isEqualTo("the two sides read other tokens: the text text-3 has 4 tokens here and 5 in the reference"
                        + REMEDY);
    }

    @Test
    void otherTokensAreNotCompared() {
        var other = List.of(token("a", null, null), token("b", -2.0, "b"), token("x", -2.0, "x"));

        assertThat(unmeasured(texts(tokens(-1, -2, -3), other, tokens(-1, -1, -1, -1)), BF16))
                .isEqualTo(
                        "the two sides read other tokens: token 3 of the text text-2 is [x] here and [c] in the reference"
                                + REMEDY);
    }

    @Test
    void aFirstTokenWithALogProbabilityOnOneSideIsNotCompared() {
        var first = List.of(token("a", -1.0, "a"), token("b", -2.0, "b"), token("c", -2.0, "c"));

        assertThat(unmeasured(texts(tokens(-1, -2, -3), first, tokens(-1, -1, -1, -1)), BF16))
                .isEqualTo("token 1 of the text text-2 has a log-probability only here" + REMEDY);
    }

    @Test
    void aTextOfOneSideIsNotCompared() {
        assertThat(unmeasured(texts(tokens(-1, -2, -3), tokens(-2, -2)), BF16))
                .isEqualTo("the text text-3 has log-probabilities only in the reference" + REMEDY);
        assertThat(unmeasured(BF16, texts(tokens(-1, -2, -3), tokens(-2, -2))))
                .isEqualTo("the text text-3 has log-probabilities here and none in the reference" + REMEDY);
        assertThat(unmeasured(Map.of(), Map.of())).isEqualTo("no text has log-probabilities" + REMEDY);
    }

    @Test
    void aReferenceThatIsSureOfEveryTokenIsNotCompared() {
        assertThat(unmeasured(texts(tokens(-1, -1), tokens(-1, -1)), texts(tokens(0, 0), tokens(0, 0))))
                .isEqualTo(
                        "the reference has an nll of 0, and a part of 0 is 0. Use texts that a model does not know by heart.");
    }
}
