package dev.assay.kills;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One kill.
 *
 * @param process what was killed: a run, or which time it was resumed
 * @param moment when, in words
 * @param millis how long after the start of the process
 * @param disk what the gate had written
 * @param run the directory of the run; empty: there was none
 */
record Kill(String process, String moment, long millis, Disk disk, Optional<Path> run) {
    /** Where in a run it was killed. */
    enum Where {
        BEFORE("before the first request was sent"),
        QUESTIONS("while questions were asked"),
        BETWEEN("between two tests, or while the client was calibrated"),
        LOAD("in the load test"),
        REPORTS("after the last test, while verdicts, reports, page and history were written");

        private final String words;

        Where(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private Disk there() {
        return run.map(each -> disk.below(each.toString())).orElse(Disk.EMPTY);
    }

    private List<Traces> current() {
        return there().traces().stream().filter(each -> !each.aside()).toList();
    }

    Where where() {
        if (current().isEmpty()) {
            return Where.BEFORE;
        }
        var open = current().stream().filter(each -> !each.ended()).findFirst();
        if (open.isPresent()) {
            return open.get().test().equals(KilledGate.LOAD_TEST) ? Where.LOAD : Where.QUESTIONS;
        }
        return done() ? Where.REPORTS : Where.BETWEEN;
    }

    /** Returns what was on the disk, in words. */
    String onTheDisk() {
        if (run.isEmpty()) {
            return "nothing";
        }
        var said = new ArrayList<String>();
        for (var traces : current()) {
            said.add("`" + traces.test() + "` " + traces.requests().size() + (traces.ended() ? " and its end" : ""));
        }
        var others = there().files().keySet().stream()
                .filter(name -> !name.startsWith("traces/"))
                .toList();
        var halves = others.stream().filter(name -> name.endsWith(Disk.PART)).toList();
        said.add(others.size() - halves.size() + " other files" + (disk.has(Disk.HISTORY) ? " and the history" : ""));
        halves.forEach(name -> said.add("a half `" + name.replaceFirst(Disk.PART + "$", "") + "`"));
        return String.join(", ", said);
    }

    /** Returns whether every test had ended. */
    boolean done() {
        return current().size() == KilledGate.TESTS && current().stream().allMatch(Traces::ended);
    }
}
