/**
 * A server's metrics while a test runs. In: the addresses of its metrics pages. Out: counters before and after the measured requests, gauges
 * during them. Never: a verdict. Start at ServerWatch.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.server.metrics;
