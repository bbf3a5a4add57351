package dev.assay.accuracy.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Floating-point numbers as Python reads and writes them. */
final class PythonFloat {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:D(?:\\.D?)?|\\.D)(?:[eE][+-]?D)?".replace("D", "(?:[0-9](?:_?[0-9])*+)"));
    private static final int LEAST_EXPONENT = -4;
    private static final int REPR_EXPONENT = 16;

    private PythonFloat() {}

    /** Returns {@code float(text)} if that is a finite number. Digits of every script count, words such as {@code inf} do not. */
    static Optional<Double> parse(String text) {
        var ascii = new StringBuilder(text.length());
        PythonText.strip(text).codePoints().forEach(each -> ascii.appendCodePoint(asciiDigit(each)));
        if (!NUMBER.matcher(ascii).matches()) {
            return Optional.empty();
        }
        var number = Double.parseDouble(ascii.toString().replace("_", ""));
        return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    }

    private static int asciiDigit(int character) {
        return Character.getType(character) == Character.DECIMAL_DIGIT_NUMBER
                ? '0' + Character.digit(character, 10)
                : character;
    }

    /** Returns the number with so many significant digits: {@code format(number, ".5g")}. */
    static String general(double number, int digits) {
        if (number == 0) {
            return sign(number) + "0";
        }
        var rounded = new BigDecimal(Math.abs(number)).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return sign(number) + written(rounded.stripTrailingZeros(), digits, "");
    }

    /** Returns {@code repr(number)}: the shortest text that is read as the same number. */
    static String repr(double number) {
        if (Double.isInfinite(number)) {
            return sign(number) + "inf";
        }
        if (number == 0) {
            return sign(number) + "0.0";
        }
        var shortest = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
        return sign(number) + written(shortest, REPR_EXPONENT, ".0");
    }

    private static String sign(double number) {
        return Math.copySign(1, number) < 0 ? "-" : "";
    }

    private static String written(BigDecimal number, int largest, String whole) {
        var exponent = number.precision() - number.scale() - 1;
        if (exponent >= LEAST_EXPONENT && exponent < largest) {
            var plain = number.toPlainString();
            return plain.contains(".") ? plain : plain + whole;
        }
        var digits = number.unscaledValue().toString();
        return digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "e"
                + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
