package dev.assay.gate;

import dev.assay.gate.comparison.References;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.recording.Recording;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a test that was measured several times. Limits are judged over the repeats that are sound. A FAIL of these stands; any other verdict is
 * UNMEASURED if a repeat is spoilt.
 */
final class RepeatsJudge {
    private final Planned planned;
    private final List<TestVerdict.OfRepeat> alone = new ArrayList<>();
    private final List<MeasuredStart> starts = new ArrayList<>();
    private final List<TestVerdict.OfRepeat> superseded = new ArrayList<>();
    private final List<OnePart> parts = new ArrayList<>();
    private final List<Recording.Header> headers = new ArrayList<>();

    private RepeatsJudge(Planned planned) {
        this.planned = planned;
    }

    /** What one repeat says about one limit. */
    private record OnePart(Limit limit, RepeatedLimit.Part part) {}

    static TestVerdict judge(Planned planned, List<Repeat> repeats, References references) {
        var judge = new RepeatsJudge(planned);
        // One after the other, because the recordings of all may be too large for the memory.
        repeats.forEach(judge::take);
        return judge.verdict(references);
    }

    private void take(Repeat repeat) {
        switch (repeat) {
            case Repeat.NotSent notSent ->
                alone.add(new TestVerdict.OfRepeat(
                        notSent.number(),
                        new TestVerdict.NotRun(planned, notSent.why()),
                        Optional.of(notSent.why().reason())));
            case Repeat.Recorded recorded -> take(recorded);
            case Repeat.Superseded again -> superseded.add(alone(again));
        }
    }

    private TestVerdict.OfRepeat alone(Repeat.Superseded repeat) {
        var judge = new RepeatsJudge(planned);
        judge.take(new Repeat.Recorded(repeat.number(), repeat.source(), repeat.recording()));
        return judge.alone.getFirst();
    }

    private void take(Repeat.Recorded repeat) {
        var recording = repeat.recording().get();
        headers.add(recording.header());
        var measurement = TestMeasurement.of(planned, recording);
        var spoilt = measurement.findings().spoilt();
        alone.add(new TestVerdict.OfRepeat(repeat.number(), Judge.alone(planned, measurement), spoilt));
        starts.add(measurement.start(repeat.source()));
        if (spoilt.isEmpty()) {
            measurement
                    .limits()
                    .forEach(limit -> parts.add(new OnePart(limit, measurement.part(repeat.number(), limit))));
        }
    }

    private TestVerdict verdict(References references) {
        var set = new RunSet(planned.deployment().name(), starts);
        var limits = new LinkedHashSet<>(planned.test().limits());
        // The limit on failed requests, which a load test has without writing it, if a request failed in a repeat.
        parts.forEach(part -> limits.add(part.limit()));
        var judged = limits.stream()
                .map(limit -> limit.bound() instanceof Bound.Compared compared
                        ? ComparedTest.judge(planned, limit, compared, set, references)
                        : GpuLimits.judge(
                                limit,
                                gpus(),
                                chosen -> RepeatedLimit.judge(
                                        chosen,
                                        parts(limit),
                                        set,
                                        planned.deployment().statisticalLimits())))
                .map(ruling ->
                        headers.isEmpty() ? ruling : ruling.on(headers.getLast().started()))
                .toList();
        return new TestVerdict.OfRepeats(planned, overall(judged), Judge.verdicts(judged), alone, superseded, set);
    }

    /** Returns the facts about the GPUs of all repeats, by which a bound is chosen. */
    private Map<String, String> gpus() {
        return Stream.of("gpu", "mig")
                .collect(Collectors.toMap(
                        fact -> fact,
                        fact -> headers.stream()
                                .flatMap(header ->
                                        Stream.ofNullable(header.server().get(fact)))
                                .distinct()
                                .collect(Collectors.joining(", "))));
    }

    private List<RepeatedLimit.Part> parts(Limit limit) {
        return parts.stream()
                .filter(part -> part.limit().equals(limit))
                .map(OnePart::part)
                .toList();
    }

    private Verdict overall(List<Belief.Ruling> judged) {
        var sound = alone.stream().filter(repeat -> repeat.spoilt().isEmpty()).toList();
        if (sound.stream().anyMatch(repeat -> repeat.alone().failsWithoutLimit())) {
            return new Fail();
        }
        // Without limits only picked questions were asked, and none of them is wrong.
        var verdict = Judge.overall(judged);
        return verdict instanceof Fail
                ? verdict
                : spoilt().<Verdict>map(why -> why).orElse(verdict);
    }

    /** Returns UNMEASURED with the repeats that are spoilt; empty if none is. */
    private Optional<Unmeasured> spoilt() {
        var spoilt =
                alone.stream().filter(repeat -> repeat.spoilt().isPresent()).toList();
        if (spoilt.isEmpty()) {
            return Optional.empty();
        }
        var first = spoilt.getFirst();
        var others = spoilt.size() - 1;
        return Optional.of(new Unmeasured(
                "repeat " + first.number() + " of " + alone.size() + " is spoilt"
                        + (others == 0 ? "" : ", and " + others + (others == 1 ? " other" : " others")) + ": "
                        + first.spoilt().orElseThrow(),
                "Measure it again with -Dassay.resume and the directory of this run."));
    }
}
