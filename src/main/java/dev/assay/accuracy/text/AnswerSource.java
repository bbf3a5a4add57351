package dev.assay.accuracy.text;

/** Where in an answer's text its number was found. {@link AnswerFinder} tries them in this order and takes the first that has a number. */
public enum AnswerSource {
    /** After or inside a mark that declares the answer: {@code ####}, {@code Answer:}, {@code \boxed{}}, {@code <answer>}. */
    DECLARED("declared answer"),
    /** The last line has only one number. */
    ONLY_NUMBER("only number of the last line"),
    /** A number of the last line that has numbers; it equals the result of the last calculation above that line. */
    REPEATED_RESULT("result that the last line repeats"),
    /** The last of several numbers on the last line that has numbers. */
    LAST_NUMBER("last number");

    private final String words;

    AnswerSource(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
