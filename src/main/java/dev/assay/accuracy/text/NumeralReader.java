package dev.assay.accuracy.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads all numbers of a text that {@link NumeralText} has rewritten. */
final class NumeralReader {
    /** Groups of digits. All groups of a number must have the same separator. In India all groups except the last have two digits. */
    private static final String GROUPED =
            "(?<!\\d[,_'])(?:\\d{1,3}(?:(?:,\\d{3})++|(?:_\\d{3})++|(?:'\\d{3})++|(?: \\d{3})++)"
                    + "|\\d{1,2}(?:,\\d{2}(?!\\d))++,\\d{3})(?!\\d)";

    private static final String DECIMAL = "(?:(?:" + GROUPED + "|\\d++)(?:\\.\\d++)?|(?<![.\\d])\\.\\d++)";

    /** A number does not start inside a word ({@code H2O}), inside a longer number, or in an exponent. */
    private static final String START = "(?<![\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}\\d^_])(?<!\\^[-+])";

    /** Exponents of up to three digits. Larger ones do not occur in real answers, and would take long to calculate. */
    private static final String EXPONENT = "[-+]?\\d{1,3})(?!\\d)";

    private static final Map<String, Integer> SCALES =
            Map.of("thousand", 3, "million", 6, "billion", 9, "trillion", 12, "万", 4, "萬", 4, "亿", 8, "億", 8);

    private static final String SCALE =
            "(?: (?<scale>thousand|million|billion|trillion)(?!\\p{L})|\\s?(?<unit>[万萬亿億]))?+";

    private static final Pattern NUMERAL = Pattern.compile(START
            + "(?:(?<whole>\\d{1,9}) (?<top>\\d{1,9})/(?<bottom>\\d{1,9}+)(?! ?/)"
            + "|(?<!/ ?)(?<dividend>" + DECIMAL + ") ?/ ?(?<divisor>(?>" + DECIMAL + "))(?! ?/)"
            + "|(?<mantissa>(?>" + DECIMAL + "))(?:[eE](?<scientific>" + EXPONENT + "| ?[×*xX] ?10\\^(?<times>"
            + EXPONENT + ")"
            + "|10\\^(?<power>" + EXPONENT
            + "|(?<open>(?>" + DECIMAL + ")\\^[-+({]?\\w++|(?!" + GROUPED + ")\\d++(?:,\\d++)++)"
            + "|(?<plain>(?>" + DECIMAL + "))" + SCALE + ")");

    private static final Pattern SEPARATORS = Pattern.compile("[,_' ]");

    private NumeralReader() {}

    /** Returns the numbers in their order. */
    static List<Numeral> read(String text) {
        var numerals = new ArrayList<Numeral>();
        var matcher = NUMERAL.matcher(text);
        while (matcher.find()) {
            var denominator = denominator(matcher);
            if (denominator.signum() > 0) {
                var start = signStart(text, matcher.start());
                var negative = text.charAt(start) == '-';
                var numerator = negative ? numerator(matcher).negate() : numerator(matcher);
                var written = text.substring(start, matcher.end());
                var alone = matcher.group("open") == null && NumberContext.standsAlone(text, start, matcher.end());
                numerals.add(new Numeral(numerator, denominator, written, start, matcher.end(), alone));
            }
        }
        return List.copyOf(numerals);
    }

    private static BigDecimal numerator(Matcher matcher) {
        if (matcher.group("whole") != null) {
            var whole = decimal(matcher.group("whole")).multiply(decimal(matcher.group("bottom")));
            return whole.add(decimal(matcher.group("top")));
        }
        if (matcher.group("dividend") != null) {
            return decimal(matcher.group("dividend"));
        }
        if (matcher.group("plain") != null) {
            return decimal(matcher.group("plain")).scaleByPowerOfTen(scale(matcher));
        }
        if (matcher.group("open") != null) {
            return BigDecimal.ZERO;
        }
        var mantissa = matcher.group("mantissa");
        return (mantissa == null ? BigDecimal.ONE : decimal(mantissa)).scaleByPowerOfTen(exponent(matcher));
    }

    private static BigDecimal denominator(Matcher matcher) {
        if (matcher.group("whole") != null) {
            return decimal(matcher.group("bottom"));
        }
        return matcher.group("dividend") == null ? BigDecimal.ONE : decimal(matcher.group("divisor"));
    }

    private static int scale(Matcher matcher) {
        return Stream.of("scale", "unit")
                .map(matcher::group)
                .filter(Objects::nonNull)
                .mapToInt(SCALES::get)
                .sum();
    }

    private static int exponent(Matcher matcher) {
        return Stream.of("scientific", "times", "power")
                .map(matcher::group)
                .filter(Objects::nonNull)
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal decimal(String digits) {
        return new BigDecimal(SEPARATORS.matcher(digits).replaceAll(""));
    }

    /**
     * Returns where the number starts, with its sign. A minus or plus directly before the number is its sign, unless an operand stands
     * before it.
     */
    private static int signStart(String text, int start) {
        if (start == 0 || "+-".indexOf(text.charAt(start - 1)) < 0) {
            return start;
        }
        var before = start - 2;
        if (before >= 0 && Character.isLetter(text.charAt(before)) && text.charAt(before) < '\u2E80') {
            return start;
        }
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        var operand = before >= 0 && (Character.isDigit(text.charAt(before)) || text.charAt(before) == ')');
        return operand ? start : start - 1;
    }
}
