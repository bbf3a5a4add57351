package dev.assay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.testing.Client;
import dev.assay.trace.Ending;
import dev.assay.trace.ResponseHead;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
        assertThat(exchange.resend(stale)).isTrue();
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

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
