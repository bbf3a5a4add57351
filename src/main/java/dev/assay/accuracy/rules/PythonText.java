package dev.assay.accuracy.rules;

import java.util.Locale;

/** What Python does with text, where Java does something else. The tools whose rules stand here are written in Python. */
final class PythonText {
    /** The characters between which {@code str.isspace} and {@code \s} are true, in the form of a class of Java's expressions. */
    static final String SPACE = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private PythonText() {}

    /** Returns whether Python counts the character as white space: also U+001C to U+001F, U+0085 and the no-break spaces. */
    static boolean isSpace(char character) {
        return character <= ' '
                ? (character >= '\t' && character <= '\r') || character >= '\u001c'
                : character >= '\u0085'
                        && (character == '\u0085'
                                || character == '\u2028'
                                || character == '\u2029'
                                || Character.getType(character) == Character.SPACE_SEPARATOR);
    }

    /** Returns the text without white space at its ends: {@code str.strip}. */
    static String strip(String text) {
        var from = 0;
        var to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Returns the text without any of these characters at its ends: {@code str.strip(characters)}. */
    static String strip(String text, String characters) {
        var from = 0;
        var to = text.length();
        while (from < to && characters.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && characters.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Returns the text without ASCII white space and punctuation at its ends. */
    static String stripPunctuation(String text) {
        return strip(text, " \t\n\r\u000b\f" + PUNCTUATION);
    }

    /** Returns the text without any ASCII punctuation: {@code str.translate}. */
    static String withoutPunctuation(String text) {
        var kept = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); at++) {
            var each = text.charAt(at);
            if (PUNCTUATION.indexOf(each) < 0) {
                kept.append(each);
            }
        }
        return kept.toString();
    }

    /** Returns the text without the characters that Unicode counts as punctuation; {@code $} and {@code +} are symbols and stay. */
    static String withoutUnicodePunctuation(String text) {
        var kept = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            var each = text.codePointAt(at);
            if (!isPunctuation(each)) {
                kept.appendCodePoint(each);
            }
        }
        return kept.toString();
    }

    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** Returns {@code str.casefold} of the text. Cherokee, which Python folds to capital letters, is folded to small ones on both sides. */
    static String foldCase(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        var folded = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            switch (each) {
                case 'ı' -> folded.append('ı');
                case 'ẞ' -> folded.append("ss");
                default ->
                    folded.append(
                            Character.toString(each).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
            }
        });
        return folded.toString();
    }

    private static boolean isAscii(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 128) {
                return false;
            }
        }
        return true;
    }
}
