package dev.assay.evalsets;

import static dev.assay.evalsets.QuestionText.captured;
import static dev.assay.evalsets.QuestionText.number;
import static dev.assay.evalsets.QuestionText.numbers;
import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** Calculates the keys of the suite's arithmetic from the numbers in its questions. */
final class SuiteNumberKeys {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The function that derives a key from a question's text, by the question's id. */
    static final Map<String, UnaryOperator<String>> KEYS = Map.ofEntries(
            entry("arith-01", text -> String.valueOf(number(text, 0) + number(text, 1))),
            entry("arith-02", text -> String.valueOf(number(text, 0) + number(text, 1) - number(text, 2))),
            entry("arith-03", SuiteNumberKeys::product),
            entry(
                    "arith-04",
                    text -> String.valueOf(
                            number(text, 0) + number(text, 1) * number(text, 2) - number(text, 3) / number(text, 4))),
            entry("arith-05", SuiteNumberKeys::product),
            entry("arith-06", SuiteNumberKeys::product),
            entry("arith-07", text -> String.valueOf(number(text, 0) % number(text, 1))),
            entry("arith-08", SuiteNumberKeys::remainderOfPower),
            entry(
                    "arith-09",
                    text -> String.valueOf(LongStream.rangeClosed(number(text, 0), number(text, 1))
                            .sum())),
            entry("arith-10", text -> big(text, 0).gcd(big(text, 1)).toString()),
            entry("arith-11", text -> plain(percent(number(text, 0)).multiply(decimal(text, 1)))),
            entry("arith-12", SuiteNumberKeys::raisedAndLowered),
            entry(
                    "round-01",
                    text -> decimal(text, 0)
                            .sqrt(MathContext.DECIMAL64)
                            .setScale(2, RoundingMode.HALF_UP)
                            .toPlainString()),
            entry("base-01", text -> String.valueOf(Long.parseLong(captured("binary number (\\w+)", text), 2))),
            entry("base-02", text -> String.valueOf(Long.parseLong(captured("hexadecimal number (\\w+)", text), 16))),
            entry("base-03", text -> Long.toHexString(number(text, 0)).toUpperCase(Locale.ROOT)),
            entry("word-01", SuiteNumberKeys::product),
            entry(
                    "word-02",
                    text -> String.valueOf((number(text, 0) + number(text, 2)) / (number(text, 1) + number(text, 3)))),
            // In one hour 1/a + 1/b of the pool, so ab / (a + b) hours.
            entry(
                    "word-03",
                    text -> String.valueOf(number(text, 0) * number(text, 1) / (number(text, 0) + number(text, 1)))),
            entry("word-04", SuiteNumberKeys::motherOf));

    private SuiteNumberKeys() {}

    private static String product(String text) {
        return numbers(text).stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ONE, BigInteger::multiply)
                .toString();
    }

    private static String remainderOfPower(String text) {
        return big(text, 0).pow(big(text, 1).intValueExact()).mod(big(text, 2)).toString();
    }

    private static String raisedAndLowered(String text) {
        var raised = decimal(text, 0).multiply(percent(100 + number(text, 1)));
        return plain(raised.multiply(percent(100 - number(text, 2))));
    }

    /** Tries every age that the son can have. */
    private static String motherOf(String text) {
        var fold = number(text, 0);
        var years = number(text, 1);
        var laterFold = number(text, 2);
        var sons = LongStream.rangeClosed(1, 120)
                .filter(son -> fold * son + years == laterFold * (son + years))
                .toArray();
        return sons.length == 1 ? String.valueOf(fold * sons[0]) : sons.length + " ages fit";
    }

    private static BigInteger big(String text, int index) {
        return BigInteger.valueOf(number(text, index));
    }

    private static BigDecimal decimal(String text, int index) {
        return BigDecimal.valueOf(number(text, index));
    }

    private static BigDecimal percent(long percent) {
        return BigDecimal.valueOf(percent).divide(HUNDRED);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
