package dev.assay.accuracy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Picks the number that a text means as its answer, from the surest sign down to the weakest. */
final class AnswerFinder {
    private static final String HASHES = "(?<!#)#{4,}+[ \t]*+(?=[-+]?[.\\d])";

    /** The word for answer in the languages that models answer in; as a label with a colon, or as a verb's subject. */
    private static final String WORD = "answer|antwort|réponse|respuesta|risposta|resposta|jawaban";

    private static final String LABEL = "(?<!\\p{IsLatin})(?:" + WORD + ")(?:\\s+(?:is|ist|est|es|è|é))?[\"'*_]*\\s*:"
            + "|(?<!\\p{IsLatin})(?:" + WORD
            + ")\\s+(?:is|would be|should be|must be|equals|ist|lautet|est|es|è|é)(?!\\p{L})(?!\\s+not\\b)"
            + "|(?<!\\p{IsLatin})final (?:answer|result)\\s*="
            + "|答案?\\s*[\"'*_]*\\s*:|答案\\s*[是为]\\s*:?|结果\\s*[是为]\\s*:?|答え\\s*[は:]|(?:정답|답)(?:은|\\s*:)|ответ\\s*:";

    /** A heading that says no more than that the answer follows. */
    private static final String HEADING = "^[#*_>\\s]*(?:the )?(?:final )?(?:" + WORD + "|result|最终答案|答案)[#*_:\\s]*$";

    private static final String BOX = "\\\\boxed\\s*\\{";
    private static final String TAG = "<(?:final[_ -]?)?answer>";
    private static final Pattern MARK = Pattern.compile(
            HASHES + "|" + LABEL + "|" + HEADING + "|(?<tag>" + TAG + ")|(?<box>" + BOX + ")",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);
    private static final Pattern SENTENCE_END = Pattern.compile("[.;!?](?=\\s|$)|。");
    private static final Pattern RESULT = Pattern.compile("=[^\\p{L}\\d=]*$");

    private AnswerFinder() {}

    /** Returns what the text means, with the source it stood on; empty if it holds no number that stands for itself. */
    static Optional<Candidate> find(String plain) {
        var text = AnswerLines.withoutListNumbers(plain);
        return declared(text).or(() -> guessed(AnswerLines.withAnswer(text)));
    }

    /** Returns what a text means of which it is known that it is the answer, such as what stands in a box. */
    static Optional<Candidate> findInMark(String declaration) {
        return meant(declaration);
    }

    /** Returns the number of a line of which it is known that it is the answer, unless it holds several and nothing says which it is. */
    static Optional<Candidate> findInLine(String line) {
        var text = AnswerLines.withoutBrackets(line);
        var numerals = NumeralReader.read(text);
        var alone = alone(numerals);
        if (alone.size() == 1) {
            return Optional.of(new Candidate.Found(alone.getFirst(), AnswerSource.DECLARED));
        }
        return declared(text).or(() -> alone.isEmpty() && !numerals.isEmpty() ? unread(text) : result(text));
    }

    private static Optional<Candidate> declared(String text) {
        var marks = MARK.matcher(text).results().toList();
        var until = text.length();
        for (var mark : marks.reversed()) {
            var behind = text.substring(mark.end(), until);
            var meant = meant(
                    mark.group("box") != null
                            ? MarkedAnswer.untilBrace(behind)
                            : mark.group("tag") != null
                                    ? MarkedAnswer.untilTag(behind)
                                    : MarkedAnswer.firstLine(behind));
            if (meant.isPresent()) {
                return meant;
            }
            until = mark.start();
        }
        return Optional.empty();
    }

    /**
     * Of several numbers in a declaration the first counts ({@code 18 apples in 2 days}), unless its sentence is a calculation that ends
     * in one number ({@code 16 + 2 = 18}). If none of them stands for itself, the declaration is another answer than a number.
     */
    private static Optional<Candidate> meant(String declaration) {
        var text = AnswerLines.withoutBrackets(declaration);
        var numerals = NumeralReader.read(text);
        if (numerals.isEmpty()) {
            return Optional.empty();
        }
        var alone = alone(numerals);
        if (alone.isEmpty()) {
            return unread(declaration);
        }
        var first = alone.getFirst();
        var end = SENTENCE_END.matcher(text);
        var sentence = end.find(first.end()) ? text.substring(0, end.start()) : text;
        return result(sentence).or(() -> Optional.of(new Candidate.Found(first, AnswerSource.DECLARED)));
    }

    /** Returns the only number behind the last sign of equality. */
    private static Optional<Candidate> result(String sentence) {
        var results = alone(NumeralReader.read(sentence.substring(sentence.lastIndexOf('=') + 1)));
        return results.size() == 1
                ? Optional.of(new Candidate.Found(results.getFirst(), AnswerSource.DECLARED))
                : Optional.empty();
    }

    private static Optional<Candidate> unread(String declaration) {
        return Optional.of(new Candidate.NotANumber(declaration.strip()));
    }

    private static Optional<Candidate> guessed(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var sole = NumeralReader.read(AnswerLines.withoutBrackets(lines.getLast()));
        if (sole.size() == 1) {
            return sole.getFirst().alone() ? found(sole.getFirst(), AnswerSource.SOLE_NUMBER) : Optional.empty();
        }
        for (var at = lines.size() - 1; at >= 0; at--) {
            var numerals = NumeralReader.read(AnswerLines.withoutBrackets(lines.get(at)));
            if (!numerals.isEmpty()) {
                return last(alone(numerals), lines.subList(0, at));
            }
        }
        return Optional.empty();
    }

    /** Returns the line's number that the last calculation above it gave, else its last one. */
    private static Optional<Candidate> last(List<Numeral> line, List<String> above) {
        if (line.isEmpty()) {
            return Optional.empty();
        }
        var repeated = lastResult(above)
                .flatMap(result -> line.stream()
                        .filter(each -> each.isWithin(BigDecimal.ZERO, result))
                        .findFirst());
        return repeated.isPresent()
                ? found(repeated.get(), AnswerSource.REPEATED_RESULT)
                : found(line.getLast(), AnswerSource.LAST_NUMBER);
    }

    private static Optional<Numeral> lastResult(List<String> lines) {
        return lines.stream()
                .flatMap(line -> alone(NumeralReader.read(line)).stream()
                        .filter(each ->
                                RESULT.matcher(line.substring(0, each.start())).find()))
                .reduce((former, latter) -> latter);
    }

    private static List<Numeral> alone(List<Numeral> numerals) {
        return numerals.stream().filter(Numeral::alone).toList();
    }

    private static Optional<Candidate> found(Numeral numeral, AnswerSource source) {
        return Optional.of(new Candidate.Found(numeral, source));
    }

    /** What stood on a source. */
    sealed interface Candidate {
        /** A number and where it stood. */
        record Found(Numeral numeral, AnswerSource source) implements Candidate {}

        /** A declaration with something else than a number in it, such as a calculation that is not carried out. */
        record NotANumber(String written) implements Candidate {}
    }
}
