package dev.assay.report.page.answers;

import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The test of an evalset with its measurements and its comparisons.
 *
 * @param asked the measurements that were scored: of several repeats the sound ones; if none is sound, all that were sent
 * @param references each with another name
 */
record AskedTest(TestVerdict test, TestSpec.Accuracy spec, List<Asked> asked, List<Reference> references) {
    AskedTest {
        asked = List.copyOf(asked);
        references = List.copyOf(references);
    }

    /**
     * What the questions are compared with, one by one.
     *
     * @param lost the ids of the questions that it answered rightly, and the test did not
     * @param gained the ids of those that the test answered rightly, and it did not
     */
    record Reference(String name, Set<String> lost, Set<String> gained) {
        Reference {
            lost = Set.copyOf(lost);
            gained = Set.copyOf(gained);
        }
    }

    /**
     * One measurement.
     *
     * @param repeat from 1; 0 if the test has no repeats
     */
    record Asked(int repeat, TestVerdict.OfAccuracy verdict) {}

    static List<AskedTest> of(RunVerdict run, Optional<ComparedRun> compared) {
        return run.tests().stream()
                .flatMap(test -> test.planned().test() instanceof TestSpec.Accuracy spec
                        ? Stream.of(of(test, spec, compared))
                        : Stream.empty())
                .toList();
    }

    private static AskedTest of(TestVerdict test, TestSpec.Accuracy spec, Optional<ComparedRun> compared) {
        var references = new LinkedHashMap<String, Reference>();
        for (var limit : test.limits()) {
            if (limit.compared() != null && limit.compared().flips().isPresent()) {
                var flips = limit.compared().flips().get();
                references.computeIfAbsent(
                        name(limit), name -> new Reference(name, Set.copyOf(flips.lost()), Set.copyOf(flips.gained())));
            }
        }
        compared.flatMap(run -> pair(run, test))
                .flatMap(ComparedPair.Compared::answers)
                .ifPresent(change -> references.computeIfAbsent(
                        compared.map(ComparedRun::other).orElse(""),
                        name -> new Reference(name, Set.copyOf(change.lost()), Set.copyOf(change.gained()))));
        return new AskedTest(test, spec, asked(test), List.copyOf(references.values()));
    }

    /** Returns the name of what a limit compares with, without the differences of the conditions. */
    private static String name(LimitVerdict limit) {
        return limit.limit().bound() instanceof Bound.Compared bound
                ? bound.against().map(Against::name).orElse("")
                : "";
    }

    private static Optional<ComparedPair.Compared> pair(ComparedRun run, TestVerdict test) {
        return run.tests().stream()
                .flatMap(pair -> pair instanceof ComparedPair.Compared each
                                && each.name().equals(test.planned().name())
                        ? Stream.of(each)
                        : Stream.empty())
                .findFirst();
    }

    private static List<Asked> asked(TestVerdict test) {
        return switch (test) {
            case TestVerdict.OfAccuracy one -> List.of(new Asked(0, one));
            case TestVerdict.OfRepeats repeats -> asked(repeats);
            case TestVerdict.OfLoadTest ignored -> List.of();
            case ProtocolVerdict ignored -> List.of();
            case TestVerdict.NotRun ignored -> List.of();
            case TextsVerdict ignored -> List.of();
        };
    }

    private static List<Asked> asked(TestVerdict.OfRepeats repeats) {
        var all = new ArrayList<Asked>();
        var sound = new ArrayList<Asked>();
        for (var repeat : repeats.repeats()) {
            if (repeat.alone() instanceof TestVerdict.OfAccuracy one) {
                all.add(new Asked(repeat.number(), one));
                if (repeat.spoilt().isEmpty()) {
                    sound.add(all.getLast());
                }
            }
        }
        return sound.isEmpty() ? all : sound;
    }

    String name() {
        return test.planned().name();
    }

    String deployment() {
        return test.planned().deployment().name();
    }

    String evalset() {
        return spec.evalset().name();
    }
}
