package dev.assay.report.page.compared;

import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.thresholds.Bound;
import dev.assay.report.summary.limits.LimitText;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A limit that compares a test with a reference.
 *
 * @param figure what is compared: {@code accuracy no-worse against bf16}
 * @param allowed the margin, or the allowed values
 * @param kind of the verdict: a CSS class
 * @param measured both values, the change with its bounds, and what it is computed from, in the words of the gate
 * @param why why it is not decided or not measured, and what to do; empty if it is decided
 */
public record ComparedLimit(String test, String figure, Said allowed, String kind, Said word, Said measured, Said why) {
    static List<ComparedLimit> of(TestVerdict test) {
        return test.limits().stream()
                .flatMap(limit -> limit.limit().bound() instanceof Bound.Compared bound
                        ? Stream.of(of(test, limit, bound))
                        : Stream.empty())
                .toList();
    }

    private static ComparedLimit of(TestVerdict test, LimitVerdict limit, Bound.Compared bound) {
        return new ComparedLimit(
                test.planned().name(),
                limit.limit().subject(),
                Said.in(language -> LimitText.allowed(bound, language)),
                Phrase.of(limit.verdict()).name().toLowerCase(Locale.ROOT),
                Said.in(language -> language.word(limit)),
                Said.original(limit.measured()),
                switch (limit.verdict()) {
                    case Verdict.Pass ignored -> Said.name("");
                    case Verdict.Fail ignored -> Said.name("");
                    case Verdict.Unmeasured unmeasured -> Said.original(unmeasured.sentences());
                    case Verdict.Inconclusive open -> Said.original(open.reason() + ". " + open.remedy());
                });
    }
}
