package dev.assay.run;

/** A test is asked for again after it broke down. The first of its tests has shown the reason, which the message repeats. */
public final class BrokeDownBefore extends RuntimeException {
    BrokeDownBefore(String message) {
        super(message);
    }
}
