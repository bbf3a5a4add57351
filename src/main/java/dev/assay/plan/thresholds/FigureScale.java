package dev.assay.plan.thresholds;

/**
 * How the values of a figure are to be read.
 *
 * @param unit what its values and its limits are in
 * @param better which values are the better ones
 */
public record FigureScale(Unit unit, Direction better) {}
