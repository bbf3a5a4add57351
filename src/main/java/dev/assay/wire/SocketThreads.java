package dev.assay.wire;

/**
 * The threads that carry the plain connections of a transport.
 *
 * @param count how many, at least 1
 * @param pace how fast each sends the requests of a burst
 */
public record SocketThreads(int count, LaunchPace pace) {
    /** One thread, for requests whose times are not judged. */
    public static final SocketThreads ONE = new SocketThreads(1, LaunchPace.DEFAULT);

    public SocketThreads {
        if (count < 1) {
            throw new IllegalArgumentException("sockets need at least 1 thread, found " + count);
        }
    }
}
