package dev.assay.run;

import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.thresholds.Against;
import dev.assay.run.references.LikeReference;
import dev.assay.run.references.RecordedSet;
import dev.assay.starts.Difference.Kind;
import dev.assay.starts.RunSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the reference of a test: another deployment that this run measures too, or what was stored before.
 *
 * @param planned the tests of this run
 * @param measured gives the repeats of a test of this run, and measures it if it was not measured yet
 * @param stored finds what is not measured in this run
 * @param allowed in what a reference may differ from a test
 * @param known the references that were found before
 */
record RunReferences(
        List<Planned> planned,
        Function<Planned, List<Repeat>> measured,
        References stored,
        Set<Kind> allowed,
        Map<Planned, RunSet> known)
        implements References {
    RunReferences(
            List<Planned> planned, Function<Planned, List<Repeat>> measured, References stored, Set<Kind> allowed) {
        this(planned, measured, stored, allowed, new HashMap<>());
    }

    @Override
    public Reference of(Planned test, Against against, RunSet set) {
        return planned.stream()
                .filter(each -> each.deployment().name().equals(against.name())
                        && each.test().name().equals(test.test().name()))
                .findFirst()
                .map(other -> inThisRun(other, set))
                .map(reference -> reference instanceof Reference.Found found
                        ? LikeReference.of(set, found, LikeReference.ofDeployments(allowed))
                        : reference)
                .orElseGet(() -> stored.of(test, against, set));
    }

    @Override
    public Reference otherTest(Planned test, String name) {
        return planned.stream()
                .filter(each ->
                        each.deployment().name().equals(test.deployment().name())
                                && each.test().name().equals(name))
                .findFirst()
                .map(other -> inThisRun(other, new RunSet(name, List.of())))
                .map(reference -> reference instanceof Reference.Found found
                        ? new Reference.Found(new RunSet(name, found.set().starts()), false)
                        : reference)
                .orElseGet(() -> stored.otherTest(test, name));
    }

    private Reference inThisRun(Planned other, RunSet mine) {
        var repeats = measured.apply(other);
        var notSent = repeats.stream()
                .flatMap(repeat -> repeat instanceof Repeat.NotSent why ? Stream.of(why) : Stream.empty())
                .findFirst();
        var set = known.computeIfAbsent(other, each -> RecordedSet.of(each, repeats));
        if (set.sound().isEmpty()) {
            return new Reference.Missing(
                    other.name() + ", which it is compared with, could not be measured"
                            + notSent.map(why -> " (" + why.why().reason() + ")")
                                    .orElse(""),
                    notSent.map(why -> why.why().remedy()).orElse("See the audits of that test."));
        }
        return new Reference.Found(set, mine.alternatesWith(set));
    }
}
