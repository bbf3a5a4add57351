package dev.assay.run;

/** The selection leaves no test of the gate, so a run would be green without a verdict. */
public final class NothingJudged extends IllegalStateException {
    public NothingJudged(String message) {
        super(message);
    }
}
