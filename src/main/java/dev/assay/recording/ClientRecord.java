package dev.assay.recording;

/**
 * What is known of the harness that measured a test.
 *
 * @param overhead what it adds to a time
 * @param disturbance what kept it from its work meanwhile
 */
public record ClientRecord(ClientOverhead overhead, ClientDisturbance disturbance) implements SideRecord {}
