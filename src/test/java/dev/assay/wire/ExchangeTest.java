package dev.assay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.testing.Client;
import dev.assay.trace.Ending;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private static final Ending CANCELLED = new Ending.Cancelled("the run was interrupted");

    private static final Request REQUEST = Client.request(URI.create("http://127.0.0.1:1"), "c1-001", "{}");
    private final NetworkFault stale = new NetworkFault.StaleConnection("closed by the server");

    private final AtomicLong clock = new AtomicLong();
    private final Exchange exchange = new Exchange(REQUEST, clock::incrementAndGet, 0);

    @Test
    void hasNoTraceBeforeItIsOver() {
        assertThatThrownBy(exchange::trace)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("request c1-001 is not over");
    }

    @Test
    void writesNothingDownOnceItIsOver() {
        exchange.stampSent();
        exchange.answer(200, Map::of, 1);
        exchange.read(List.of(bytes("data: 1")), 2);
        exchange.giveUp(CANCELLED);
        exchange.end(null);

        exchange.read(List.of(bytes("data: 2")), 3);
        exchange.answer(503, Map::of, 3);

        var trace = exchange.trace();
        assertThat(trace.ending()).isEqualTo(CANCELLED);
        assertThat(trace.head()).isEqualTo(new ResponseHead(200, Map.of(), 1));
        assertThat(trace.body().text()).isEqualTo("data: 1");
        assertThat(trace.reads().count()).isEqualTo(1);
    }

    @Test
    void givesTheSameTraceWhateverOtherRequestsBringAfterIt() {
        exchange.answer(200, Map::of, 1);
        exchange.read(List.of(bytes("data: 1")), 2);
        exchange.end(null);
        var trace = exchange.trace();

        var other = new Exchange(Client.request(URI.create("http://127.0.0.1:1"), "c1-002", "{}"), () -> 3, 0);
        other.answer(200, Map::of, 3);
        other.read(List.of(bytes("data: of another")), 3);
        other.end(null);

        assertThat(other.trace().body().text()).isEqualTo("data: of another");
        assertThat(exchange.trace()).isEqualTo(trace);
        assertThat(trace.body().text()).isEqualTo("data: 1");
    }

    /** Each byte that is kept belongs to a read; otherwise the trace could not be read again. */
    @Test
    void givesWhatCameBeforeTheMemoryWasFullItsTime() {
        var full = new AbstractList<ByteBuffer>() {
            @Override
            public ByteBuffer get(int index) {
                if (index == 0) {
                    return bytes("data: 1");
                }
                throw new OutOfMemoryError("Cannot reserve direct buffer memory");
            }

            @Override
            public int size() {
                return 2;
            }
        };
        exchange.answer(200, Map::of, 1);

        assertThatThrownBy(() -> exchange.read(full, 2)).isInstanceOf(OutOfMemoryError.class);
        exchange.end(null);

        assertThat(exchange.trace().body().text()).isEqualTo("data: 1");
        assertThat(exchange.trace().reads())
                .isEqualTo(new ReadTimes.Builder().add(7, 2).build());
    }

    @Test
    void writesEmptyBuffersDownAsNoRead() {
        exchange.answer(200, Map::of, 1);

        exchange.read(List.of(bytes("")), 2);
        exchange.read(List.of(bytes("da"), bytes(""), bytes("ta")), 3);
        exchange.end(null);

        assertThat(exchange.trace().reads().count()).isEqualTo(1);
        assertThat(exchange.trace().reads().end(0)).isEqualTo(4);
    }

    @Test
    void keepsTheFirstReasonForWhichItWasGivenUp() {
        assertThat(exchange.giveUp(CANCELLED)).isTrue();
        assertThat(exchange.giveUp(new Ending.Timeout(Ending.Deadline.TOTAL, "late")))
                .isFalse();
        exchange.end(null);

        assertThat(exchange.trace().ending()).isEqualTo(CANCELLED);
    }

    @Test
    void cannotBeGivenUpOnceItIsOver() {
        exchange.end(new NetworkFault.NotConnected("connection refused"));

        assertThat(exchange.giveUp(CANCELLED)).isFalse();
        assertThat(exchange.trace().ending()).isEqualTo(new Ending.ConnectFailed("connection refused"));
    }

    @Test
    void isSentAgainOnce() {
        assertThat(exchange.again()).isFalse();
        assertThat(exchange.resend(stale)).isTrue();
        assertThat(exchange.again()).isTrue();
        assertThat(exchange.resend(stale)).isFalse();
    }

    @Test
    void isNotSentAgainForAnotherReason() {
        assertThat(exchange.resend(new NetworkFault.Broken("closed by the server")))
                .isFalse();
        assertThat(exchange.resend(new NetworkFault.NotConnected("connection refused")))
                .isFalse();
    }

    @Test
    void keepsTheFirstStampWhereItIsSentAgain() {
        var clock = new AtomicLong(5);
        var twice = new Exchange(REQUEST, clock::get, 1);
        twice.stampSent();
        clock.set(7);
        twice.stampSent();
        twice.resend(stale);
        clock.set(30);
        twice.stampSent();
        twice.end(null);

        assertThat(twice.trace().sent()).isEqualTo(7);
        assertThat(twice.trace().resent()).isEqualTo(30);
        assertThat(twice.trace().resends()).isEqualTo(1);
        assertThat(twice.trace().lost()).hasValue(23);
    }

    @Test
    void isNotSentAgainOnceItWasGivenUp() {
        exchange.giveUp(CANCELLED);

        assertThat(exchange.resend(stale)).isFalse();
    }

    @Test
    void isNotSentAgainOnceItIsOver() {
        exchange.end(null);

        assertThat(exchange.resend(stale)).isFalse();
        assertThat(exchange.again()).isFalse();
    }

    @Test
    void isOverFromItsEndOn() {
        var clock = new AtomicLong(5);
        var timed = new Exchange(REQUEST, clock::get, 1);
        assertThat(timed.sent()).isEqualTo(5);
        assertThat(timed.over()).isFalse();
        clock.set(9);
        assertThat(timed.now()).isEqualTo(9);
        timed.end(null);

        assertThat(timed.over()).isTrue();
        assertThat(timed.ended()).isEqualTo(9);
        assertThat(timed.trace().ended()).isEqualTo(9);
        assertThat(timed.trace().scheduled()).isEqualTo(1);
        assertThat(timed.trace().resent()).isNull();
    }

    /** Sent at 5, the head at 7, bytes at 8 and 11. */
    @Test
    void isLastHeardWhenTheLastByteCame() {
        var timed = new Exchange(REQUEST, () -> 5, 1);
        timed.stampSent();
        assertThat(timed.lastHeard()).isEqualTo(5);
        timed.answer(200, Map::of, 7);
        assertThat(timed.lastHeard()).isEqualTo(7);
        timed.read(List.of(bytes("data: 1")), 8);
        timed.read(List.of(bytes("\n\n")), 11);
        assertThat(timed.lastHeard()).isEqualTo(11);
    }

    /** The text is whole at 9; what came at 12 is a comment. */
    @Test
    void hasItsLastOutputWhenAnEventWithTextIsWhole() {
        exchange.answer(200, Map::of, 5);
        exchange.read(List.of(bytes("data: {\"choices\":[{\"index\":0,\"text\":\" a\"}]}")), 7);
        assertThat(exchange.lastOutput()).isEmpty();
        exchange.read(List.of(bytes("\n\n")), 9);
        exchange.read(List.of(bytes(": still here\n\n")), 12);

        assertThat(exchange.lastOutput()).hasValue(9);
    }

    @Test
    void wasAnsweredOnlyWithAStatusOf200AndWithoutAFault() {
        var whole = ended(200, null);
        var cut = ended(200, new NetworkFault.Broken("reset"));
        var refused = ended(404, null);
        var failed = ended(503, null);
        exchange.end(null);

        assertThat(List.of(whole, cut, refused, failed, exchange))
                .extracting(Exchange::answered)
                .containsExactly(true, false, false, false, false);
        assertThat(List.of(whole, cut, refused, failed, exchange))
                .extracting(Exchange::failedByServer)
                .containsExactly(false, false, false, true, false);
    }

    @Test
    void wasNeitherAnsweredNorFailedByTheServerWhereItWasGivenUp() {
        for (var status : List.of(200, 503)) {
            var given = new Exchange(REQUEST, () -> 3, 0);
            assertThat(given.isGivenUp()).isFalse();
            given.answer(status, Map::of, 3);
            given.giveUp(CANCELLED);
            given.end(null);

            assertThat(given.isGivenUp()).isTrue();
            assertThat(given.answered()).isFalse();
            assertThat(given.failedByServer()).isFalse();
        }
    }

    private static Exchange ended(int status, @Nullable NetworkFault why) {
        var ended = new Exchange(REQUEST, () -> 3, 0);
        ended.answer(status, Map::of, 3);
        ended.end(why);
        return ended;
    }

    @Test
    void isStoppedOnceWhereItIsGivenUp() {
        var stops = new AtomicLong();
        exchange.stopWith(stops::incrementAndGet);
        assertThat(stops).hasValue(0);
        exchange.giveUp(CANCELLED);
        exchange.giveUp(CANCELLED);
        assertThat(stops).hasValue(1);
    }

    /** The second try begins after it was given up. */
    @Test
    void isStoppedAtOnceWhereItWasGivenUpBefore() {
        var stops = new AtomicLong();
        exchange.giveUp(CANCELLED);
        exchange.stopWith(stops::incrementAndGet);
        assertThat(stops).hasValue(1);
    }

    @Test
    void endsAsTheFaultSays() {
        exchange.end(new NetworkFault.Broken("reset"));
        assertThat(exchange.trace().ending())
                .isEqualTo(new Ending.Truncated("the connection ended before an answer (reset)"));
        assertThat(ended(200, new NetworkFault.Broken("reset")).trace().ending().describe())
                .startsWith("the connection was cut (reset) without ");
        var silent = new Exchange(REQUEST, () -> 3, 0);
        silent.end(null);
        assertThat(silent.trace().ending())
                .isEqualTo(new Ending.Truncated("the connection ended before an answer (no answer)"));
    }

    @Test
    void keepsTheHeadersByTheirNamesWithoutCookiesAndKeys() {
        exchange.answer(
                302, () -> Map.of("Server", "uvicorn", "Set-Cookie", "id=1", "Location", "https://a/b?key=abc"), 4);
        exchange.end(null);

        var head = Objects.requireNonNull(exchange.trace().head());
        assertThat(head.headers()).containsOnlyKeys("server", "location").containsEntry("server", "uvicorn");
        assertThat(head.headers().get("location")).startsWith("https://a/b?").doesNotContain("abc");
    }

    /** 64 MiB in parts of 8; what comes after one more byte is not kept. */
    @Test
    void isTooLongBeyond64MiB() {
        var part = new byte[8 << 20];
        for (var i = 0; i < 8; i++) {
            exchange.read(List.of(ByteBuffer.wrap(part)), i);
        }
        assertThat(exchange.isTooLong()).isFalse();
        exchange.read(List.of(ByteBuffer.wrap(part, 0, 1)), 9);
        assertThat(exchange.isTooLong()).isTrue();
        exchange.read(List.of(ByteBuffer.wrap(part, 0, 1)), 10);

        assertThat(exchange.lastHeard()).isEqualTo(9);
    }

    @Test
    void asksForAStreamOrForAWholeAnswer() {
        var whole = new Request("c1-001", REQUEST.uri(), REQUEST.body(), false, false);
        assertThat(exchange.streams()).isTrue();
        assertThat(new Exchange(whole, () -> 3, 0).streams()).isFalse();
        assertThat(exchange.request()).isEqualTo(REQUEST);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
