package dev.assay.accuracy.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The function {@code get_answer_value} that vLLM and SGLang score GSM8K with. It takes the last number of the text, commas removed, and reads
 * it as Python source: a whole number with a leading zero is none there.
 */
enum AnswerValue {
    /** vLLM's, and that of SGLang's few_shot_gsm8k: only digits, so that signs and decimals are lost. */
    DIGITS("\\p{Nd}+", null),
    /** SGLang's GSM8KEval: with sign and decimals. */
    NUMBER("-?\\p{Nd}+\\.?\\p{Nd}*", null),
    /** The same with {@code answer_mode="last_explicit"}: in the last number that is marked with {@code ####}, if there is one. */
    MARKED("-?\\p{Nd}+\\.?\\p{Nd}*", "####[ \\t]*([-+]?\\p{Nd}[\\p{Nd},]*(?:\\.\\p{Nd}+)?)(?![\\p{L}\\p{N}_,./])");

    /** Python reads no longer whole numbers. */
    private static final int MOST_DIGITS = 4300;

    private final Pattern number;
    private final @Nullable Pattern marked;

    AnswerValue(String number, @Nullable String marked) {
        this.number = Pattern.compile(number);
        this.marked = marked == null ? null : Pattern.compile(marked);
    }

    /** Scores a text; empty if the right answer is no number to this function. The right answer may be the whole of GSM8K's, with its reasoning. */
    Optional<RuleScore> score(String expected, String text) {
        var right = last(number, expected.replace(",", "")).flatMap(Value::read);
        var searched = (marked == null ? Optional.<String>empty() : last(marked, text)).orElse(text);
        var found = last(number, searched.replace(",", "")).flatMap(Value::read);
        return right.map(value -> found.map(other -> new RuleScore(other.written(), other.sameAs(value)))
                .orElse(RuleScore.NOTHING));
    }

    private static Optional<String> last(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .reduce((earlier, later) -> later)
                .map(match -> match.group(match.groupCount()));
    }

    /**
     * A whole number of any size, or a floating-point number. Python compares the two exactly.
     *
     * @param exact absent: infinite
     */
    private record Value(@Nullable BigDecimal exact, String written) {
        private static final Pattern WHOLE = Pattern.compile("-?(?:0+|[1-9][0-9]*)");
        private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]*");

        static Optional<Value> read(String source) {
            if (DECIMAL.matcher(source).matches()) {
                var number = Double.parseDouble(source);
                var exact = Double.isInfinite(number) ? null : new BigDecimal(number);
                return Optional.of(new Value(exact, PythonFloat.repr(number)));
            }
            if (!WHOLE.matcher(source).matches() || digits(source) > MOST_DIGITS) {
                return Optional.empty();
            }
            var number = new BigInteger(source);
            return Optional.of(new Value(new BigDecimal(number), number.toString()));
        }

        /** The sign is none. */
        private static int digits(String source) {
            return source.startsWith("-") ? source.length() - 1 : source.length();
        }

        boolean sameAs(Value other) {
            return (exact == null || other.exact == null)
                    ? written.equals(other.written)
                    : exact.compareTo(other.exact) == 0;
        }
    }
}
