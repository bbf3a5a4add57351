/**
 * Pages of metrics in Prometheus' text format. In: the text of a page. Out: its samples, and sums over them. Never: a connection, or what a
 * metric means. Start at MetricsPage.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.server.prometheus;
