package dev.assay.wire;

/** The one monotonic clock of a test: nanoseconds since the start of the test. */
@FunctionalInterface
public interface Ticker {
    long nanos();

    /** Returns a clock that starts now. */
    static Ticker start() {
        var zero = System.nanoTime();
        return () -> System.nanoTime() - zero;
    }
}
