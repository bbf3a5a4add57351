package dev.assay.gate.comparison;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.starts.TextChanges;
import java.util.Optional;

/**
 * The verdict on a limit that compares a test with a reference.
 *
 * @param measured both values, the change with its bounds, and what it is computed from, to follow the name of the limit
 * @param samples how many starts, pairs or questions it is computed from
 * @param flips which questions were lost and gained; empty where no questions are paired
 * @param texts the log-probabilities of each text on both sides; empty where no texts are paired
 * @param change the change and what of it is allowed; empty if nothing could be compared
 * @param sentence one line for people: the figure, what it is compared with, {@code measured}, and the margin
 */
public record ComparedVerdict(
        Verdict verdict,
        String measured,
        int samples,
        Optional<Flips> flips,
        Optional<TextChanges> texts,
        Optional<JudgedChange> change,
        String sentence) {
    /** A comparison of something else than texts. */
    public ComparedVerdict(
            Verdict verdict,
            String measured,
            int samples,
            Optional<Flips> flips,
            Optional<JudgedChange> change,
            String sentence) {
        this(verdict, measured, samples, flips, Optional.empty(), change, sentence);
    }
}
