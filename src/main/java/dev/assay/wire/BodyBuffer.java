package dev.assay.wire;

import dev.assay.trace.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Collects the bytes of an answer as they come. The bytes lie outside the heap, in pieces that later answers reuse. On the heap, the garbage
 * collector would copy the bytes of all open answers, and the client could stamp no read during that pause. Not safe for several threads: the caller
 * synchronizes.
 */
final class BodyBuffer {
    private static final int PIECE = 16 * 1024;
    /** One for the process: the calibration allocates the pieces that a load test of the same size needs. */
    private static final Queue<ByteBuffer> FREE = new ConcurrentLinkedQueue<>();

    private final List<ByteBuffer> pieces = new ArrayList<>();
    private int size;

    int size() {
        return size;
    }

    /** Adds what is left of {@code part}. */
    void add(ByteBuffer part) {
        while (part.hasRemaining()) {
            var room = size % PIECE == 0 ? another() : pieces.getLast();
            var length = Math.min(room.remaining(), part.remaining());
            room.put(room.position(), part, part.position(), length);
            room.position(room.position() + length);
            part.position(part.position() + length);
            size += length;
        }
    }

    private ByteBuffer another() {
        var free = FREE.poll();
        var piece = free == null ? ByteBuffer.allocateDirect(PIECE) : free.clear();
        pieces.add(piece);
        return piece;
    }

    /** Returns a copy of the bytes. */
    Payload payload() {
        return Payload.joined(
                pieces.stream().map(piece -> piece.duplicate().flip()).toList());
    }

    /** Releases the pieces for later answers. This buffer is empty from then on. */
    void release() {
        FREE.addAll(pieces);
        pieces.clear();
        size = 0;
    }
}
