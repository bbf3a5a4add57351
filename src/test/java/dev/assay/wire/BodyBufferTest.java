package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.Payload;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyBufferTest {
    private final Random random = new Random(7);

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void keepsWhatCameInReadsOfAnySize() {
        var sent = bytes(100_000);
        var incoming = ByteBuffer.wrap(sent);
        var arrived = new BodyBuffer();

        while (incoming.hasRemaining()) {
            var length = Math.min(incoming.remaining(), random.nextInt(40_000));
            arrived.add(incoming.slice(incoming.position(), length));
            incoming.position(incoming.position() + length);
        }

        assertThat(arrived.size()).isEqualTo(100_000);
        assertThat(arrived.payload()).isEqualTo(Payload.of(sent));
    }

    @Test
    void keepsOneAnswerApartFromTheNextInTheSameMemory() {
        var first = new BodyBuffer();
        first.add(ByteBuffer.wrap(bytes(50_000)));
        var kept = first.payload();
        var copy = Payload.of(kept.toByteArray());

        first.release();
        var second = new BodyBuffer();
        var sent = bytes(60_000);
        second.add(ByteBuffer.wrap(sent));

        assertThat(first.size()).isZero();
        assertThat(first.payload().size()).isZero();
        assertThat(second.payload()).isEqualTo(Payload.of(sent));
        assertThat(kept).isEqualTo(copy);
    }
}
