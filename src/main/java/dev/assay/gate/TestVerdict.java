package dev.assay.gate;

import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.Scores;
import dev.assay.audits.findings.Finding;
import dev.assay.figures.FigureTable;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.protocol.CheckResult;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerRecord;
import dev.assay.tools.definitions.ToolFigures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The verdict on one planned test. */
public sealed interface TestVerdict {
    Planned planned();

    Verdict verdict();

    /** Returns the verdicts on the test's limits, in the order of the file; an empty list if nothing could be measured. */
    List<LimitVerdict> limits();

    /** Returns the header of the recording; empty if there is none. */
    Optional<Recording.Header> header();

    List<Finding> audits();

    /** A protocol test whose probes were sent. */
    record OfProtocol(
            Planned planned, Verdict verdict, Recording.Header measured, List<Finding> audits, List<CheckResult> checks)
            implements TestVerdict {
        public OfProtocol {
            audits = List.copyOf(audits);
            checks = List.copyOf(checks);
        }

        @Override
        public List<LimitVerdict> limits() {
            return List.of();
        }

        @Override
        public Optional<Recording.Header> header() {
            return Optional.of(measured);
        }

        /** Returns the result of one check. */
        public CheckResult of(Protocol.Check check) {
            return checks.stream()
                    .filter(each -> each.check() == check)
                    .findFirst()
                    .orElseThrow();
        }

        /** Returns what decided, as one sentence without a full stop. */
        public String said() {
            var broken = with(CheckResult.Result.BROKEN);
            if (!broken.isEmpty()) {
                var more = broken.size() - 1;
                return broken.getFirst().check() + ": " + broken.getFirst().text()
                        + (more == 0 ? "" : " (" + more + (more == 1 ? " more check" : " more checks") + " broken)");
            }
            var unseen = with(CheckResult.Result.NOT_SHOWN);
            return with(CheckResult.Result.HOLDS).size() + " of " + checks.size() + " checks hold"
                    + unseen.stream()
                            .map(each -> "; not shown: " + each.check() + ", " + each.text())
                            .collect(Collectors.joining());
        }

        private List<CheckResult> with(CheckResult.Result result) {
            return checks.stream().filter(each -> each.result() == result).toList();
        }
    }

    /**
     * A load test whose requests were sent.
     *
     * @param figures the figures of the whole run
     * @param steady the figures of its steady window
     * @param others the figures that other tools would print
     * @param counted what the server counted; absent if its counters were not read
     */
    record OfLoadTest(
            Planned planned,
            Verdict verdict,
            List<LimitVerdict> limits,
            Recording.Header measured,
            List<Finding> audits,
            FigureTable figures,
            SteadyWindowFigures steady,
            List<ToolFigures> others,
            @Nullable ServerRecord counted)
            implements TestVerdict {
        public OfLoadTest {
            others = List.copyOf(others);
            limits = List.copyOf(limits);
            audits = List.copyOf(audits);
        }

        /** Returns the finding that fails the load test whatever its limits say; empty if the limits decide. */
        public Optional<Finding> failure() {
            return verdict instanceof Verdict.Fail
                    ? audits.stream()
                            .filter(finding -> finding.severity() == Finding.Severity.FAILED)
                            .findFirst()
                    : Optional.empty();
        }

        @Override
        public Optional<Recording.Header> header() {
            return Optional.of(measured);
        }
    }

    /** An evalset whose questions were asked. */
    record OfAccuracy(
            Planned planned,
            Verdict verdict,
            List<LimitVerdict> limits,
            Recording.Header measured,
            List<Finding> audits,
            Scores scores)
            implements TestVerdict {
        public OfAccuracy {
            limits = List.copyOf(limits);
            audits = List.copyOf(audits);
        }

        @Override
        public Optional<Recording.Header> header() {
            return Optional.of(measured);
        }

        /** Returns whether a question failed the test, whatever its limits say. */
        private boolean failsByQuestion() {
            return verdict instanceof Verdict.Fail
                    && !Judge.decisive(scores, limits).isEmpty();
        }

        private String questions() {
            if (limits.isEmpty()) {
                return said(scores.all()) + "; only this question was asked, no limit was judged";
            }
            var wrong = Judge.decisive(scores, limits);
            return "critical " + (wrong.size() == 1 ? "question " : "questions ") + said(wrong);
        }

        private static String said(List<ScoredQuestion> questions) {
            return questions.stream()
                    .map(each -> each.question().id() + " " + each.outcome() + ", " + each.explanation())
                    .collect(Collectors.joining("; "));
        }
    }

