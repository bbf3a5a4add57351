package dev.assay.gate;

import dev.assay.audits.client.ClientShift;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.gate.Verdict.Fail;
import dev.assay.gate.Verdict.Pass;
import dev.assay.gate.Verdict.Unmeasured;
import java.util.stream.DoubleStream;

/** What the harness's own overhead leaves of a verdict: nothing, where the figure without it would get another. */
final class ClientMargin {
    private ClientMargin() {}

    /** Returns what is left of the verdict on a limit. */
    static LimitVerdict of(LimitVerdict judged, FigureTable figures, ClientShift shift) {
        var bound = judged.limit().bound();
        if (!(judged.verdict() instanceof Fail || judged.verdict() instanceof Pass)
                || !(figures.get(FigureName.of(judged.limit())) instanceof Figure.Measured measured)) {
            return judged;
        }
        var without = shift.without(measured);
        var decisive = MissingRequestLimits.decisive(bound, measured, figures);
        return DoubleStream.of(without.delayed(), without.flattered())
                .filter(value -> bound.allows(decisive + value - measured.value()) != bound.allows(decisive))
                .mapToObj(value -> unmeasured(judged, measured.unit().format(value)))
                .findFirst()
                .orElse(judged);
    }

    private static LimitVerdict unmeasured(LimitVerdict judged, String without) {
        return new LimitVerdict(
                judged.limit(),
                new Unmeasured(
                        "without what the harness may have done to it, it could be " + without
                                + ", on the other side of the limit (see the audit 'client overhead')",
                        "Measure on a quieter or larger machine, or farther from the limit."),
                judged.measured(),
                judged.samples());
    }
}
