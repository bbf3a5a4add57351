package dev.assay.accuracy.text;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number in a text. Its value is kept exactly, as a fraction, because 1/3 has no finite decimal form.
 *
 * @param numerator carries the sign
 * @param denominator above zero; 1 if the number is not a fraction
 * @param written the number as the text has it
 * @param start the index of its first character in the text
 * @param end the index after its last character
 * @param alone whether it stands alone; see {@link NumberContext}
 */
public record Numeral(BigDecimal numerator, BigDecimal denominator, String written, int start, int end, boolean alone) {

    /**
     * Returns the number if the whole text is one number; empty otherwise.
     *
     * @param unit a unit that may follow the number; empty: none
     */
    public static Optional<Numeral> whole(String text, String unit) {
        var plain = NumeralText.plain(text, unit).strip();
        return NumeralReader.read(plain).stream()
                .filter(each -> each.alone()
                        && each.start() == 0
                        && plain.substring(each.end()).matches("\\s*%?"))
                .findFirst();
    }

    /** Returns whether the other number differs by at most the tolerance, which is absolute. */
    public boolean isWithin(BigDecimal tolerance, Numeral other) {
        var difference = numerator
                .multiply(other.denominator)
                .subtract(other.numerator.multiply(denominator))
                .abs();
        return difference.compareTo(tolerance.multiply(denominator).multiply(other.denominator)) <= 0;
    }
}
