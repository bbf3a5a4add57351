package dev.assay.gate.results;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.Scores;
import dev.assay.accuracy.asking.Asking;
import dev.assay.accuracy.repeats.RepeatedScores;
import dev.assay.audits.findings.Finding;
import dev.assay.figures.FigureTable;
import dev.assay.figures.QuietGaps;
import dev.assay.figures.RepeatedFigures;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerRecord;
import dev.assay.starts.RunSet;
import dev.assay.tools.definitions.ToolFigures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The verdict on one planned test. */
public sealed interface TestVerdict
        permits ProtocolVerdict,
                TestVerdict.OfLoadTest,
                TestVerdict.OfAccuracy,
                TextsVerdict,
                TestVerdict.OfRepeats,
                TestVerdict.NotRun {
    Planned planned();

    Verdict verdict();

    /** Returns the verdicts on the test's limits, in the order of the file; an empty list if nothing could be measured. */
    List<LimitVerdict> limits();

    /** Returns the header of the recording; empty if there is none. */
    Optional<Recording.Header> header();

    List<Finding> audits();

    /** Returns the same without the values of single requests, so that a run of many load tests does not fill the memory. */
    default TestVerdict withoutRequests() {
        return this;
    }

    /** Returns the headers of all its recordings, in the order in which they were measured. */
    default List<Recording.Header> headers() {
        return header().stream().toList();
    }

    /**
     * A load test whose requests were sent.
     *
     * @param figures the figures of the whole run
     * @param steady the figures of its steady window
     * @param gaps its gaps with and without a request that waits for its first token; empty if there are not both
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
            Optional<QuietGaps> gaps,
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

        @Override
        public TestVerdict withoutRequests() {
            return new OfLoadTest(
                    planned,
                    verdict,
                    limits,
                    measured,
                    audits,
                    figures.withoutRequests(),
                    steady.withoutRequests(),
                    gaps,
                    others,
                    counted);
        }
    }

    /**
     * An evalset whose questions were asked.
     *
     * @param asking how many requests were in flight meanwhile
     */
    record OfAccuracy(
            Planned planned,
            Verdict verdict,
            List<LimitVerdict> limits,
            Recording.Header measured,
            List<Finding> audits,
            Scores scores,
            Asking asking)
            implements TestVerdict {
        public OfAccuracy {
            limits = List.copyOf(limits);
            audits = List.copyOf(audits);
        }

        /** Returns the wrong questions that fail a test whatever its limits say: the critical ones, and any if only picked questions were asked. */
        public static List<ScoredQuestion> decisive(Planned planned, Scores scores) {
            return scores.all().stream()
                    .filter(each ->
                            planned.test().limits().isEmpty() || each.question().critical())
                    .filter(each -> each.outcome().measured() && each.outcome() != Outcome.CORRECT)
                    .toList();
        }

        @Override
        public Optional<Recording.Header> header() {
            return Optional.of(measured);
        }

        /** Returns whether a question failed the test, whatever its limits say. */
        boolean failsByQuestion() {
            return verdict instanceof Verdict.Fail && !decisive(planned, scores).isEmpty();
        }
    }

    /**
     * A test that was measured several times.
     *
     * @param limits judged over all repeats that are sound
     * @param repeats each repeat with the verdict that it would have alone, in the order in which they were measured
     * @param superseded repeats that were spoilt and were measured again
     * @param set the values of the repeats whose requests were sent
     */
    record OfRepeats(
            Planned planned,
            Verdict verdict,
            List<LimitVerdict> limits,
            List<OfRepeat> repeats,
            List<OfRepeat> superseded,
            RunSet set)
            implements TestVerdict {
        public OfRepeats {
            limits = List.copyOf(limits);
            repeats = List.copyOf(repeats);
            superseded = List.copyOf(superseded);
        }

        @Override
        public Optional<Recording.Header> header() {
            return repeats.stream()
                    .flatMap(repeat -> repeat.alone().header().stream())
                    .findFirst();
        }

        @Override
        public List<Recording.Header> headers() {
            return repeats.stream()
                    .flatMap(repeat -> repeat.alone().header().stream())
                    .toList();
        }

        /** Returns the findings of all repeats, each with the number of its repeat. */
        @Override
        public List<Finding> audits() {
            return repeats.stream()
                    .flatMap(repeat -> repeat.alone().audits().stream()
                            .map(finding -> new Finding(
                                    finding.audit(),
                                    finding.severity(),
                                    "repeat " + repeat.number() + ": " + finding.text(),
                                    finding.by())))
                    .toList();
        }

        /** Returns the verdicts that the sound repeats would have alone. */
        public List<TestVerdict> sound() {
            return repeats.stream()
                    .filter(repeat -> repeat.spoilt().isEmpty())
                    .map(OfRepeat::alone)
                    .toList();
        }

        /** Returns the figures of a load test over its sound repeats. */
        public RepeatedFigures figures() {
            return new RepeatedFigures(loadTests().map(OfLoadTest::figures).toList(), set.distinctStarts());
        }

        /** Returns the figures of the steady window, over the sound repeats that have one. */
        public RepeatedFigures steady() {
            return new RepeatedFigures(
                    loadTests()
                            .flatMap(test -> test.steady() instanceof SteadyWindowFigures.Measured measured
                                    ? Stream.of(measured.figures())
                                    : Stream.empty())
                            .toList(),
                    set.distinctStarts());
        }

        private Stream<OfLoadTest> loadTests() {
            return sound().stream().flatMap(test -> test instanceof OfLoadTest one ? Stream.of(one) : Stream.empty());
        }

        /** Returns the outcomes of an evalset's questions over its sound repeats. */
        public RepeatedScores scores() {
            return new RepeatedScores(sound().stream()
                    .flatMap(test -> test instanceof OfAccuracy one ? Stream.of(one.scores()) : Stream.empty())
                    .toList());
        }

        /** Returns the values of a figure of texts, one for each sound repeat that has it. */
        public double[] texts(TextFigure figure) {
            return sound().stream()
                    .flatMap(test -> test instanceof TextsVerdict one ? Stream.of(one.scores()) : Stream.empty())
                    .flatMap(scores -> figure.of(scores).stream())
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }

        @Override
        public TestVerdict withoutRequests() {
            return new OfRepeats(
                    planned,
                    verdict,
                    limits,
                    repeats.stream().map(OfRepeat::withoutRequests).toList(),
                    superseded.stream().map(OfRepeat::withoutRequests).toList(),
                    set);
        }

        /** Returns what failed a repeat whatever its limits say. */
        String failedAlone() {
            return repeats.stream()
                    .filter(repeat -> repeat.alone().verdict() instanceof Verdict.Fail
                            && repeat.alone().failsWithoutLimit())
                    .findFirst()
                    .map(repeat -> "repeat " + repeat.number() + ": " + new Headline(repeat.alone()).because())
                    .orElse("");
        }
    }

    /**
     * One repeat.
     *
     * @param number from 1
     * @param alone the verdict that it would have alone, without limits that compare
     * @param spoilt why it cannot be used; empty if it is sound
     */
    record OfRepeat(int number, TestVerdict alone, Optional<String> spoilt) {
        OfRepeat withoutRequests() {
            return new OfRepeat(number, alone.withoutRequests(), spoilt);
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

    /** Returns whether it fails whatever its limits say: by an audit, or by a question that is critical. */
    default boolean failsWithoutLimit() {
        return switch (this) {
            case OfLoadTest loadTest -> loadTest.failure().isPresent();
            case OfAccuracy accuracy -> accuracy.failsByQuestion();
            case TextsVerdict ignored -> false;
            case ProtocolVerdict ignored -> false;
            case OfRepeats repeats -> repeats.sound().stream().anyMatch(TestVerdict::failsWithoutLimit);
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
        return new Headline(this).text();
    }

    /**
     * Returns the first line for one of the test's limits, with its figure and its bound.
     *
     * <p>Example: {@code FAIL smollm2-135m basics_v1: truncated 9/100 (95 % interval 4.8 % to 16.2 %), allowed at most 5/100, n=100
     * (recorded 2026-11-22)}
     */
    default String headline(LimitVerdict limit) {
        return new Headline(this).of(limit);
    }
}
