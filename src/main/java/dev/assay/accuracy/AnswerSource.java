package dev.assay.accuracy;

/** Where in a text its number was found; the ladder is climbed down from the first that has one. */
public enum AnswerSource {
    /** Behind a mark that declares it: {@code ####}, {@code Answer:}, {@code \boxed{}}, {@code <answer>}. */
    DECLARED("declared answer"),
    /** The last line holds one number and no other. */
    SOLE_NUMBER("only number of the last line"),
    /** The last line that holds numbers repeats what the last calculation above it gave. */
    REPEATED_RESULT("result that the last line repeats"),
    /** The last of several numbers. */
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
