package dev.assay.accuracy.rules;

import java.util.Optional;

/**
 * Reads a word as a number in any script, as inspect_ai 0.3.285 does where Python's own {@code float} refuses it: digits with separators of
 * groups, signs of all kinds, vulgar fractions, raised exponents and Chinese numerals. The word has no comma, because inspect_ai has
 * removed them. Fractions of Indian and ancient scripts, which inspect_ai knows too, are no numbers here.
 */
final class AnyScript {
    private static final String MINUS = "-−﹣－";
    private static final String PLUS = "+＋﹢";
    private static final String SEPARATORS = "，﹐、٬\u00a0\u202f\u2009\u2007\u2008'’ʼ＇";
    private static final String DECIMAL_POINTS = ".٫．";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private AnyScript() {}

    /** Returns the number that the whole word is, if it is finite. */
    static Optional<Double> parse(String word) {
        var text = PythonText.strip(word);
        var sign = 1.0;
        while (!text.isEmpty() && (MINUS + PLUS + "负負正").indexOf(text.charAt(0)) >= 0) {
            sign = (MINUS + "负負").indexOf(text.charAt(0)) >= 0 ? -sign : sign;
            text = PythonText.strip(text.substring(1));
        }
        var single = Numerals.value(text);
        var number = single.isPresent() ? times(single, sign) : power(text, sign);
        return number.filter(Double::isFinite);
    }

    private static Optional<Double> times(Optional<Double> number, double factor) {
        return number.map(value -> value * factor);
    }

    /** Reads an exponent at the end, such as {@code ²} or {@code ⁻³}. The sign belongs to the base: −2² is 4. */
    private static Optional<Double> power(String text, double sign) {
        var end = text.length();
        while (end > 0 && isSeparator(text.charAt(end - 1))) {
            end--;
        }
        var start = end;
        while (start > 0 && RAISED.indexOf(text.charAt(start - 1)) >= 0) {
            start--;
        }
        if (start == end) {
            return times(withFraction(text), sign);
        }
        var negative = start > 0 && text.charAt(start - 1) == '⁻';
        var from = start > 0 && (negative || text.charAt(start - 1) == '⁺') ? start - 1 : start;
        var base = PythonText.strip(text.substring(0, from));
        if (base.isEmpty()) {
            return times(withFraction(text), sign);
        }
        var exponent = 0.0;
        for (var i = start; i < end; i++) {
            exponent = exponent * 10 + RAISED.indexOf(text.charAt(i));
        }
        var power = negative ? -exponent : exponent;
        return times(withFraction(base), sign).map(value -> Math.pow(value, power));
    }

    private static boolean isSeparator(char character) {
        return PythonText.isSpace(character) || SEPARATORS.indexOf(character) >= 0;
    }

    private static Optional<Double> withFraction(String text) {
        var fractions = text.chars()
                .filter(each -> Numerals.isFraction((char) each))
                .mapToObj(each -> Character.toString(each))
                .toList();
        if (fractions.isEmpty()) {
            return whole(text);
        }
        var place = text.indexOf(fractions.getFirst());
        if (fractions.size() > 1 || !text.substring(place + 1).chars().allMatch(each -> isSeparator((char) each))) {
            return Optional.empty();
        }
        var head = PythonText.strip(text.substring(0, place));
        var added = Numerals.value(fractions.getFirst()).orElseThrow();
        return (head.isEmpty() ? Optional.of(0.0) : whole(head)).map(value -> value + added);
    }

    private static Optional<Double> whole(String text) {
        if (text.chars().anyMatch(each -> Numerals.isChinese((char) each))) {
            var chinese = ChineseNumeral.parse(text);
            if (chinese.isPresent()) {
                return chinese;
            }
        }
        var number = digits(text);
        return number.isPresent() ? number : Numerals.value(text);
    }

    private static Optional<Double> digits(String text) {
        var ascii = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            var digit = Numerals.digit(character);
            if (character == 'e' || character == 'E') {
                ascii.append('e');
                if (i + 1 < text.length() && (MINUS + PLUS).indexOf(text.charAt(i + 1)) >= 0) {
                    i++;
                    ascii.append(MINUS.indexOf(text.charAt(i)) >= 0 ? '-' : '+');
                }
            } else if (DECIMAL_POINTS.indexOf(character) >= 0) {
                ascii.append('.');
            } else if (digit >= 0) {
                ascii.append(digit);
            } else if (!isSeparator(character)) {
                return Optional.empty();
            }
        }
        return PythonFloat.parse(ascii.toString());
    }
}
