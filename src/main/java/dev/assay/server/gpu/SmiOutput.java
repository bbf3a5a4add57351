package dev.assay.server.gpu;

import dev.assay.wire.Ticker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What {@code nvidia-smi} prints while it samples GPUs, until it has printed much more than so many GPUs can have to say in that time: then it ends. */
final class SmiOutput extends FilterInputStream {
    /** The most bytes that are read of a GPU each second; about a hundred are usual. */
    static final int MOST_BYTES = 4096;
    /** How many seconds the program may be ahead. */
    static final int AHEAD = 60;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final int gpus;
    private final Ticker ticker;
    private final long begun;
    private long count;

    SmiOutput(InputStream printed, int gpus, Ticker ticker) {
        super(printed);
        this.gpus = gpus;
        this.ticker = ticker;
        this.begun = ticker.nanos();
    }

    private boolean isFull() {
        var seconds = AHEAD + (ticker.nanos() - begun) / NANOS_PER_SECOND;
        return count >= seconds * MOST_BYTES * gpus;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (isFull()) {
            return -1;
        }
        var more = super.read(bytes, from, length);
        count += Math.max(0, more);
        return more;
    }
}
