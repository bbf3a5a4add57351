package dev.assay.recording;

import java.util.List;

/**
 * That the server of a test, which the gate had started, ended in the middle of it.
 *
 * @param how how it ended: {@code was ended by signal 9}
 * @param lastWords the last lines of its log, oldest first; none if it said nothing
 * @param remedy what to do, one sentence; where the log does not show the cause, where it is
 */
public record ServerDeath(String how, List<String> lastWords, String remedy) implements SideRecord {
    /** More than these has a headline no room for. */
    private static final int TOLD = 3;

    public ServerDeath {
        lastWords = List.copyOf(lastWords);
    }

    /** Returns all of it in a line, without a full stop; of its last words the very last. */
    public String told() {
        var words = lastWords.subList(Math.max(0, lastWords.size() - TOLD), lastWords.size());
        return "the server " + how + " in the middle of the test. "
                + (words.isEmpty() ? "It said nothing" : "Its last words: [" + String.join("] [", words) + "]") + ". "
                + remedy.replaceFirst("\\.$", "");
    }
}
