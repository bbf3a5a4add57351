package dev.assay.cli;

import java.util.Arrays;
import java.util.List;

/** Runs several commands of {@code assay.jar} in one process, one after the other; {@link #THEN} stands between two. It ends with 0 whatever they return. */
public final class SeveralCommands {
    /** The word between two commands. */
    public static final String THEN = "then";

    private SeveralCommands() {}

    public static void main(String[] arguments) {
        var words = List.of(arguments);
        for (var from = 0; from < words.size(); ) {
            var left = words.subList(from, words.size());
            var to = left.contains(THEN) ? left.indexOf(THEN) : left.size();
            var status = Assay.commandLine().execute(Arrays.copyOfRange(arguments, from, from + to));
            System.out.println("exit status " + status);
            from += to + 1;
        }
        System.exit(0);
    }
}
