package dev.assay.report.page.shown;

/** The characters that the text of an HTML document may have: no control characters but blanks and line ends, and nothing that Unicode keeps for no character. */
public final class HtmlCharacters {
    private HtmlCharacters() {}

    /** Returns a document with U+FFFD in place of every other character, because readers drop them, or take U+FFFF for the end of the file. */
    public static String only(String html) {
        if (html.codePoints().allMatch(HtmlCharacters::isAllowed)) {
            return html;
        }
        var allowed = new StringBuilder(html.length());
        html.codePoints().forEach(point -> allowed.appendCodePoint(isAllowed(point) ? point : '\uFFFD'));
        return allowed.toString();
    }

    private static boolean isAllowed(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\t' || point == '\n' || point == '\f' || point == '\r';
            case Character.SURROGATE -> false;
            default -> !isNoCharacter(point);
        };
    }

    /** Returns whether Unicode keeps a code for no character (Noncharacter_Code_Point). */
    static boolean isNoCharacter(int point) {
        return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    }
}
