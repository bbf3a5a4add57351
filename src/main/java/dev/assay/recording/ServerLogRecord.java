package dev.assay.recording;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the log of a row's server showed once all requests had ended.
 *
 * @param file the log, as the gate knows it; empty where there is none
 * @param unread why nobody could look into it; absent: somebody did
 * @param seen what was looked for
 */
public record ServerLogRecord(String file, @Nullable String unread, List<Seen> seen) implements SideRecord {
    public ServerLogRecord {
        seen = List.copyOf(seen);
    }

    /**
     * One pattern, and the first line that has it.
     *
     * @param line its number, from 1; 0 where no line has it
     * @param text the line, cut where it is long; empty where there is none
     */
    public record Seen(String pattern, int line, String text) {
        public boolean found() {
            return line > 0;
        }
    }

    /** Returns what was seen of a pattern; empty if nobody looked for it. */
    public Optional<Seen> of(String pattern) {
        return seen.stream().filter(each -> each.pattern().equals(pattern)).findFirst();
    }
}
