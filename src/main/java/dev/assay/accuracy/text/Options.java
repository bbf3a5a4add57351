package dev.assay.accuracy.text;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The options of a question, in the form in which texts are compared with them. */
public final class Options {
    private final List<String> written;
    /** Made when it is first needed, because most answers are a letter. */
    private @Nullable List<String> comparable;

    /** @param texts the options as the question has them, in the order of their letters */
    public Options(List<String> texts) {
        written = List.copyOf(texts);
    }

    /** Returns how many there are. */
    public int size() {
        return written.size();
    }

    /** Returns whether two options have the same text, so that they are one answer: a few questions of MMLU have such options. */
    public boolean same(int one, int other) {
        return one == other || texts().get(one).equals(texts().get(other));
    }

    /**
     * Returns an option of which the text is all of this text; -1 if there is none. Upper and lower case matter only if they alone tell
     * two options apart, as in {@code Bb} and {@code bb}: then they must be equal.
     */
    int of(String text) {
        var said = comparable(text);
        var exact = texts().indexOf(said);
        if (exact >= 0 || said.isEmpty()) {
            return exact;
        }
        var folded = TextNormalizer.withoutCase(said);
        var alike = IntStream.range(0, size())
                .filter(each -> TextNormalizer.withoutCase(texts().get(each)).equals(folded))
                .toArray();
        return alike.length > 0 && IntStream.of(alike).allMatch(each -> same(each, alike[0])) ? alike[0] : -1;
    }

    private List<String> texts() {
        if (comparable == null) {
            comparable = written.stream().map(Options::comparable).toList();
        }
        return comparable;
    }

    private static String comparable(String text) {
        return TextNormalizer.unframed(TextNormalizer.withCase(ChoiceText.withoutCommands(text)));
    }
}
