package dev.assay.wire.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** One end's socket, in memory: what was written is there for the other end to read. Takes and gives at most so many bytes at once. */
final class Pipe implements ByteChannel {
    private final int mostWritten;
    private final int mostRead;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int position;
    private boolean closed;

    Pipe(int mostWritten, int mostRead) {
        this.mostWritten = mostWritten;
        this.mostRead = mostRead;
    }

    boolean isEmpty() {
        return bytes.size() == position;
    }

    /** Returns all bytes that were written and not read. */
    byte[] take() {
        var left = ByteBuffer.wrap(bytes.toByteArray(), position, bytes.size() - position);
        var taken = new byte[left.remaining()];
        left.get(taken);
        bytes = new ByteArrayOutputStream();
        position = 0;
        return taken;
    }

    @Override
    public int read(ByteBuffer into) {
        if (isEmpty()) {
            return closed ? -1 : 0;
        }
        var length = Math.min(Math.min(mostRead, into.remaining()), bytes.size() - position);
        into.put(bytes.toByteArray(), position, length);
        position += length;
        return length;
    }

    @Override
    public int write(ByteBuffer from) {
        var part = new byte[Math.min(mostWritten, from.remaining())];
        from.get(part);
        bytes.writeBytes(part);
        return part.length;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