    /** A test for which nothing was sent. */
    record NotRun(Planned planned, Verdict.Unmeasured verdict) implements TestVerdict {
        /** A test for which nothing was sent: the reason, and what to do. */
        public NotRun(Planned planned, String reason, String remedy) {
            this(planned, new Verdict.Unmeasured(reason, remedy));
        }

        @Override
        public List<LimitVerdict> limits() {
            return List.of();
        }

        @Override
        public Optional<Recording.Header> header() {
            return Optional.empty();
        }

        @Override
        public List<Finding> audits() {
            return List.of();
        }
    }

    /** Returns whether the verdict is shown but not red, although it is no PASS: the file tolerates all limits that led to it, or it is modelled. */
    default boolean tolerated() {
        if (modelled()) {
            return verdict() instanceof Verdict.Unmeasured;
        }
        if (verdict() instanceof Verdict.Pass || (planned().test().enforced() && failsWithoutLimit())) {
            return false;
        }
        return !planned().test().enforced()
                || (limits().stream()
                                .anyMatch(limit -> limit.tolerated()
                                        && limit.verdict()
                                                .word()
                                                .equals(verdict().word()))
                        && limits().stream()
                                .allMatch(limit -> limit.tolerated() || limit.verdict() instanceof Verdict.Pass));
    }

    private boolean failsWithoutLimit() {
        return switch (this) {
            case OfLoadTest loadTest -> loadTest.failure().isPresent();
            case OfAccuracy accuracy -> accuracy.failsByQuestion();
            case OfProtocol ignored -> false;
            case NotRun ignored -> false;
        };
    }

    private boolean modelled() {
        return header().filter(header -> header.provenance() == Provenance.MODELLED)
                .isPresent();
    }

    /** Returns the verdict as it is shown and counted: {@code FAIL}, {@code would FAIL}. */
    default String word() {
        if (!tolerated() || modelled()) {
            return verdict().word();
        }
        return limits().stream()
                .filter(limit -> limit.verdict().word().equals(verdict().word()))
                .findFirst()
                .map(LimitVerdict::word)
                .orElse(verdict().would());
    }

    /**
     * Returns the first line for a console or a CI summary: verdict, test, the throttle of a load test, what decided, where the figures come from,
     * and how the server was allowed to differ.
     *
     * <p>Example: {@code FAIL smollm2-135m c4: tpot.mean 44.512 ms, allowed at most 40 ms, n=40 (recorded 2026-11-21)}
     */
    default String headline() {
        var throttle = planned().test().throttle().map(text -> " (" + text + ")");
        return word() + " " + planned().name() + throttle.orElse("") + ": " + because() + from();
    }

    /**
     * Returns the first line for one of the test's limits, with its figure and its bound.
     *
     * <p>Example: {@code FAIL smollm2-135m basics_v1: truncated 9/100 (95 % interval 4.8 % to 16.2 %), allowed at most 5/100, n=100
     * (recorded 2026-11-22)}
     */
    default String headline(LimitVerdict limit) {
        return limit.word() + " " + planned().name() + ": " + limit.sentence() + from();
    }

    /** Returns where the figures come from, and how the server was allowed to differ; empty without figures. */
    private String from() {
        return header().map(header -> " (" + header.provenance() + " "
                        + header.started().toString().substring(0, 10)
                        + header.changed().map("; changed: "::concat).orElse("") + ")")
                .orElse("");
    }

    private String because() {
        if (this instanceof OfProtocol test && !(verdict() instanceof Verdict.Unmeasured)) {
            return test.said();
        }
        if (this instanceof OfAccuracy test
                && !(verdict() instanceof Verdict.Unmeasured)
                && (limits().isEmpty() || test.failsByQuestion())) {
            return test.questions();
        }
        if (this instanceof OfLoadTest test && test.failure().isPresent()) {
            return test.failure().get().text();
        }
        return switch (verdict()) {
            case Verdict.Unmeasured unmeasured ->
                limits().stream().anyMatch(limit -> limit.verdict().equals(unmeasured))
                        ? decisive("not measured")
                        : unmeasured.sentences();
            case Verdict.Pass ignored -> decisive("kept");
            case Verdict.Fail ignored -> decisive("missed");
            case Verdict.Inconclusive ignored -> decisive("undecided");
        };
    }

    /** Returns the sentence of the first limit that has the verdict of the test, and how many more limits have it. */
    private String decisive(String all) {
        var decisive = limits().stream()
                .filter(limit -> limit.verdict().word().equals(verdict().word()) && limit.tolerated() == tolerated())
                .toList();
        var more = decisive.size() - 1;
        return decisive.getFirst().sentence()
                + (more == 0 ? "" : " (" + more + (more == 1 ? " more limit " : " more limits ") + all + ")");
    }
}
