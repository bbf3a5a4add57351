package dev.assay.accuracy.text;

/**
 * Where in a text its answer was found. {@link AnswerFinder} tries those of a number in this order, {@link ChoiceFinder} those of a choice, and each
 * takes the first that has an answer.
 */
public enum AnswerSource {
    /** After or inside a mark that declares the answer: {@code ####}, {@code Answer:}, {@code \boxed{}}, {@code <answer>}. */
    DECLARED("declared answer", false),
    /** The last line has only one number. */
    ONLY_NUMBER("only number of the last line", true),
    /** A number of the last line that has numbers; it equals the result of the last calculation above that line. */
    REPEATED_RESULT("result that the last line repeats", true),
    /** The last of several numbers on the last line that has numbers. */
    LAST_NUMBER("last number", true),
    /** The whole text is the letter of an option. */
    LETTER_ALONE("only a letter", false),
    /** The whole text is the text of an option. */
    OPTION_TEXT("text of an option", false),
    /** The text begins with the letter of an option: {@code B. London}. */
    LETTER_FIRST("letter at the beginning", false),
    /** The last line is the letter of an option. */
    LETTER_LAST("letter on the last line", true),
    /** What the pattern of the question finds. */
    PATTERN("match of the pattern", false),
    /** The whole text is JSON. */
    WHOLE_TEXT("whole text", false),
    /** The only block of code in the text is JSON. */
    CODE_BLOCK("block of code", false);

    private final String words;
    private final boolean guess;

    AnswerSource(String words, boolean guess) {
        this.words = words;
        this.guess = guess;
    }

    /** Returns whether nothing in the text says that this is the answer, so that {@code guessed} counts it. */
    public boolean isGuess() {
        return guess;
    }

    @Override
    public String toString() {
        return words;
    }
}
