package dev.assay.report.json;

import dev.assay.gate.comparison.Flips;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.limits.Waiver;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import tools.jackson.databind.node.ObjectNode;

/** The verdict on one limit, for {@code result.json}. */
final class LimitJson {
    private LimitJson() {}

    /** @param repeated whether the limit is judged over the repeats of a test */
    static void put(ObjectNode json, LimitVerdict judged, boolean repeated) {
        var limit = judged.limit();
        json.put("figure", limit.figure().key());
        if (limit.window() == Limit.Window.STEADY) {
            json.put("window", limit.window().toString());
        }
        if (limit.added()) {
            json.put("test", limit.named());
        }
        json.put("form", form(limit.bound()));
        json.put("allowed", limit.bound().toString());
        if (repeated && !(limit.bound() instanceof Bound.Compared)) {
            json.put("over", limit.repeats().median() ? "median" : "mean");
        }
        limit.repeats().confidence().ifPresent(level -> json.put("confidence", RepeatsJson.percent(level)));
        json.put("measured", judged.measured());
        json.put("samples", judged.samples());
        var compared = judged.compared();
        if (compared != null) {
            put(json.putObject("compared"), compared);
        }
        json.put("verdict", judged.verdict().word());
        switch (judged.verdict()) {
            case Verdict.Unmeasured unmeasured -> json.put("reason", unmeasured.reason());
            case Verdict.Inconclusive inconclusive -> json.put("reason", inconclusive.reason());
            case Verdict.Pass ignored -> {}
            case Verdict.Fail ignored -> {}
        }
        if (!limit.enforced()) {
            json.put("enforced", false);
        }
        if (limit.warns()) {
            json.put("on_inconclusive", "warn");
        }
        var waiver = limit.waiver();
        if (waiver != null) {
            put(json.putObject("waiver"), waiver);
            json.put("waived", judged.isWaived());
        }
        json.put("place", limit.place().toString());
    }

    /** Returns the key of the limit's form in thresholds.yaml; of the limits under {@code ratios}, {@code ratio}. */
    private static String form(Bound bound) {
        return switch (bound) {
            case Bound.Max ignored -> "max";
            case Bound.Min ignored -> "min";
            case Bound.Between ignored -> "between";
            case Bound.OnGpu ignored -> "on";
            case Bound.Calibrate ignored -> Bound.Calibrate.WORD;
            case Bound.Regression ignored -> "regression";
            case Bound.NoWorse ignored -> "no-worse";
            case Bound.NoWorseThanScore ignored -> "no-worse";
            case Bound.LessLikely ignored -> "against";
            case Bound.Recovery ignored -> "recovery";
            case Bound.Ratio ignored -> "ratio";
        };
    }

    private static void put(ObjectNode json, LimitVerdict.Compared compared) {
        json.put("with", compared.with());
        var measurements = json.putArray("measurements");
        compared.measurements().forEach(measurements::add);
        json.put("sentence", compared.sentence());
        compared.flips().ifPresentOrElse(flips -> put(json.putObject("flips"), flips), () -> json.putNull("flips"));
    }

    private static void put(ObjectNode json, Flips flips) {
        var lost = json.putArray("lost");
        flips.lost().forEach(lost::add);
        var gained = json.putArray("gained");
        flips.gained().forEach(gained::add);
        var subjects = json.putArray("subjects");
        flips.subjects()
                .forEach(subject -> subjects.addObject()
                        .put("subject", subject.name())
                        .put("questions", subject.questions())
                        .put("lost", subject.lost())
                        .put("gained", subject.gained()));
    }

    private static void put(ObjectNode json, Waiver waiver) {
        json.put("until", waiver.until().toString());
        if (waiver.issue() != null) {
            json.put("issue", waiver.issue());
        }
        json.put("reason", waiver.reason());
    }
}
