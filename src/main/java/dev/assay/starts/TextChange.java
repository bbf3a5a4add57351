package dev.assay.starts;

/**
 * One text, read by a reference and by a test that is compared with it.
 *
 * @param id the text's id
 * @param tokens how many of its tokens have a log-probability, at least 1
 * @param now −Σ log-probability / tokens of the test, in nats
 * @param reference the same of the reference
 */
public record TextChange(String id, int tokens, double now, double reference) {
    /** Returns now minus reference; above 0 the text is less probable than it was. */
    public double difference() {
        return now - reference;
    }
}
