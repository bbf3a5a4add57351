package dev.assay.report.page.top;

import dev.assay.gate.results.Headline;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.thresholds.Bound;
import dev.assay.report.summary.limits.Excess;
import dev.assay.report.summary.limits.LimitText;
import dev.assay.report.summary.limits.OpenTests;
import dev.assay.report.words.Language;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A limit with what was measured, or a test that was decided without a limit.
 *
 * @param kind the class of the style sheet
 * @param figure what the limit is on; empty if no limit decided
 * @param measured what was measured, in parts that each fit a line
 * @param allowed what the limit allows; empty if no limit decided
 * @param excess by how much it is missed, if that is one number
 * @param samples how many requests or questions; empty if no limit decided
 * @param from where the figures come from, with the day
 * @param place where the limit stands in thresholds.yaml; empty if no limit decided
 * @param compares whether the comparison below the table has more to say
 * @param advice why it is not known, and what to do; empty for FAIL and PASS
 */
public record LimitRow(
        String test,
        String kind,
        Said verdict,
        String figure,
        List<Said> measured,
        Said allowed,
        Said excess,
        String samples,
        Said from,
        String place,
        boolean compares,
        Optional<Advice> advice) {
    private static final Said NOTHING = Said.name("");

    public LimitRow {
        measured = List.copyOf(measured);
    }

    /** Why nothing is known, and what to do. */
    public record Advice(Said reason, Said remedy) {}

    /** Returns what is not passed, red before tolerated, FAIL before UNMEASURED and INCONCLUSIVE. */
    static List<LimitRow> open(RunVerdict run) {
        var rows = new ArrayList<LimitRow>();
        for (var test : OpenTests.of(run)) {
            var limits = OpenTests.limits(test);
            if (limits.isEmpty() || new Headline(test).besideLimits().isPresent()) {
                rows.add(alone(test));
            }
            limits.forEach(limit -> rows.add(of(test, limit)));
        }
        run.missing()
                .forEach(planned -> rows.add(new LimitRow(
                        planned.name(),
                        VerdictOfRun.kind(Phrase.NO_VERDICT),
                        Said.of(Phrase.NO_VERDICT),
                        "",
                        List.of(),
                        NOTHING,
                        NOTHING,
                        "",
                        NOTHING,
                        "",
                        false,
                        Optional.of(new Advice(
                                Said.of("The run ended before this test had a verdict.", "运行结束时该测试还没有判定。"),
                                Said.of("Run it again.", "请重新运行。"))))));
        return rows;
    }

    /** A test that its limits did not decide. */
    private static LimitRow alone(TestVerdict test) {
        var advice = advice(test.verdict());
        return new LimitRow(
                test.planned().name(),
                VerdictOfRun.kind(Phrase.of(test.verdict())),
                Said.in(language -> language.word(test)),
                "",
                advice.isPresent() ? List.of() : List.of(Said.original(decided(test))),
                NOTHING,
                NOTHING,
                "",
                TestRow.from(test),
                "",
                false,
                advice);
    }

    private static String decided(TestVerdict test) {
        return test instanceof ProtocolVerdict protocol
                ? protocol.said()
                : new Headline(test).besideLimits().orElseGet(test::headline);
    }

    static LimitRow of(TestVerdict test, LimitVerdict limit) {
        return new LimitRow(
                test.planned().name(),
                VerdictOfRun.kind(Phrase.of(limit.verdict())),
                Said.in(language -> language.word(limit)),
                limit.limit().subject(),
                measured(test, limit),
                Said.in(language -> new LimitText(language).bound(limit.limit().bound())),
                excess(test, limit),
                Integer.toString(limit.samples()),
                TestRow.from(test),
                limit.limit().place().toString(),
                limit.limit().bound() instanceof Bound.Compared,
                advice(limit.verdict()));
    }

    /** For a limit that compares, how much of the change is beyond the margin. */
    private static Said excess(TestVerdict test, LimitVerdict limit) {
        var compared = limit.compared();
        if (compared != null && compared.change().isPresent()) {
            return limit.verdict() instanceof Verdict.Fail
                    ? ChangeWords.excess(compared.change().get())
                    : ChangeWords.undecided(compared.change().get());
        }
        return Said.in(language ->
                Excess.of(test, limit).map(excess -> excess.text(language)).orElse(""));
    }

    private static List<Said> measured(TestVerdict test, LimitVerdict limit) {
        var compared = limit.compared();
        if (compared != null && compared.change().isPresent()) {
            return List.of(ChangeWords.line(compared, compared.change().get()));
        }
        if (limit.limit().bound() instanceof Bound.Compared) {
            return TextParts.of(limit.measured()).stream().map(Said::original).toList();
        }
        return List.of(
                limit.samples() == 0
                        ? Said.of(limit.measured(), Language.CHINESE.say(Phrase.NO_VALUE))
                        : Said.in(language -> new LimitText(language).measured(test, limit)));
    }

    private static Optional<Advice> advice(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unmeasured unmeasured ->
                Optional.of(new Advice(Said.original(unmeasured.reason()), Said.original(unmeasured.remedy())));
            case Verdict.Inconclusive open ->
                Optional.of(new Advice(Said.original(open.reason()), Said.original(open.remedy())));
            case Verdict.Pass ignored -> Optional.empty();
            case Verdict.Fail ignored -> Optional.empty();
        };
    }
}
