package dev.assay.tools.definitions;

import org.jspecify.annotations.Nullable;

/**
 * A figure as a tool prints it.
 *
 * @param name the tool's name in its result file: {@code mean_ttft_ms}
 * @param unit the tool's unit: {@code ms}
 * @param value null if the tool prints none, or if it cannot be computed
 * @param samples the number of values behind it, as the tool counts them
 */
public record ToolFigure(String name, String unit, @Nullable Double value, int samples) {}
