package dev.assay.report.page.shown;

/** Tells the characters that nobody would see. The script of the page has the same rule: {@code invisible} in questions.js. */
final class Invisible {
    private static final int JOINERS_FROM = 0x200C;
    private static final int JOINERS_TO = 0x200D;
    private static final int LAST_ASCII = 0x7F;

    /** Characters that Unicode says to show as nothing (Default_Ignorable_Code_Point) and whose category does not tell it, and a blank that is no space. */
    private static final int[][] SHOWN_AS_NOTHING = {
        {0x034F, 0x034F},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x2065, 0x2065},
        {0x2800, 0x2800},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0D},
        {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFF8},
        {0xE0000, 0xE0FFF},
    };

    private Invisible() {}

    /** Returns whether the character at a place of a text is to be marked. A joiner behind a letter that is not ASCII belongs to a script or an emoji. */
    static boolean in(String text, int index, int point) {
        if (point == '\n' || point == '\t') {
            return false;
        }
        if (point == '\r') {
            return index + 1 == text.length() || text.charAt(index + 1) != '\n';
        }
        if (point >= JOINERS_FROM && point <= JOINERS_TO) {
            return index == 0 || text.charAt(index - 1) <= LAST_ASCII;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isShownAsNothing(point) || HtmlCharacters.isNoCharacter(point);
        };
    }

    private static boolean isShownAsNothing(int point) {
        for (var range : SHOWN_AS_NOTHING) {
            if (point >= range[0] && point <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
