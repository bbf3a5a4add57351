package dev.assay.starts;

import dev.assay.stats.Uncertainty;

/**
 * The value of a figure at one start.
 *
 * @param value in the figure's unit
 * @param by how far the true value may lie from it
 */
public record StartValue(double value, Uncertainty by) {}
