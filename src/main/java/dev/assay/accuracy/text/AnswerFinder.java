package dev.assay.accuracy.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the number that a text gives as its answer. The {@link AnswerSource} are tried in their order, from the surest to the weakest. */
public final class AnswerFinder {
    private static final String HASHES = "(?<!#)#{4,}+[ \t]*+(?=[-+]?[.\\d])";

    /** The word "answer" in the languages that models answer in: as a label with a colon, or as the subject of a sentence. */
    private static final String WORD = "answer|antwort|réponse|respuesta|risposta|resposta|jawaban";

    private static final String LABEL = "(?<!\\p{IsLatin})(?:" + WORD + ")(?:\\s+(?:is|ist|est|es|è|é))?[\"'*_]*\\s*:"
            + "|(?<!\\p{IsLatin})(?:" + WORD
            + ")\\s+(?:is|would be|should be|must be|equals|ist|lautet|est|es|è|é)(?!\\p{L})(?!\\s+not\\b)"
            + "|(?<!\\p{IsLatin})final (?:answer|result)\\s*="
            + "|答案?\\s*[\"'*_]*\\s*:|答案\\s*[是为]\\s*:?|结果\\s*[是为]\\s*:?|答え\\s*[は:]|(?:정답|답)(?:은|\\s*:)|ответ\\s*:";

    /** A heading that only announces the answer. */
    private static final String HEADING = "^[#*_> \\t]*(?:the )?(?:final )?(?:" + WORD + "|result|最终答案|答案)[#*_: \\t]*$";

    private static final String BOX = "\\\\boxed\\s*\\{";
    private static final String TAG = "<(?:final[_ -]?)?answer>";
    private static final Pattern MARK = Pattern.compile(
            HASHES + "|" + LABEL + "|" + HEADING + "|(?<tag>" + TAG + ")|(?<box>" + BOX + ")",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);
    private static final Pattern SENTENCE_END = Pattern.compile("[.;!?](?=\\s|$)|。");

    private AnswerFinder() {}

    /** Returns the number that a text gives as its answer, with its source; empty if no number in the text stands alone. */
    public static Optional<Candidate> find(String plain) {
        var text = AnswerLines.withoutListNumbers(plain);
        return declared(text).or(() -> doubted(text)).or(() -> guessed(AnswerLines.withAnswer(text)));
    }

    /** Returns the number of a text that a mark declares as the answer, such as the content of {@code \boxed{}}. */
    public static Optional<Candidate> findInMark(String declaration) {
        return meant(declaration);
    }

    /**
     * Returns the number of a line that is declared as the answer; empty if the line has several numbers and does not say which of them is
     * the answer.
     */
    public static Optional<Candidate> findInLine(String line) {
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
            if (Doubt.isBefore(text, mark.start())) {
                until = mark.start();
                continue;
            }
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

    /** A last line with an answer that it denies or supposes has no other: {@code I don't think the answer is 18}. */
    private static Optional<Candidate> doubted(String text) {
        var lines = AnswerLines.nonEmpty(text);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var last = lines.getLast();
        return MARK.matcher(last)
                .results()
                .filter(mark -> Doubt.isBefore(last, mark.start()))
                .filter(mark -> NumeralReader.read(last.substring(mark.end())).size()
                        == NumeralReader.read(last).size())
                .findFirst()
                .flatMap(mark -> unread(last));
    }

    /**
     * If a declaration has several numbers, the first is the answer ({@code 18 apples in 2 days}). If its sentence is a calculation that
     * ends in one number ({@code 16 + 2 = 18}), that number is the answer. If no number stands alone, or the sentence is nothing but
     * several numbers, the declared answer is not a number.
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
        if (Doubt.takesBack(text.substring(first.end()))) {
            return unread(text.lines().findFirst().orElse(text));
        }
        if (AnswerLines.isListOfNumbers(sentence, alone)) {
            return unread(sentence);
        }
        return result(sentence).or(() -> Optional.of(new Candidate.Found(first, AnswerSource.DECLARED)));
    }

    /** Returns the number after the last equals sign; empty if there is none or more than one. */
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
        var only = NumeralReader.read(AnswerLines.withoutBrackets(lines.getLast()));
        if (only.size() == 1) {
            return only.getFirst().alone() ? found(only.getFirst(), AnswerSource.ONLY_NUMBER) : Optional.empty();
        }
        for (var at = lines.size() - 1; at >= 0; at--) {
            var numerals = NumeralReader.read(AnswerLines.withoutBrackets(lines.get(at)));
            if (!numerals.isEmpty()) {
                return last(alone(numerals), lines.subList(0, at));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the number of the line that equals the result of the last calculation above it; if there is none, the last number of the
     * line.
     */
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
                .flatMap(line -> alone(NumeralReader.read(line)).stream().filter(each -> isResult(line, each.start())))
                .reduce((former, latter) -> latter);
    }

    /** Returns whether an equals sign stands before a number, with neither a letter nor a digit between them. */
    private static boolean isResult(String line, int start) {
        for (var at = start; at > 0; ) {
            var before = line.codePointBefore(at);
            if (before == '=' || Character.isLetter(before) || (before >= '0' && before <= '9')) {
                return before == '=';
            }
            at -= Character.charCount(before);
        }
        return false;
    }

    private static List<Numeral> alone(List<Numeral> numerals) {
        return numerals.stream().filter(Numeral::alone).toList();
    }

    private static Optional<Candidate> found(Numeral numeral, AnswerSource source) {
        return Optional.of(new Candidate.Found(numeral, source));
    }

    /** What a text gives as its answer. */
    public sealed interface Candidate {
        /** A number, and where it was found. */
        record Found(Numeral numeral, AnswerSource source) implements Candidate {}

        /** A declared answer that is not a number, such as a calculation without its result. */
        record NotANumber(String written) implements Candidate {}
    }
}
