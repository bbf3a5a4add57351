package dev.assay.wire;

/** The one monotonic clock of a row: nanoseconds since its start. */
@FunctionalInterface
public interface Ticker {
    long nanos();

    /** Returns a clock that starts now. */
    static Ticker start() {
        var zero = System.nanoTime();
        return () -> System.nanoTime() - zero;
    }
}
