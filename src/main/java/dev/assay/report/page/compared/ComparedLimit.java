package dev.assay.report.page.compared;

import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.thresholds.Bound;
import dev.assay.report.summary.limits.LimitText;
import dev.assay.report.words.Language;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
    /** Returns the text of the gate without what the reference was and how it differs, which the section says once. */
    private static String withoutReference(LimitVerdict limit) {
        var compared = limit.compared();
        var reference = compared == null ? "" : ", with " + compared.with();
        return limit.measured().endsWith(reference)
                ? limit.measured().substring(0, limit.measured().length() - reference.length())
                : limit.measured();
    }

    /** Returns what a test was compared with and how it differs; empty if nothing is known but its name. */
    static Stream<String> references(TestVerdict test) {
        return test.limits().stream()
                .filter(limit -> limit.compared() != null)
                .filter(limit -> !withoutReference(limit).equals(limit.measured()))
                .map(limit -> Objects.requireNonNull(limit.compared()).with());
    }

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
                Said.of(LimitText.allowed(bound, Language.ENGLISH), LimitText.margin(bound)),
                Phrase.of(limit.verdict()).name().toLowerCase(Locale.ROOT),
                Said.in(language -> language.word(limit)),
                Said.original(withoutReference(limit)),
                switch (limit.verdict()) {
                    case Verdict.Pass ignored -> Said.name("");
                    case Verdict.Fail ignored -> Said.name("");
                    case Verdict.Unmeasured unmeasured -> Said.original(unmeasured.sentences());
                    case Verdict.Inconclusive open -> Said.original(open.reason() + ". " + open.remedy());
                });
    }
}
