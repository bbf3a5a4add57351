package dev.assay.wire;

import dev.assay.trace.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The bytes of an answer as they come. They lie outside the heap, in pieces that later answers use again: a collector that copies what a
 * crowd has received so far stops every clock for as long as that takes. Its user guards it.
 */
final class BodyBuffer {
    private static final int PIECE = 16 * 1024;
    /** One for the process, so that a rehearsal has made what a test of its size needs first. */
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
            room.put(part.slice(part.position(), length));
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

    /** Gives the pieces to the answers that are still to come; this one is empty from then on. */
    void release() {
        FREE.addAll(pieces);
        pieces.clear();
        size = 0;
    }
}
