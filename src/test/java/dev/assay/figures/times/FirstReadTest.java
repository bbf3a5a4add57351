package dev.assay.figures.times;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.client.FirstReads;
import dev.assay.figures.times.FirstRead.By;
import dev.assay.testing.Traces;
import dev.assay.trace.Body;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.TextTokens;
import dev.assay.trace.Trace;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many tokens there were when the first read with output came, by each thing that can tell. */
class FirstReadTest {
    private static Traces trace() {
        return Traces.trace("a");
    }

    private static Optional<FirstRead> counted(Traces trace, int n) {
        return FirstRead.of(trace.usage(256, n).done().build());
    }

    private static Optional<FirstRead> exactly(int tokens, By by) {
        return Optional.of(new FirstRead(tokens, tokens, tokens, by));
    }

    private static Traces running(Traces trace, double millis, String text, Object tokens) {
        return trace.data(
                millis,
                "{\"choices\":[{\"index\":0,\"text\":\"" + text
                        + "\",\"finish_reason\":null}],\"usage\":{\"prompt_tokens\":256,\"completion_tokens\":" + tokens
                        + "}}");
    }

    @Test
    void isOfOneTokenWhereEachEventBringsOne() {
        assertThat(FirstRead.of(Traces.whole("a", 0, 20, 10, 24))).isEqualTo(exactly(1, By.EVENTS));
    }

    @Test
    void hasAllEventsThatCameInIt() {
        var trace = trace().text(20, " a")
                .text(20, " b")
                .text(20, " c")
                .text(60, " d")
                .last(60, " e", "length");

        assertThat(counted(trace, 5)).isEqualTo(exactly(3, By.EVENTS));
    }

    /** A detokeniser held two tokens back, and the event that shows them has their text: each event is one token all the same. */
    @Test
    void hasTheTokensOfEventsWithoutText() {
        var trace = trace().text(20, "")
                .text(30, "")
                .text(40, " abc")
                .text(50, " d")
                .last(60, " e", "length");

        assertThat(counted(trace, 5)).isEqualTo(exactly(3, By.EVENTS));
    }

    /** A role is no token, and neither is an end that says nothing: as many tokens as events with text. */
    @Test
    void hasNoTokenOfARoleWhereTheTextsAreAll() {
        var trace = trace().role(20).says(20, "a").says(30, "b").says(40, "c").finish(50, "stop");

        assertThat(counted(trace, 3)).isEqualTo(exactly(1, By.EVENTS));
    }

    /** Four tokens in three texts, a role and an end: one of the last two is a token, and nobody says which. */
    @Test
    void isRoughWhereOneOfTwoEmptyEventsIsAToken() {
        var trace = trace().role(20).says(20, "a").says(30, "b").says(40, "c").finish(50, "stop");

        assertThat(counted(trace, 4)).contains(new FirstRead(1, 1.5, 2, By.EVENTS));
    }

    /** Ten tokens in two events of five, and between them fourteen events that only keep the connection alive. */
    @Test
    void isNotCountedByEventsWhereManyBringNothing() {
        var trace = trace().text(20, " a b c d e");
        for (var i = 1; i < 15; i++) {
            trace.text(20 + 10 * i, "");
        }

        assertThat(counted(trace.last(170, " f g h i j", "length"), 10)).isEmpty();
        assertThat(FirstRead.of(trace.build().with(new TextTokens(5, 5))))
                .contains(new FirstRead(4, 5, 6, By.TOKENIZER));
    }

    /** As many events with text as tokens: however many bring nothing, each of these brought one. */
    @Test
    void isCountedByEventsWithTextWhereThereAreAsManyAsTokens() {
        var trace = trace().role(20).says(20, "a");
        for (var i = 1; i < 5; i++) {
            trace.says(20 + 10 * i, "");
        }

        assertThat(counted(trace.says(80, "b").finish(80, "stop"), 2)).isEqualTo(exactly(1, By.EVENTS));
    }

    @Test
    void isCountedByTokenIdsFirst() {
        var trace = trace().text(20, " a b c", 1, 2, 3)
                .text(20, " d", 4)
                .text(30, " e", 5)
                .text(40, " f", 6);

        assertThat(counted(trace, 6)).isEqualTo(exactly(4, By.TOKEN_IDS));
    }

    @Test
    void isCountedByTheUsageInEachEvent() {
        var trace = running(running(running(trace(), 20, " a b", 2), 30, " c d e", 5), 40, " f", 6);

        assertThat(counted(trace, 6)).isEqualTo(exactly(2, By.USAGE));
    }

    /** The last token is an end that no text shows. */
    @Test
    void isCountedByAUsageThatGrowsToNInAnEventWithoutText() {
        var trace = running(running(running(trace(), 20, " a b", 2), 30, " c d e", 5), 40, "", 6);

        assertThat(counted(trace, 6)).isEqualTo(exactly(2, By.USAGE));
    }

