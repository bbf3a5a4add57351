package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.testing.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final String STREAM = Streams.OUTPUT + Streams.FINISH + Streams.USAGE + Streams.DONE;

    @Test
    void isReadOnceHoweverOftenItIsAsked() {
        var body = Body.of(Payload.of(STREAM));

        assertThat(body.transcript()).isEqualTo(Transcript.of(Payload.of(STREAM)));
        assertThat(body.transcript()).isSameAs(body.transcript());
    }

    @Test
    void givesBackItsBytes() {
        var bytes = new byte[] {(byte) 0xF0, (byte) 0x9F, 0, (byte) 0xFF};

        var body = Body.of(Payload.of(bytes));

        assertThat(body.toByteArray()).isEqualTo(bytes);
        assertThat(body.text()).isEqualTo("\uFFFD\0\uFFFD");
        assertThat(body.size()).isEqualTo(4);
    }

    @Test
    void isSmallWhereAnswersAreLong() {
        var body = Body.of(Payload.of(Streams.OUTPUT.repeat(1000)));

        assertThat(body.packed().length).isLessThan(body.size() / 100);
    }

    @Test
    void equalsTheSameBytesHoweverTheyWerePacked() throws IOException {
        var body = Body.of(Payload.of(STREAM));
        var other = Body.ofPacked(inTwoMembers(STREAM.substring(0, 10), STREAM.substring(10)));

        assertThat(other.packed()).isNotEqualTo(body.packed());
        assertThat(other).isEqualTo(body).hasSameHashCodeAs(body);
        assertThat(other).isNotEqualTo(Body.of(Payload.of(STREAM.replace(" item", " Item"))));
        assertThat(other).isNotEqualTo(Body.of(Payload.of("")));
    }

    @Test
    void isNotUnpackedFurtherThanABodyMayBeLong() throws IOException {
        var packed = Body.of(Payload.of("x".repeat(1000))).packed();

        assertThat(new Body.Unpacker(1000).body(packed).size()).isEqualTo(1000);
        assertThatThrownBy(() -> new Body.Unpacker(999).body(packed))
                .isInstanceOf(IOException.class)
                .hasMessage("unpacked it has more than 999 bytes");
    }

    /** What the end of the last member states is smaller than the whole, or 0. */
    @Test
    void hasTheBytesOfAllMembersWhateverTheLastOneStates() throws IOException {
        assertThat(Body.ofPacked(inTwoMembers("a\0b\0", "\0")).text()).isEqualTo("a\0b\0\0");
        assertThat(Body.ofPacked(inTwoMembers("a\0b", "")).text()).isEqualTo("a\0b");
    }

    /** The four bytes that should state the size say −1. */
    @Test
    void hasItsBytesWhereOthersFollowTheMember() throws IOException {
        var member = Body.of(Payload.of(STREAM)).packed();
        var longer = Arrays.copyOf(member, member.length + 4);
        Arrays.fill(longer, member.length, longer.length, (byte) 0xFF);

        assertThat(Body.ofPacked(longer).text()).isEqualTo(STREAM);
    }

    @Test
    void saysHowManyBytesItHas() {
        var body = Body.of(Payload.of("é!"));

        assertThat(body).hasToString("3 bytes").doesNotHaveSameHashCodeAs(Body.of(Payload.of("?")));
    }

    private static byte[] inTwoMembers(String... parts) throws IOException {
        var packed = new ByteArrayOutputStream();
        for (var part : parts) {
            try (var member = new GZIPOutputStream(packed)) {
                member.write(part.getBytes(StandardCharsets.UTF_8));
            }
        }
        return packed.toByteArray();
    }
}
