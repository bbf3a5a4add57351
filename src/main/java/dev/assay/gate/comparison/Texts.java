package dev.assay.gate.comparison;

import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import java.util.Optional;

/** What all comparisons say alike. */
final class Texts {
    private Texts() {}

    /** Returns what is compared with what: {@code tpot.mean against its baseline}. */
    static String subject(Limit limit, Against against) {
        return limit.value() + " against " + against;
    }

    /** Returns the verdict on a comparison that cannot be made. */
    static ComparedVerdict unmeasured(Limit limit, Unmeasured why, String measured) {
        return new ComparedVerdict(
                why,
                measured,
                0,
                Optional.empty(),
                Optional.empty(),
                limit.subject() + " " + measured + ": " + why.sentences());
    }

    /** Returns the verdict on a comparison that nothing is there for yet. */
    static ComparedVerdict undecided(Limit limit, Inconclusive why, String measured) {
        return new ComparedVerdict(
                why,
                measured,
                0,
                Optional.empty(),
                Optional.empty(),
                limit.subject() + " " + measured + ": " + why.reason() + ". " + why.remedy());
    }
}