    /**
     * Zeros as a gateway writes them, the final count in each event, a count that stands still, one beyond the last, a count of events, a count
     * of what came before the event.
     */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "6, 6, 6", "2, 2, 6", "2, 5, 7", "1, 2, 3", "1, 3, 5", "0, 3, 6"})
    void isNotCountedByAUsageThatDoesNotGrowToTheLast(int first, int second, int third) {
        var trace = running(running(running(trace(), 20, " a b", first), 30, " c d e", second), 40, " f", third);

        assertThat(counted(trace, 6)).isEmpty();
    }

    /** Three events of six tokens: one has several, and only the text tells of which. */
    @Test
    void isCountedByTheTokenizerWhereAnEventHasSeveralTokens() {
        var trace = trace().text(20, " a b c").text(50, " d e").last(60, " f", "length");

        assertThat(counted(trace, 6)).isEmpty();
        assertThat(FirstRead.of(trace.build().with(new TextTokens(3, 3))))
                .contains(new FirstRead(2, 3, 4, By.TOKENIZER));
    }

    /** Of ten tokens the text shows six: four were taken away before the cut, after it, or on both sides. */
    @Test
    void isRoughByTheTokensThatNoTextShows() {
        var trace = trace().text(20, " a b c")
                .text(50, " d e")
                .last(60, " f", "length")
                .usage(256, 10);

        assertThat(FirstRead.of(trace.done().build().with(new TextTokens(3, 3))))
                .contains(new FirstRead(2, 5, 8, By.TOKENIZER));
    }

    /** The two events after the first read bring a token each at least, and that of the first read too. */
    @Test
    void isNeverMoreThanTheEventsLeave() {
        var trace = trace().text(20, " a b c")
                .text(50, " d")
                .last(60, " e", "length")
                .usage(256, 5);

        assertThat(FirstRead.of(trace.done().build().with(new TextTokens(9, 0))))
                .contains(new FirstRead(2, 3, 3, By.TOKENIZER));
    }

    @Test
    void cutsTheTextForTheTokenizerWhereTheReadEnds() {
        var trace = trace().thinks(20, " a b")
                .thinks(20, " c")
                .thinks(50, " d e")
                .says(60, " f g")
                .finish(70, "stop")
                .usage(256, 40)
                .done()
                .build();

        assertThat(FirstReads.toCount(trace)).contains(new FirstRead.Texts(" a b c", " d e f g"));
        assertThat(FirstReads.toCount(trace.with(new TextTokens(3, 4)))).isEmpty();
        assertThat(FirstReads.toCount(Traces.whole("a", 0, 20, 10, 24))).isEmpty();
    }

    @Test
    void isUnknownWithoutUsageAndWithoutOutput() {
        assertThat(FirstRead.of(trace().text(20, " a").text(30, " b").done().build()))
                .isEmpty();
        assertThat(FirstRead.of(trace().text(20, "").usage(256, 0).done().build()))
                .isEmpty();
    }

    /** A hop that fills a buffer cuts events anywhere: the token of an event that has begun was there. */
    @Test
    void hasTheTokenOfAnEventThatIsCutInTheMiddle() {
        var whole = Traces.whole("a", 0, 20, 10, 5);
        var ends = whole.transcript().chunks().stream()
                .mapToInt(chunk -> chunk.end())
                .toArray();

        assertThat(FirstRead.of(cut(whole, ends[1]))).isEqualTo(exactly(2, By.EVENTS));
        assertThat(FirstRead.of(cut(whole, ends[1] + 1))).isEqualTo(exactly(3, By.EVENTS));
        assertThat(FirstRead.of(cut(whole, ends[2] - 1))).isEqualTo(exactly(3, By.EVENTS));
    }

    private static Trace cut(Trace whole, int end) {
        var body = Body.of(Payload.of(whole.body().toByteArray()));
        var reads = new ReadTimes.Builder()
                .add(end, 20_000_000)
                .add(body.size(), 60_000_000)
                .build();
        return new Trace(
                whole.id(),
                false,
                whole.requestSha256(),
                0,
                0,
                0,
                whole.head(),
                reads,
                body,
                60_000_000,
                whole.ending());
    }

    /** The second event of the first read has text and no ids, so the ids are not all. */
    @Test
    void isNotCountedByTokenIdsThatAnEventWithTextLacks() {
        var trace =
                trace().text(20, " a b", 1, 2).text(20, " c").text(30, " d", 4).last(40, " e", "length");

        assertThat(counted(trace, 5)).isEmpty();
    }

    /** Three tokens in two texts, a role, an end and an empty event: which of the last three is a token, nobody says. */
    @Test
    void isRoughWhereOneOfThreeEmptyEventsIsAToken() {
        var trace = trace().role(20).says(20, "a").says(30, "").says(40, "b").finish(50, "stop");

        assertThat(counted(trace, 3)).contains(new FirstRead(1, 1.5, 2, By.EVENTS));
    }

    /** Two events with text bring two tokens at least, although the tokenizer sees only one before the cut. */
    @Test
    void isNeverFewerThanItsEventsWithText() {
        var trace = trace().text(20, " a")
                .text(20, "b")
                .text(50, " d e")
                .last(60, " f", "length")
                .usage(256, 6);

        assertThat(FirstRead.of(trace.done().build().with(new TextTokens(1, 5))))
                .contains(new FirstRead(2, 2, 3, By.TOKENIZER));
    }

    @Test
    void saysWhatCountedItAndWhetherThatIsExact() {
        assertThat(By.values())
                .extracting(By::toString)
                .containsExactly(
                        "their ids",
                        "the usage in each event",
                        "events of one token each",
                        "the tokenizer, to within a token");
        assertThat(new FirstRead(2, 2, 2, By.EVENTS).exact()).isTrue();
        assertThat(new FirstRead(1, 1.5, 2, By.EVENTS).exact()).isFalse();
    }
}
