package dev.assay.recording;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the log of a test's server showed after all requests had ended.
 *
 * @param file the path of the log; empty if there is none
 * @param unread why the log could not be read; absent if it was read
 * @param seen the patterns that were searched for
 */
public record ServerLogRecord(String file, @Nullable String unread, List<Seen> seen) implements SideRecord {
    public ServerLogRecord {
        seen = List.copyOf(seen);
    }

    /**
     * A pattern, and the first line that matches it.
     *
     * @param line the number of that line, from 1; 0 if no line matches
     * @param text the line, shortened if it is long; empty if there is none
     */
    public record Seen(String pattern, int line, String text) {
        public boolean found() {
            return line > 0;
        }
    }

    /** Returns the result for a pattern; empty if it was not searched for. */
    public Optional<Seen> of(String pattern) {
        return seen.stream().filter(each -> each.pattern().equals(pattern)).findFirst();
    }
}
