package dev.assay.accuracy.text;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the option that a text gives as its answer, by its letter or its text. The answer sources are tried from the surest to the weakest. */
public final class ChoiceFinder {
    private static final Pattern SENTENCE_END = Pattern.compile("[.;!?](?=\\s|$)|[。,，]");
    private static final Pattern BRACKETED =
            Pattern.compile("(?<![\\p{L}\\p{N}])\\(([" + OptionLetter.LETTERS + "])\\)");
    private static final Pattern ITEM =
            Pattern.compile("[\\s>*-]*+(?:\\(([A-J])\\)|([A-J])[.):])(?=\\s|$).*", Pattern.DOTALL);
    private static final Pattern SEPARATOR = Pattern.compile("[\\s.):,;(—–-]*+");
    /** A verb after a letter: the sentence is about that option and may reject it. */
    private static final Pattern VERB = Pattern.compile(
            "\\s*(?:is|are|was|were|isn't|can|cannot|could|would|does|do|has|have|and|or|says|seems|looks)(?!\\p{L}).*",
            Pattern.DOTALL);

    private ChoiceFinder() {}

    /** Returns the answer of a text; empty if it gives none of the options, and no other letter. */
    public static Optional<Pick> find(String text, Options options) {
        var plain = ChoiceText.plain(text).strip();
        return declared(plain, options)
                .or(() -> alone(plain, options, AnswerSource.LETTER_ALONE))
                .or(() -> optionText(plain, options, AnswerSource.OPTION_TEXT))
                .or(() -> first(plain, options))
                .or(() -> last(plain, options));
    }

    /** Returns the answer of a text that a mark declares as the answer, such as the content of {@code \boxed{}}. */
    public static Optional<Pick> findInMark(String said, Options options) {
        return meant(ChoiceText.plain(said), options);
    }

    /** Returns the answer of a line that is declared as the answer. */
    public static Optional<Pick> findInLine(String line, Options options) {
        var plain = ChoiceText.plain(line);
        return declared(plain, options).or(() -> meant(plain, options));
    }

    private static Optional<Pick> declared(String text, Options options) {
        var until = text.length();
        for (var mark : ChoiceMarks.before(text).reversed()) {
            var behind = text.substring(mark.end(), until);
            if (Doubt.isBefore(text, mark.start())) {
                until = mark.start();
                continue;
            }
            var meant = meant(
                    mark.group("box") != null
                            ? MarkedAnswer.untilBrace(behind)
                            : mark.group("tag") != null
                                    ? MarkedAnswer.untilTag(behind)
                                    : MarkedAnswer.firstLine(behind),
                    options);
            if (meant.isPresent()) {
                return meant;
            }
            until = mark.start();
        }
        return declaredBehind(text, options);
    }

    /** Returns the option of {@code B is correct}, unless such sentences name several options. */
    private static Optional<Pick> declaredBehind(String text, Options options) {
        var letters = ChoiceMarks.behind(text).stream()
                .filter(each -> !Doubt.isBefore(text, each.start()) && !Doubt.isBehind(text.substring(each.end())))
                .map(each -> OptionLetter.index(each.group(1).charAt(0)))
                .distinct()
                .toList();
        return letters.size() == 1
                ? Optional.of(letter(letters.getFirst(), options, AnswerSource.DECLARED))
                : Optional.empty();
    }

    /**
     * Reads a declared answer: the text of an option, or a letter at its beginning, or the only letter in brackets. A declaration that
     * names several options or denies one is an answer that is no option.
     */
    private static Optional<Pick> meant(String declaration, Options options) {
        var said = declaration.strip();
        return alone(said, options, AnswerSource.DECLARED)
                .or(() -> optionText(said, options, AnswerSource.DECLARED))
                .or(() -> letterOf(said, options))
                .or(() -> optionText(sentence(said), options, AnswerSource.DECLARED))
                .or(() -> ChoiceMarks.UNDECIDED.matcher(said).matches()
                        ? noOption(said, AnswerSource.DECLARED)
                        : Optional.empty())
                .or(() -> bracketed(said, options));
    }

    private static Optional<Pick> letterOf(String said, Options options) {
        return OptionLetter.at(said).flatMap(letter -> {
            var several = names(ChoiceMarks.SEVERAL, letter);
            if (!letter.firm() && !several && textOf(letter, options) != letter.index()) {
                return Optional.empty();
            }
            return !several
                            && !names(ChoiceMarks.DENIED, letter)
                            && !Doubt.isBehind(letter.rest())
                            && !contradicts(letter, options)
                    ? Optional.of(letter(letter.index(), options, AnswerSource.DECLARED))
                    : noOption(said, AnswerSource.DECLARED);
        });
    }

    private static Optional<Pick> bracketed(String said, Options options) {
        var letters = BRACKETED
                .matcher(sentence(said))
                .results()
                .map(each -> each.group(1))
                .distinct()
                .toList();
        if (letters.isEmpty()) {
            return Optional.empty();
        }
        return letters.size() == 1
                ? Optional.of(letter(OptionLetter.index(letters.getFirst().charAt(0)), options, AnswerSource.DECLARED))
                : noOption(said, AnswerSource.DECLARED);
    }

