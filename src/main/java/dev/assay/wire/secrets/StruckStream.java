package dev.assay.wire.secrets;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Passes bytes on without secrets. It holds back only what may be the beginning of one. */
final class StruckStream extends FilterOutputStream {
    private final Secrets secrets;
    private byte[] held = {};

    StruckStream(OutputStream out, Secrets secrets) {
        super(out);
        this.secrets = secrets;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        var all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, from, all, held.length, length);
        pass(all, false);
    }

    private void pass(byte[] all, boolean last) throws IOException {
        var ready = secrets.strike(all, all.length, last);
        held = Arrays.copyOfRange(all, ready, all.length);
        out.write(all, 0, ready);
    }

    @Override
    public void close() throws IOException {
        try {
            pass(held, true);
        } finally {
            out.close();
        }
    }
}
