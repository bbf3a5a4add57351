package dev.assay.server.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SmiOutputTest {
    private static final int GPUS = 2;

    /** A line without an end. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            Arrays.fill(bytes, from, from + length, (byte) 'x');
            return length;
        }
    }

    @Test
    void endsWhereItIsLongerThanSoManyGpusCanNeed() throws IOException {
        var nanos = new AtomicLong(5);
        var output = new SmiOutput(new Endless(), GPUS, nanos::get);
        var first = SmiOutput.MOST_BYTES * GPUS * SmiOutput.AHEAD;

        assertThat(output.read()).isEqualTo('x');
        assertThat(output.readNBytes(first - 1)).hasSize(first - 1);
        assertThat(output.read()).isEqualTo(-1);

        nanos.addAndGet(1_000_000_000);
        assertThat(output.read()).isEqualTo('x');
    }

    @Test
    void endsWhereTheProgramEnds() throws IOException {
        var output = new SmiOutput(InputStream.nullInputStream(), GPUS, () -> 0);

        assertThat(output.read()).isEqualTo(-1);
        assertThat(output.readAllBytes()).isEmpty();
    }
}
