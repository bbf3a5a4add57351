/**
 * Regressions and broken measurements that are planted into simulated servers, and what the gate says. In: a seed and the number of plantings. Out: {@code
 * docs/planted.md}. Never: a figure that the product did not read from recorded bytes. Start at PlantedRows.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.bench.planted;