    /**
     * Returns the option if the whole text is a letter. A letter of an option is always its letter, even if it is the text of another
     * option; any other letter may be the text of an option.
     */
    private static Optional<Pick> alone(String text, Options options, AnswerSource source) {
        return OptionLetter.at(text)
                .filter(letter -> letter.firm() && letter.rest().chars().noneMatch(Character::isLetterOrDigit))
                .filter(letter -> letter.index() < options.size() || options.of(text) < 0)
                .filter(letter -> !Doubt.isBehind(letter.rest()))
                .map(letter -> letter(letter.index(), options, source));
    }

    private static Optional<Pick> optionText(String text, Options options, AnswerSource source) {
        var option = options.of(text);
        return option < 0
                ? Optional.empty()
                : Optional.of(new Pick.Found(option, TextNormalizer.unframed(text.strip()), source));
    }

    /** A text that begins with a list of options has not answered yet. */
    private static Optional<Pick> first(String text, Options options) {
        var lines = AnswerLines.nonEmpty(text);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var line = lines.getFirst();
        var begins = OptionLetter.at(line)
                .filter(letter -> letter.closed() || parts(letter) || textOf(letter, options) == letter.index());
        if (begins.isEmpty()
                || (lines.size() > 1 && item(lines.get(1)) == begins.get().index() + 1)) {
            return Optional.empty();
        }
        var letter = begins.get();
        if (names(ChoiceMarks.SEVERAL, letter)
                || names(ChoiceMarks.DENIED, letter)
                || VERB.matcher(letter.rest()).matches()
                || (textOf(letter, options) < 0 && (Doubt.rejects(letter.rest()) || Doubt.isBehind(letter.rest())))) {
            return Optional.empty();
        }
        if (contradicts(letter, options)) {
            return noOption(line, AnswerSource.LETTER_FIRST);
        }
        var beyond = letter.index() >= options.size() && !letter.rest().isBlank();
        return beyond ? Optional.empty() : Optional.of(letter(letter.index(), options, AnswerSource.LETTER_FIRST));
    }

    /** A mark after a letter that parts it from the text of its option: {@code B. London}. */
    private static boolean parts(OptionLetter letter) {
        return letter.rest().isEmpty()
                || ".):,".indexOf(letter.rest().charAt(0)) >= 0
                || letter.rest().matches("(?s)\\s+[-—–]\\s.*");
    }

    private static Optional<Pick> last(String text, Options options) {
        var lines = AnswerLines.nonEmpty(text);
        if (lines.size() < 2) {
            return Optional.empty();
        }
        var line = lines.getLast();
        var letter = OptionLetter.at(line);
        var listed = letter.isPresent()
                && item(lines.get(lines.size() - 2)) == letter.get().index() - 1;
        return alone(line, options, AnswerSource.LETTER_LAST)
                .or(() -> letter.filter(each -> !listed && textOf(each, options) == each.index())
                        .map(each -> letter(each.index(), options, AnswerSource.LETTER_LAST)));
    }

    /** Returns the place of the option with which a line of a list begins; -2 if it is no such line. */
    private static int item(String line) {
        var item = ITEM.matcher(line);
        return item.matches()
                ? OptionLetter.index((item.group(1) == null ? item.group(2) : item.group(1)).charAt(0))
                : -2;
    }

    private static boolean names(Pattern words, OptionLetter letter) {
        return words.matcher(letter.rest()).lookingAt();
    }

    /** Returns whether a letter is followed by the text of another option. */
    private static boolean contradicts(OptionLetter letter, Options options) {
        var said = textOf(letter, options);
        return said >= 0 && letter.index() < options.size() && !options.same(said, letter.index());
    }

    /** Returns the option of which the text follows a letter on its line; -1 if it is none. */
    private static int textOf(OptionLetter letter, Options options) {
        var line = letter.rest().lines().findFirst().orElse("");
        var start = SEPARATOR.matcher(line);
        var text = start.lookingAt() ? line.substring(start.end()) : line;
        if (text.isBlank()) {
            return -1;
        }
        var whole = options.of(text.endsWith(")") ? text.substring(0, text.length() - 1) : text);
        var exact = whole >= 0 ? whole : options.of(text);
        return exact >= 0 ? exact : options.of(sentence(text));
    }

    private static String sentence(String text) {
        var end = SENTENCE_END.matcher(text);
        return end.find() ? text.substring(0, end.start()) : text;
    }

    private static Pick letter(int index, Options options, AnswerSource source) {
        var name = Character.toString('A' + index).toUpperCase(Locale.ROOT);
        return index < options.size() ? new Pick.Found(index, name, source) : new Pick.NoOption(name, source);
    }

    private static Optional<Pick> noOption(String said, AnswerSource source) {
        return Optional.of(new Pick.NoOption(said.strip(), source));
    }

    /** What a text gives as its answer. */
    public sealed interface Pick {
        /**
         * One of the options.
         *
         * @param option its place, from 0
         * @param written its letter, or its text as it stands in the answer
         */
        record Found(int option, String written, AnswerSource source) implements Pick {}

        /** A declared answer that is not one of the options: a letter that the question does not have, or several options. */
        record NoOption(String written, AnswerSource source) implements Pick {}
    }
}
