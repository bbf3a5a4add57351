package dev.assay.recording;

/**
 * What is known about the client that measured a test.
 *
 * @param overhead what the client adds to a time
 * @param disturbance what delayed the client while the test was measured
 */
public record ClientRecord(ClientOverhead overhead, ClientDisturbance disturbance) implements SideRecord {}
