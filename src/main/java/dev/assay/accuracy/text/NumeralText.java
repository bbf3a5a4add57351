package dev.assay.accuracy.text;

import java.util.regex.Pattern;

/** Rewrites the numbers of a text in the forms that {@link NumeralReader} reads. */
public final class NumeralText {
    private static final Pattern VULGAR = Pattern.compile("(?<=\\d)(?=[\u00BC-\u00BE\u2150-\u215E])");
    private static final Pattern KEYCAP = Pattern.compile("\\d\uFE0F?\u20E3");
    private static final Pattern QUOTE = Pattern.compile("(?<=\\d)\u2019(?=\\d{3})");
    private static final Pattern STARS = Pattern.compile("(?<=[\\d)])\\s?\\*\\*\\s?(?=[-+(\\d])");

    private static final Pattern CURRENCY = Pattern.compile("(?:\\b(?:US|HK|NT|AU|CA|NZ))?\\\\?\\p{Sc}\\s?");
    private static final Pattern SIGNED_CURRENCY = Pattern.compile("(?<=[-+])" + CURRENCY.pattern());
    private static final String CODE = "(?<![\\p{L}\\d])(?:USD|EUR|GBP|JPY|CNY|RMB|INR|CHF|AUD|CAD)(?=\\s?[-+]?\\d)";
    private static final Pattern CURRENCY_CODE = Pattern.compile(CODE);
    private static final Pattern AMOUNT = Pattern.compile(
            "(?<=(?:\\p{Sc}|\\b(?:USD|EUR|GBP|CNY|RMB)) ?)(\\d[\\d,.]*) ?(?:([kK])|(mn|M)|(bn|B))(?![\\p{L}\\d])");

    private static final String RESULT = "(?<=^|[=:(\\[{][ \t]{0,3}|\\b(?:is|are|was|be|to|of|by|at|about|equals) )";
    private static final Pattern MINUS_WORD =
            Pattern.compile(RESULT + "(?:minus|negative) (?=[.\\d])", Pattern.CASE_INSENSITIVE);
    /** A minus with a space before the number. At the beginning of a line it marks a list item, unless the text has only that line. */
    private static final Pattern PARTED_MINUS =
            Pattern.compile(RESULT + "- {1,2}(?=[.\\d])(?<!\\n- {1,2})|\\A\\s*- (?=[.\\d]\\S*\\s*\\z)");

    private NumeralText() {}

    /**
     * Returns the text in NFKC, with ASCII digits and minus signs, fractions as {@code 2 1/2}, powers as {@code 10^3} and roots as
     * {@code √3}; without currency signs and emphasis marks, and without the unit after a number.
     */
    public static String plain(String text, String unit) {
        var signed = withSigns(withoutCurrency(LatexNumbers.toPlainText(unified(text))));
        return unit.isBlank() ? signed : withoutUnit(signed, unified(unit).strip());
    }

    /** Returns the text in NFKC. A space is put before each vulgar fraction first, because NFKC would join it to the number before it. */
    private static String unified(String text) {
        var words = KEYCAP.matcher(TextNormalizer.withoutMarkup(text)).replaceAll(" ");
        var mixed = VULGAR.matcher(words).replaceAll(" ");
        var plain = TextNormalizer.normalized(mixed).replace('\u2044', '/');
        return STARS.matcher(QUOTE.matcher(asciiDigits(plain)).replaceAll("'")).replaceAll("^");
    }

    private static String asciiDigits(String text) {
        var ascii = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            if (Character.isDigit(each)) {
                ascii.append(Character.digit(each, 10));
            } else {
                ascii.appendCodePoint(each);
            }
        });
        return ascii.toString();
    }

    /**
     * Replaces each currency sign by a space, so that the text on its two sides is not joined. After a minus or plus the sign is removed
     * without a space.
     */
    private static String withoutCurrency(String text) {
        var scaled = AMOUNT.matcher(text)
                .replaceAll(amount -> amount.group(1)
                        + (amount.group(2) != null ? " thousand" : amount.group(3) != null ? " million" : " billion"));
        var signed = SIGNED_CURRENCY.matcher(scaled).replaceAll("");
        return CURRENCY_CODE.matcher(CURRENCY.matcher(signed).replaceAll(" ")).replaceAll(" ");
    }

    private static String withSigns(String text) {
        return PARTED_MINUS.matcher(MINUS_WORD.matcher(text).replaceAll("-")).replaceAll("-");
    }

    private static String withoutUnit(String text, String unit) {
        var behindNumber = "(?<=\\d)\\s?" + Pattern.quote(unit) + "(?![\\p{L}\\d])";
        return Pattern.compile(behindNumber, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .replaceAll(" ");
    }
}
