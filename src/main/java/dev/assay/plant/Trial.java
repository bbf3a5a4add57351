package dev.assay.plant;

import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plant.LimitTrial.Kind;
import dev.assay.recording.Recording;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts the limits of one test on trial: it plants a fault into each of its repeats, lets the gate judge them as always, and compares the verdicts with
 * those on what was measured. What the test is compared with keeps its measurements.
 */
public final class Trial {
    private static final String WHATEVER = "what fails the test whatever its limits say";

    private final Planned planned;
    private final List<Repeat> repeats;
    private final References references;
    private final Plant plant;
    private final Map<String, Seen> before;
    private final Map<Fault, Map<String, Seen>> after = new HashMap<>();

    /**
     * @param repeats what was measured of the test; its recordings are read again and again
     * @param references what the test is compared with
     * @param seed draws which answers and requests go wrong
     */
    public Trial(Planned planned, List<Repeat> repeats, References references, long seed) {
        this.planned = planned;
        // What was measured again decides nothing.
        this.repeats = repeats.stream()
                .filter(repeat -> !(repeat instanceof Repeat.Superseded))
                .toList();
        this.references = references;
        this.plant = new Plant(planned, seed);
        this.before = seen(Judge.judge(planned, this.repeats, references));
    }

    /** What the gate says about one limit. */
    private record Seen(String limit, String word, boolean red, boolean fails, String measured) {}

    /** Returns the limits of the test in words, such as {@code smollm2-135m c1 tpot.mean at most 67 ms}. */
    public List<String> limits() {
        return before.values().stream()
                .filter(seen -> !seen.limit().equals(WHATEVER))
                .map(seen -> planned.name() + " " + seen.limit())
                .toList();
    }

    /** Returns what a fault does to each limit of the test. */
    public FaultTrial of(Fault fault) {
        if (!plant.fits(fault)) {
            return new FaultTrial(fault, untouched(fault), List.of());
        }
        var recordings = recorded();
        if (recordings.isEmpty()) {
            return new FaultTrial(
                    fault,
                    untouched(fault),
                    List.of(planned.name() + ": " + notSent().orElse("nothing was measured")));
        }
        for (var recording : recordings) {
            if (plant.into(recording.recording().get(), fault) instanceof Planted.Not not) {
                return new FaultTrial(fault, untouched(fault), List.of(planned.name() + ": " + not.why()));
            }
        }
        var sizes = plant.sizes(recordings.getFirst().recording().get(), fault);
        var planted = planted(fault);
        var names = new LinkedHashSet<>(before.keySet());
        names.addAll(planted.keySet());
        return new FaultTrial(
                fault, names.stream().map(name -> limit(name, fault, sizes)).toList(), List.of());
    }

    private List<Repeat.Recorded> recorded() {
        return repeats.stream()
                .flatMap(repeat -> repeat instanceof Repeat.Recorded recorded ? Stream.of(recorded) : Stream.empty())
                .toList();
    }

    private Optional<String> notSent() {
        return repeats.stream()
                .flatMap(repeat -> repeat instanceof Repeat.NotSent not
                        ? Stream.of(not.why().reason())
                        : Stream.empty())
                .findFirst();
    }

    private List<LimitTrial> untouched(Fault fault) {
        return before.values().stream()
                .map(seen -> trial(seen, seen, Kind.UNTOUCHED, List.of(), fault))
                .toList();
    }

    private LimitTrial trial(Seen was, Seen is, Kind kind, List<LimitTrial.Red> red, Fault largest) {
        return new LimitTrial(planned, is.limit(), was.word(), is.word(), is.measured(), kind, red, largest);
    }

    private LimitTrial limit(String name, Fault fault, List<Fault> sizes) {
        var is = seen(fault, name);
        var was = before.getOrDefault(name, unseen(is.limit()));
        var largest = sizes.isEmpty() ? fault : sizes.getLast();
        if (is.equals(was) && (sizes.isEmpty() || seen(sizes.getLast(), name).equals(was))) {
            return trial(was, is, Kind.UNTOUCHED, List.of(), largest);
        }
        if (was.red()) {
            return trial(was, is, Kind.WAS_RED, List.of(), largest);
        }
        return trial(was, is, is.red() ? Kind.TURNS_RED : Kind.STAYS_GREEN, redFrom(name, fault, sizes), largest);
    }

    private List<LimitTrial.Red> redFrom(String name, Fault fault, List<Fault> sizes) {
        var red = smallest(name, fault, sizes, Seen::red);
        var failed = smallest(name, fault, sizes, Seen::fails);
        return Stream.of(red, failed)
                .flatMap(Optional::stream)
                .distinct()
                .map(size -> new LimitTrial.Red(size, seen(size, name).word()))
                .toList();
    }

    /** Returns the smallest size that does this. The sizes are searched by halves: with a larger fault no verdict becomes better again. */
    private Optional<Fault> smallest(String name, Fault fault, List<Fault> sizes, Predicate<Seen> does) {
        var low = 0;
        var high = sizes.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (does.test(seen(sizes.get(middle), name))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        // A size that is not tried may lie between two that are.
        if (does.test(seen(fault, name)) && (low == sizes.size() || isLarger(sizes.get(low), fault))) {
            return Optional.of(fault);
        }
        return low == sizes.size() ? Optional.empty() : Optional.of(sizes.get(low));
    }

    private static boolean isLarger(Fault size, Fault than) {
        return size instanceof Fault.Slower slower
                && than instanceof Fault.Slower other
                && slower.by().compareTo(other.by()) > 0;
    }

    private Seen seen(Fault fault, String name) {
        var all = planted(fault);
        return all.getOrDefault(name, unseen(name));
    }

    /** A limit that exists only if a request fails is kept while none does. */
    private static Seen unseen(String limit) {
        return new Seen(limit, "PASS", false, false, "");
    }

    private Map<String, Seen> planted(Fault fault) {
        return after.computeIfAbsent(fault, each -> seen(Judge.judge(planned, with(each), references)));
    }

    private List<Repeat> with(Fault fault) {
        return repeats.stream()
                .map(repeat -> repeat instanceof Repeat.Recorded recorded
                        ? new Repeat.Recorded(
                                recorded.number(),
                                recorded.source(),
                                () -> planted(recorded.recording().get(), fault))
                        : repeat)
                .toList();
    }

    private Recording planted(Recording recording, Fault fault) {
        return switch (plant.into(recording, fault)) {
            case Planted.Into into -> into.recording();
            // Another repeat may have fewer answers that can go wrong than the first.
            case Planted.Not ignored -> recording;
        };
    }

    private static Map<String, Seen> seen(TestVerdict test) {
        var all = new LinkedHashMap<String, Seen>();
        for (var verdict : test.limits()) {
            var red = !(verdict.verdict() instanceof Verdict.Pass) && !verdict.tolerated();
            var fails = red && verdict.verdict() instanceof Verdict.Fail;
            all.put(
                    words(verdict.limit()),
                    new Seen(words(verdict.limit()), verdict.word(), red, fails, verdict.measured()));
        }
        if (test.failsWithoutLimit() && test.verdict() instanceof Verdict.Fail) {
            all.put(WHATEVER, new Seen(WHATEVER, test.word(), !test.tolerated(), !test.tolerated(), test.headline()));
        }
        return all;
    }

    private static String words(Limit limit) {
        return limit.bound() instanceof Bound.Compared compared
                ? limit.named() + ", " + compared.asked()
                : limit.named() + " " + limit.bound();
    }
}
