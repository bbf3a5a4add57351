package dev.assay.run;

/** A planned test has no verdict at the end of a run. */
public final class WithoutVerdict extends IllegalStateException {
    WithoutVerdict(String message) {
        super(message);
    }
}
