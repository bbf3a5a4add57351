package dev.assay.gate.failures;

import dev.assay.audits.client.Backlog;
import dev.assay.audits.client.InFlight;
import dev.assay.audits.client.ScheduleLag;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The likely cause of a failure of a load test.
 *
 * @param of what it explains: the limit, {@code tpot.mean}, or the name of the audit that failed the test
 * @param part the cause; empty if the data does not tell
 * @param evidence what speaks for it, or why it is not known, one sentence
 */
public record LikelyCause(String of, Optional<Part> part, String evidence) {
    private static final Set<String> OF_THE_CLIENT = Set.of(ScheduleLag.NAME, InFlight.NAME);

    static LikelyCause of(String what, Part part, String evidence) {
        return new LikelyCause(what, Optional.of(part), evidence);
    }

    static LikelyCause unknown(String what, String why) {
        return new LikelyCause(what, Optional.empty(), why);
    }

    /**
     * Returns one for each missed limit of a load test, and one for each audit that failed it or that says that the client spoilt it. None for a test
     * that passes.
     */
    public static List<LikelyCause> all(TestVerdict test) {
        return switch (test) {
            case TestVerdict.OfLoadTest one ->
                Stream.concat(audits(one), limits(one, one.limits())).toList();
            case TestVerdict.OfRepeats repeats -> ofRepeats(repeats);
            case TestVerdict.OfAccuracy ignored -> List.of();
            case TextsVerdict ignored -> List.of();
            case ProtocolVerdict ignored -> List.of();
            case TestVerdict.NotRun ignored -> List.of();
        };
    }

    private static Stream<LikelyCause> audits(TestVerdict.OfLoadTest test) {
        return test.audits().stream().flatMap(finding -> switch (finding.severity()) {
            case FAILED ->
                finding.audit().equals(Backlog.NAME)
                        ? Stream.of(of(finding.audit(), Part.QUEUE, finding.text()))
                        : Stream.of(of(finding.audit(), Part.ERRORS, finding.text()));
            case INVALID ->
                OF_THE_CLIENT.contains(finding.audit())
                        ? Stream.of(of(finding.audit(), Part.CLIENT, finding.text()))
                        : Stream.<LikelyCause>empty();
            case SOUND, NOTE -> Stream.<LikelyCause>empty();
        });
    }

    private static Stream<LikelyCause> limits(TestVerdict.OfLoadTest test, List<LimitVerdict> limits) {
        var missed = limits.stream()
                .filter(limit -> limit.verdict() instanceof Verdict.Fail)
                .map(LimitVerdict::limit)
                .toList();
        var rule = new CauseRule(test, missed);
        return missed.stream().map(rule::of);
    }

    /** The limits are missed by the repeats together. A cause is named if it is that of each sound repeat. */
    private static List<LikelyCause> ofRepeats(TestVerdict.OfRepeats test) {
        var sound = test.sound().stream()
                .flatMap(each -> each instanceof TestVerdict.OfLoadTest one ? Stream.of(one) : Stream.empty())
                .toList();
        if (sound.isEmpty()) {
            return List.of();
        }
        var each =
                sound.stream().map(one -> limits(one, test.limits()).toList()).toList();
        var causes = new ArrayList<>(
                test.verdict() instanceof Verdict.Fail
                        ? sound.stream().flatMap(LikelyCause::audits).distinct().toList()
                        : List.<LikelyCause>of());
        for (var i = 0; i < each.getFirst().size(); i++) {
            var place = i;
            var first = each.getFirst().get(i);
            var agree = each.stream()
                    .allMatch(causesOf -> causesOf.get(place).part().equals(first.part()));
            causes.add(
                    agree
                            ? new LikelyCause(
                                    first.of(), first.part(), "in each repeat; in the first: " + first.evidence())
                            : unknown(first.of(), "the repeats do not agree on it"));
        }
        return causes;
    }
}
