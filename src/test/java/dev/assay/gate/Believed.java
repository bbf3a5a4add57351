package dev.assay.gate;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Finding;
import dev.assay.figures.FigureTable;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.recording.Recording;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Limits on figures, judged with all causes that can be known of these. */
final class Believed {
    private Believed() {}

    static LimitVerdict limit(Limit limit, FigureTable figures) {
        return limit(limit, figures, Plans.recording(List.of()), Map.of());
    }

    static LimitVerdict limit(Limit limit, FigureTable figures, Recording recording, Map<Audits, Finding> findings) {
        var causes =
                new Causes(Plans.loadTest(40, 3), recording, new Findings(findings), limit, figures, Optional.empty());
        return LoadTestMeasurement.believed(LoadTestLimits.judge(limit, figures), figures, causes)
                .verdict();
    }
}
