package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadTest {
    @Test
    void areEqualIfTheirBytesAre() {
        var payload = Payload.of("abc");
        var longer = Payload.owning(new byte[] {'a', 'b', 'c', 'd'}, 3);
        var joined = Payload.joined(List.of(ByteBuffer.wrap(new byte[] {'a'}), ByteBuffer.wrap(new byte[] {'b', 'c'})));

        assertThat(payload).isEqualTo(longer).hasSameHashCodeAs(longer);
        assertThat(payload).isEqualTo(joined).hasSameHashCodeAs(joined);
        assertThat(payload)
                .isNotEqualTo(Payload.of("abd"))
                .doesNotHaveSameHashCodeAs(Payload.of("abd"))
                .isNotEqualTo(Payload.of("abcd"))
                .isNotEqualTo("abc")
                .hasToString("3 bytes");
    }

    /** The SHA-256 of abc is an example of FIPS 180-4. */
    @Test
    void hasTheSha256OfItsBytes() {
        assertThat(Payload.owning(new byte[] {'a', 'b', 'c', 'd'}, 3).sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void knowsWhereItsBytesAreOfAscii() {
        var payload = Payload.of("a\0é");

        assertThat(payload.isAscii(0, 2)).isTrue();
        assertThat(payload.isAscii(0, 3)).isFalse();
        assertThat(payload.isAscii(3, 4)).isFalse();
        assertThat(payload.isAscii(4, 4)).isTrue();
    }

    @Test
    void appendsAPartAsText() {
        var text = new StringBuilder("<");

        Payload.of("abé").appendTo(text, 1, 4);
        Payload.of("abc").appendTo(text, 1, 3);

        assertThat(text).hasToString("<bébc");
    }
}
