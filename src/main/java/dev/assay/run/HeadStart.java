package dev.assay.run;

import dev.assay.prompt.DjlTokenizer;
import dev.assay.replay.TapeServer;
import dev.assay.run.options.RunMode;

/**
 * Loads the code that a run over recordings needs after its files have been read, on a thread of its own, while they are read. Nobody waits for it, and
 * nothing depends on it: what it has not loaded is loaded when it is needed, and what cannot be loaded fails then.
 */
final class HeadStart {
    private HeadStart() {}

    static void of(RunMode.Judging mode) {
        // While a server is measured, nothing else may run.
        if (mode instanceof RunMode.Replay) {
            Thread.ofPlatform().daemon().name("assay-head-start").start(HeadStart::load);
        }
    }

    private static void load() {
        try {
            DjlTokenizer.loadCode();
            TapeServer.loadCode();
        } catch (RuntimeException | LinkageError e) {
            // The run meets the same, and says so.
        }
    }
}
