package dev.assay.accuracy;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number as it stands in a text: exactly, as a fraction, since 1/3 has no decimal form.
 *
 * @param numerator carries the sign
 * @param denominator above zero; one for all but fractions
 * @param written the number as the text has it
 * @param start where it begins in the text
 * @param end where it has ended
 * @param alone whether it is part of nothing else; see {@link NumberContext}
 */
record Numeral(BigDecimal numerator, BigDecimal denominator, String written, int start, int end, boolean alone) {

    /**
     * Returns the number that the whole text is; empty if it is anything else.
     *
     * @param unit may stand behind the number
     */
    static Optional<Numeral> whole(String text, String unit) {
        var plain = NumeralText.plain(text, unit).strip();
        return NumeralReader.read(plain).stream()
                .filter(each -> each.alone()
                        && each.start() == 0
                        && plain.substring(each.end()).matches("\\s*%?"))
                .findFirst();
    }

    /** Returns whether the other number is no further away than the tolerance, which is absolute. */
    boolean isWithin(BigDecimal tolerance, Numeral other) {
        var apart = numerator
                .multiply(other.denominator)
                .subtract(other.numerator.multiply(denominator))
                .abs();
        return apart.compareTo(tolerance.multiply(denominator).multiply(other.denominator)) <= 0;
    }
}
