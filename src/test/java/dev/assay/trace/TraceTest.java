package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.testing.Traces;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final ResponseHead OK = new ResponseHead(200, Map.of("server", "uvicorn"), 40);

    @Test
    void replaysOneWithTheSameIdRequestStatusAndBytes() {
        var recorded = trace("a", "01", OK, "data: 1");

        assertThat(trace("a", "01", new ResponseHead(200, Map.of(), 7), "data: 1")
                        .replays(recorded))
                .isTrue();
        assertThat(trace("b", "01", OK, "data: 1").replays(recorded)).isFalse();
        assertThat(trace("a", "02", OK, "data: 1").replays(recorded)).isFalse();
        assertThat(trace("a", "01", new ResponseHead(201, Map.of(), 40), "data: 1")
                        .replays(recorded))
                .isFalse();
        assertThat(trace("a", "01", OK, "data: 2").replays(recorded)).isFalse();
    }

    @Test
    void replaysNoneWithoutAHeadAndHasNoTimesOfIt() {
        var whole = trace("a", "01", OK, "data: 1");
        var none = trace("a", "01", null, "data: 1");

        assertThat(none.replays(whole)).isFalse();
        assertThat(whole.replays(none)).isFalse();
        assertThat(none.replays(none)).isFalse();
        assertThatThrownBy(() -> none.withTimesOf(whole))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trace a does not replay a");
        assertThatThrownBy(() -> whole.withTimesOf(none)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> whole.withTimesOf(trace("b", "01", OK, "data: 1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trace a does not replay b");
    }

    @Test
    void takesTheTimesOfTheOneThatItReplays() {
        var recorded = trace("a", "01", OK, "data: 1").with(new TextTokens(1, 2));
        var replayed = new Trace(
                "a",
                true,
                "01",
                1,
                2,
                0,
                new ResponseHead(200, Map.of("server", "replay"), 3),
                new ReadTimes.Builder().add(7, 4).build(),
                recorded.body(),
                5,
                new Ending.Truncated("cut"));

        assertThat(replayed.withTimesOf(recorded))
                .isEqualTo(new Trace(
                        "a",
                        true,
                        "01",
                        10,
                        20,
                        1,
                        25L,
                        new ResponseHead(200, Map.of("server", "replay"), 40),
                        recorded.reads(),
                        recorded.body(),
                        60,
                        new Ending.Truncated("cut"),
                        new TextTokens(1, 2)));
    }

    /** Sent at 20 and again at 25: five nanoseconds are lost. */
    @Test
    void isEarlierAndWithoutTheTimeThatAFirstTryTook() {
        var trace = trace("a", "01", OK, "data: 1");

        assertThat(trace.unlost(8))
                .isEqualTo(new Trace(
                        "a",
                        false,
                        "01",
                        2,
                        12,
                        0,
                        new ResponseHead(200, Map.of("server", "uvicorn"), 27),
                        new ReadTimes.Builder().add(3, 37).add(7, 42).build(),
                        trace.body(),
                        47,
                        new Ending.Complete()));
        assertThat(trace("a", "01", null, "data: 1").unlost(8).head()).isNull();
    }

    @Test
    void isCompleteAsItsEndingSays() {
        var trace = Traces.bare("a", 0, 0, 1);

        assertThat(trace.complete()).isTrue();
        assertThat(trace.endedAs(new Ending.Truncated("cut")).complete()).isFalse();
    }

    @Test
    void knowsOfItsChunksWhichIsTheFirstWithOutput() {
        var trace = Traces.trace("a").role(10).says(20, "a").finish(30, "stop").done();
        var chunks = trace.build().transcript().chunks();

        assertThat(chunks.firstOutput()).isEqualTo(1);
        assertThat(chunks.outputs()).isEqualTo(1);
        assertThat(IntStream.range(0, 3).mapToObj(chunks::outputOrFinish)).containsExactly(false, true, true);
        assertThat(chunks).extracting(Transcript.Chunk::finish).containsExactly(false, false, true);
        assertThat(Traces.trace("a")
                        .role(10)
                        .done()
                        .build()
                        .transcript()
                        .chunks()
                        .firstOutput())
                .isEqualTo(-1);
    }

    @Test
    void knowsWhetherItsChunksSayNumbersOfTokens() {
        var silent = chunks("{\"choices\":[{\"text\":\"a\"}]}");
        var tokens = chunks("{\"choices\":[{\"text\":\"a\",\"token_ids\":[1,2]}]}");
        var running = chunks("{\"choices\":[{\"text\":\"a\"}],\"usage\":{\"completion_tokens\":3}}");

        assertThat(silent.sayTokens()).isFalse();
        assertThat(silent.sayRunning()).isFalse();
        assertThat(tokens.sayTokens()).isTrue();
        assertThat(tokens.sayRunning()).isFalse();
        assertThat(tokens.saysTokens(0)).isTrue();
        assertThat(tokens.tokens(0)).isEqualTo(2);
        assertThat(running.sayTokens()).isFalse();
        assertThat(running.sayRunning()).isTrue();
        assertThat(Objects.requireNonNull(running.get(0).running())).isEqualTo(3);
    }

    private static Chunks chunks(String data) {
        return Transcript.of(Payload.of("data: " + data + "\n\n")).chunks();
    }

    private static Trace trace(String id, String sha256, @Nullable ResponseHead head, String body) {
        return new Trace(
                id,
                false,
                sha256,
                10,
                20,
                1,
                25L,
                head,
                new ReadTimes.Builder().add(3, 50).add(7, 55).build(),
                Body.of(Payload.of(body)),
                60,
                new Ending.Complete());
    }
}
