package dev.assay.accuracy.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What single characters are worth as numbers, as inspect_ai 0.3.285 has it: from Unicode, and from a list of its own for Chinese. */
final class Numerals {
    /** Characters with their values in Unicode where Java does not tell them. */
    private static final Map<Character, Double> VALUES = values(
            "¼ 0.25 ½ 0.5 ¾ 0.75 ⅐ 1/7 ⅑ 1/9 ⅒ 0.1 ⅓ 1/3 ⅔ 2/3 ⅕ 0.2 ⅖ 0.4 ⅗ 0.6 ⅘ 0.8 ⅙ 1/6 ⅚ 5/6 ⅛ 0.125 ⅜ 0.375 ⅝ 0.625 ⅞ 0.875 "
                    + "㐅 5 㒃 2 㠪 5 㭍 7 一 1 七 7 万 1e4 三 3 九 9 二 2 五 5 亖 4 亿 1e8 什 10 仟 1e3 仨 3 伍 5 佰 100 億 1e8 兆 1e12 "
                    + "兩 2 八 8 六 6 十 10 千 1e3 卄 20 卅 30 卌 40 叁 3 参 3 參 3 叄 3 四 4 壱 1 壹 1 幺 1 廾 9 廿 20 弌 1 弍 2 弎 3 弐 2 "
                    + "拾 10 捌 8 柒 7 漆 7 玖 9 百 100 肆 4 萬 1e4 貮 2 貳 2 贰 2 阡 1e3 陆 6 陌 100 陸 6 零 0");

    private static final Map<Character, Integer> CHINESE_DIGITS =
            integers("零 0 〇 0 ○ 0 一 1 二 2 三 3 四 4 五 5 六 6 七 7 八 8 九 9 壹 1 贰 2 貳 2 叁 3 參 3 肆 4 伍 5 陆 6 陸 6 柒 7 捌 8 玖 9 "
                    + "两 2 兩 2 幺 1");
    private static final Map<Character, Integer> TENS = integers("廿 20 卅 30 卌 40");
    private static final Map<Character, Integer> UNITS = integers("十 10 拾 10 百 100 佰 100 千 1000 仟 1000");
    private static final Map<Character, Long> LARGE_UNITS =
            Map.of('万', 10_000L, '萬', 10_000L, '亿', 100_000_000L, '億', 100_000_000L, '兆', 1_000_000_000_000L);
    private static final String OTHER_CHINESE = "点點负負正";

    private Numerals() {}

    private static Map<Character, Double> values(String pairs) {
        var values = new HashMap<Character, Double>();
        var words = pairs.split(" ", -1);
        for (var i = 0; i < words.length; i += 2) {
            var ratio = words[i + 1].split("/", -1);
            var value = Double.parseDouble(ratio[0]) / (ratio.length > 1 ? Double.parseDouble(ratio[1]) : 1);
            values.put(words[i].charAt(0), value);
        }
        return Map.copyOf(values);
    }

    private static Map<Character, Integer> integers(String pairs) {
        var integers = new HashMap<Character, Integer>();
        values(pairs).forEach((character, value) -> integers.put(character, value.intValue()));
        return Map.copyOf(integers);
    }

    /** Returns the value of a text that is one numeric character, such as a fraction, a Roman numeral or a circled digit. */
    static Optional<Double> value(String text) {
        if (text.length() != 1) {
            return Optional.empty();
        }
        var character = text.charAt(0);
        var known = VALUES.get(character);
        if (known != null) {
            return Optional.of(known);
        }
        var value = isNumber(character) ? worth(character) : -1;
        return value >= 0 ? Optional.of((double) value) : Optional.empty();
    }

    /** Only asked for characters that Unicode counts as numbers, so letters are never read as digits. */
    @SuppressWarnings("CharacterGetNumericValue")
    private static int worth(char character) {
        return Character.getNumericValue(character);
    }

    private static boolean isNumber(char character) {
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /** Returns whether the character is a fraction between 0 and 1. */
    static boolean isFraction(char character) {
        var known = VALUES.get(character);
        return known != null && known > 0 && known < 1;
    }

    /** Returns the value of a digit of any script, also raised, lowered or circled; -1 if the character is none. */
    static int digit(char character) {
        var chinese = CHINESE_DIGITS.get(character);
        if (chinese != null) {
            return chinese;
        }
        var type = Character.getType(character);
        var variant = type == Character.OTHER_NUMBER
                && (character <= '¹'
                        || (character >= '⁰' && character <= '₉')
                        || (character >= '①' && character <= '➒'));
        var value = type == Character.DECIMAL_DIGIT_NUMBER || variant ? worth(character) : -1;
        return value <= 9 ? value : -1;
    }

    /** Returns 20, 30 or 40 for the character that means it; 0 for every other. */
    static int tens(char character) {
        return TENS.getOrDefault(character, 0);
    }

    /** Returns ten, hundred or thousand; 0 if the character is none of these units. */
    static int unit(char character) {
        return UNITS.getOrDefault(character, 0);
    }

    /** Returns ten thousand, a hundred million or a million million; 0 if the character is none of these units. */
    static long largeUnit(char character) {
        return LARGE_UNITS.getOrDefault(character, 0L);
    }

    /** Returns whether the character can be a part of a Chinese numeral. */
    static boolean isChinese(char character) {
        return CHINESE_DIGITS.containsKey(character)
                || tens(character) > 0
                || unit(character) > 0
                || largeUnit(character) > 0
                || OTHER_CHINESE.indexOf(character) >= 0;
    }
}
