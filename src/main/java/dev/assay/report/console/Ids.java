package dev.assay.report.console;

import java.util.List;

/** The ids of questions in one line. */
final class Ids {
    /** A line has at most so many; all are in result.json. */
    private static final int MOST = 200;

    private Ids() {}

    /** Returns the ids, and how many more there are; "none" if there are none. */
    static String of(List<String> ids) {
        if (ids.isEmpty()) {
            return "none";
        }
        return ids.size() <= MOST
                ? String.join(" ", ids)
                : String.join(" ", ids.subList(0, MOST)) + " and " + (ids.size() - MOST) + " more";
    }
}
