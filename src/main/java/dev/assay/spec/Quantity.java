package dev.assay.spec;

/**
 * A number with its unit, as a limit states it.
 *
 * @param value the number, in {@code unit}
 * @param unit the unit
 * @param written the quantity as the file has it, for messages: {@code 420 ms}, {@code 31/40}
 */
public record Quantity(double value, Unit unit, String written) {
    @Override
    public String toString() {
        return written;
    }
}
