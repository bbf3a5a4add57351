package dev.assay.run;

/** A test broke down before and its verdict is asked for again. The first of its JUnit tests has shown the reason; the message repeats it. */
public final class BrokeDownBefore extends RuntimeException {
    BrokeDownBefore(String message) {
        super(message);
    }
}
