package dev.assay.accuracy.rules;

import java.math.BigInteger;
import java.util.Optional;

/** Reads Chinese numerals, with or without units, as inspect_ai 0.3.285 does. */
final class ChineseNumeral {
    private static final String POINTS = "点點．.";

    private long total;
    private long section;
    private int number;

    private ChineseNumeral() {}

    /** Returns the number if every character belongs to it; the text has no sign. */
    static Optional<Double> parse(String text) {
        var point =
                POINTS.chars().map(text::indexOf).filter(place -> place >= 0).findFirst();
        var before = point.isPresent() ? text.substring(0, point.getAsInt()) : text;
        var after = point.isPresent() ? text.substring(point.getAsInt() + 1) : "";
        var whole = before.chars().anyMatch(each -> hasUnit((char) each))
                ? new ChineseNumeral().withUnits(before)
                : digits(before);
        return whole.flatMap(value -> fraction(after).map(added -> value + added));
    }

    private static boolean hasUnit(char character) {
        return Numerals.unit(character) > 0 || Numerals.largeUnit(character) > 0 || Numerals.tens(character) > 0;
    }

    private static Optional<Double> digits(String text) {
        var digits = new StringBuilder("0");
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (PythonText.isSpace(character)) {
                continue;
            }
            var digit = Numerals.digit(character);
            if (digit < 0) {
                return Optional.empty();
            }
            digits.append(digit);
        }
        return Optional.of(new BigInteger(digits.toString()).doubleValue());
    }

    private static Optional<Double> fraction(String text) {
        var sum = 0.0;
        var worth = 0.1;
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (PythonText.isSpace(character)) {
                continue;
            }
            var digit = Numerals.digit(character);
            if (digit < 0) {
                return Optional.empty();
            }
            sum += digit * worth;
            worth /= 10;
        }
        return Optional.of(sum);
    }

    private Optional<Double> withUnits(String text) {
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (!PythonText.isSpace(character) && !add(character)) {
                return Optional.empty();
            }
        }
        return Optional.of((double) (total + section + number));
    }

    private boolean add(char character) {
        if (Numerals.tens(character) > 0) {
            section += Numerals.tens(character);
        } else if ("零〇○".indexOf(character) >= 0) {
            return true;
        } else if (Numerals.digit(character) >= 0) {
            number = Numerals.digit(character);
        } else if (Numerals.unit(character) > 0) {
            section += (long) Math.max(number, 1) * Numerals.unit(character);
            number = 0;
        } else if (Numerals.largeUnit(character) > 0) {
            total += (section + number) * Numerals.largeUnit(character);
            section = 0;
            number = 0;
        } else {
            return false;
        }
        return true;
    }
}
