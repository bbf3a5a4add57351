package dev.assay.accuracy;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Rewrites the many ways in which numbers are written into the few that {@link NumeralReader} reads. */
final class NumeralText {
    private static final Pattern RAISED = Pattern.compile("[\u207A\u207B]?[\u00B2\u00B3\u00B9\u2070\u2074-\u2079]+");
    private static final Pattern VULGAR = Pattern.compile("(?<=\\d)(?=[\u00BC-\u00BE\u2150-\u215E])");
    private static final Pattern MINUS = Pattern.compile("[\u2010\u2012\u2013\u2212]");
    private static final Pattern LATEX_SPACE = Pattern.compile("\\\\[,;:! ]");
    private static final Pattern LATEX_TIMES = Pattern.compile("\\\\(?:times|cdot)(?![a-zA-Z])");
    private static final Pattern LATEX_MIXED = Pattern.compile("(?<=\\d)\\s?(?=\\\\[dt]?frac)");
    private static final Pattern LATEX_FRACTION =
            Pattern.compile("\\\\[dt]?frac\\{([^{}]{1,40})\\}\\{([^{}]{1,40})\\}");
    private static final Pattern LATEX_POWER = Pattern.compile("\\^[{(]([-+]?\\d{1,9})[})]");
    private static final Pattern CURRENCY = Pattern.compile("(?:\\b(?:US|HK|NT|AU|CA|NZ))?\\\\?\\p{Sc}\\s?");
    private static final Pattern SIGNED_CURRENCY = Pattern.compile("(?<=[-+])" + CURRENCY.pattern());
    private static final Pattern CURRENCY_CODE =
            Pattern.compile("(?<![\\p{L}\\d])(?:USD|EUR|GBP|JPY|CNY|RMB|INR|CHF|AUD|CAD)(?=\\s?[-+]?\\d)");

    private NumeralText() {}

    /**
     * Returns the text in NFKC, with ASCII digits and minus signs, fractions as {@code 2 1/2}, powers as {@code 10^3}, without currency
     * signs, emphasis marks, and the unit where it stands behind a number.
     */
    static String plain(String text, String unit) {
        var typeset = withoutCurrency(withoutLatex(unified(text)));
        return unit.isBlank() ? typeset : withoutUnit(typeset, unified(unit).strip());
    }

    /** Raised digits and vulgar fractions go first: NFKC would glue them to the number before them. */
    private static String unified(String text) {
        var powers = RAISED.matcher(Texts.spacedOut(text)).replaceAll(raised -> "^" + raised.group());
        var mixed = VULGAR.matcher(powers).replaceAll(" ");
        var plain = Normalizer.normalize(mixed, Normalizer.Form.NFKC).replace('\u2044', '/');
        return asciiDigits(MINUS.matcher(plain).replaceAll("-"));
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

    private static String withoutLatex(String text) {
        var grouped = LATEX_SPACE.matcher(text.replace("{,}", ",")).replaceAll(" ");
        var times = LATEX_TIMES.matcher(grouped).replaceAll("×");
        var mixed = LATEX_MIXED.matcher(times).replaceAll(" ");
        var fractions = LATEX_FRACTION.matcher(mixed).replaceAll("$1/$2");
        return LATEX_POWER.matcher(fractions).replaceAll("^$1");
    }

    /** A space stays in a sign's place, so that what stood around it does not grow together; behind a minus nothing may. */
    private static String withoutCurrency(String text) {
        var signed = SIGNED_CURRENCY.matcher(text).replaceAll("");
        return CURRENCY_CODE.matcher(CURRENCY.matcher(signed).replaceAll(" ")).replaceAll(" ");
    }

    private static String withoutUnit(String text, String unit) {
        var behindNumber = "(?<=\\d)\\s?" + Pattern.quote(unit) + "(?![\\p{L}\\d])";
        return Pattern.compile(behindNumber, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .replaceAll(" ");
    }
}
