/**
 * How exact the client is on this machine. In: how many requests a load test keeps in flight. Out: the time that the client adds, measured
 * against a reference server of known timing, and what disturbed the client during a test. Never: the server under test, a verdict. Start
 * at Calibration.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.calibration;
