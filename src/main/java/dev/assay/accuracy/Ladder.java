package dev.assay.accuracy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Picks the number that a text means as its answer, from the surest sign down to the weakest. */
final class Ladder {
    private static final String HASHES = "(?<!#)#{4,}+[ \t]*+(?!\\d+[.)]\\s+\\p{L})(?=[-+]?[.\\d])";

    /** The word for answer in the languages that models answer in; as a label with a colon, or as a verb's subject. */
    private static final String LABEL =
            "(?<!\\p{IsLatin})(?:answer|antwort|réponse|respuesta|risposta|resposta|jawaban)(?:\\s+(?:is|ist|est|es|è|é))?[\"'*_]*\\s*:"
                    + "|(?<!\\p{IsLatin})answer\\s+is\\b(?!\\s+not\\b)"
                    + "|答案?\\s*[\"'*_]*\\s*:|答案\\s*[是为]\\s*:?|答え\\s*[は:]|(?:정답|답)(?:은|\\s*:)|ответ\\s*:";

    private static final String BOX = "\\\\boxed\\s*\\{";
    private static final Pattern MARK = Pattern.compile(
            HASHES + "|" + LABEL + "|(?<box>" + BOX + ")", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern SENTENCE_END = Pattern.compile("[.;!?](?=\\s|$)|。");
    private static final Pattern SOMETHING = Pattern.compile("[\\p{L}\\d]");

    private Ladder() {}

    /** Returns the number that the text means, with the rung it stood on; empty if the text holds none. */
    static Optional<Step> climb(String plain) {
        return declared(plain)
                .map(each -> new Step(each, Rung.DECLARED))
                .or(() -> soleOfLastLine(plain).map(each -> new Step(each, Rung.SOLE_NUMBER)))
                .or(() -> last(NumeralReader.read(plain)).map(each -> new Step(each, Rung.LAST_NUMBER)));
    }

    private static Optional<Numeral> declared(String text) {
        var marks = MARK.matcher(text).results().toList();
        var until = text.length();
        for (var mark : marks.reversed()) {
            var behind = text.substring(mark.end(), until);
            var meant = meant(mark.group("box") == null ? firstLine(behind) : untilBrace(behind));
            if (meant.isPresent()) {
                return meant;
            }
            until = mark.start();
        }
        return Optional.empty();
    }

    /** The rest of the mark's line, or the next line that holds anything if nothing is left of this one. */
    private static String firstLine(String text) {
        return text.lines()
                .filter(line -> SOMETHING.matcher(line).find())
                .findFirst()
                .orElse("");
    }

    private static String untilBrace(String text) {
        var depth = 1;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (depth == 0) {
                return text.substring(0, at);
            }
        }
        return firstLine(text);
    }

    /**
     * Of several numbers in a declaration the first counts ({@code 18 apples in 2 days}), unless its sentence is a calculation that ends
     * in one number ({@code 16 + 2 = 18}).
     */
    private static Optional<Numeral> meant(String declaration) {
        var numerals = NumeralReader.read(declaration);
        if (numerals.isEmpty()) {
            return Optional.empty();
        }
        var first = numerals.getFirst();
        var end = SENTENCE_END.matcher(declaration);
        var sentence = end.find(first.end()) ? declaration.substring(0, end.start()) : declaration;
        var results = NumeralReader.read(sentence.substring(sentence.lastIndexOf('=') + 1));
        return Optional.of(results.size() == 1 ? results.getFirst() : first);
    }

    private static Optional<Numeral> soleOfLastLine(String text) {
        var lines = text.lines().filter(line -> SOMETHING.matcher(line).find()).toList();
        var numerals = lines.isEmpty() ? List.<Numeral>of() : NumeralReader.read(lines.getLast());
        return numerals.size() == 1 ? Optional.of(numerals.getFirst()) : Optional.empty();
    }

    private static Optional<Numeral> last(List<Numeral> numerals) {
        return numerals.isEmpty() ? Optional.empty() : Optional.of(numerals.getLast());
    }

    /** A number and where it stood. */
    record Step(Numeral numeral, Rung rung) {}
}
