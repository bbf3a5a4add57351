package dev.assay.proposals;

import dev.assay.gate.outlook.LimitOutlook;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proposals for all limits of one test.
 *
 * @param unusable why nothing is proposed for the whole test, a clause without a full stop; empty if its runs can be used
 * @param proposals one for each limit, in the order of the file; none if the runs cannot be used
 */
public record TestProposals(Planned planned, Optional<String> unusable, List<Proposal> proposals) {
    public TestProposals {
        proposals = List.copyOf(proposals);
    }

    /** So few starts say little about how much starts differ. */
    public static final int FEWEST_STARTS = 3;

    /**
     * Returns what the repeats of a test propose; empty for a protocol test, which has no limits.
     *
     * @param runs how many repeats are meant
     * @param rate how often chance may fail the test, above 0 and below 0.5
     * @param machine what it ran on
     */
    public static Optional<TestProposals> of(TestVerdict verdict, int runs, double rate, String machine) {
        return switch (verdict) {
            case ProtocolVerdict ignored -> Optional.empty();
            case TestVerdict.NotRun notRun ->
                notRun.planned().test() instanceof Protocol
                        ? Optional.empty()
                        : Optional.of(unusable(verdict, notRun.verdict().reason()));
            case TestVerdict.OfLoadTest ignored -> Optional.of(unusable(verdict, "it was measured only once"));
            case TextsVerdict ignored -> Optional.of(unusable(verdict, "it was measured only once"));
            case TestVerdict.OfAccuracy ignored -> Optional.of(unusable(verdict, "it was measured only once"));
            case TestVerdict.OfRepeats repeats ->
                Optional.of(objection(repeats, runs)
                        .map(reason -> unusable(verdict, reason))
                        .orElseGet(() -> of(repeats, rate, machine)));
        };
    }

    private static TestProposals unusable(TestVerdict verdict, String reason) {
        return new TestProposals(verdict.planned(), Optional.of(reason), List.of());
    }

    private static Optional<String> objection(TestVerdict.OfRepeats test, int runs) {
        var spoilt = test.repeats().stream()
                .filter(repeat -> repeat.spoilt().isPresent())
                .findFirst();
        if (spoilt.isPresent()) {
            return Optional.of("repeat " + spoilt.get().number() + " cannot be used: "
                    + spoilt.get().spoilt().orElseThrow());
        }
        var repeats = test.repeats().size();
        if (repeats != runs) {
            return Optional.of("it has " + repeats + " repeats, and not " + runs);
        }
        var starts = test.set().distinctStarts();
        return starts == repeats && starts >= FEWEST_STARTS
                ? Optional.empty()
                : Optional.of("its " + repeats + " repeats are of " + starts + (starts == 1 ? " start" : " starts")
                        + " of a server, and a limit needs at least " + FEWEST_STARTS
                        + ", each with a start of its own, because starts differ more than repeats of one");
    }

    private static TestProposals of(TestVerdict.OfRepeats test, double rate, String machine) {
        var limits = test.planned().test().limits();
        var day = test.header().orElseThrow().started().atOffset(ZoneOffset.UTC).toLocalDate();
        var runs = new RunsOfTest(limits.size(), rate, day, machine);
        var values = new RepeatedValues(test);
        return new TestProposals(
                test.planned(),
                Optional.empty(),
                limits.stream()
                        .map(limit -> LimitProposals.of(limit, upper -> values.of(limit, upper), runs))
                        .toList());
    }

    /** Returns the proposals that change the file. */
    public List<Proposal.Proposed> proposed() {
        return proposals.stream()
                .flatMap(each -> each instanceof Proposal.Proposed proposed ? Stream.of(proposed) : Stream.empty())
                .toList();
    }

    /** Returns the lines for a console, without line ends: one for the test, and one for each of its limits. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(planned.name()
                + unusable.map(reason -> ": nothing is proposed: " + reason).orElse(""));
        proposals.forEach(each -> lines.add("  " + line(each)));
        if (!proposed().isEmpty() && !source().isBlank()) {
            lines.add("  'source' still says [" + source() + "]: change it by hand if it is no longer so");
        }
        return lines;
    }

    private String source() {
        return switch (planned.test()) {
            case TestSpec.LoadTest loadTest -> loadTest.source();
            case LogProbabilities texts -> texts.source();
            case TestSpec.Accuracy accuracy -> accuracy.source();
            case Protocol ignored -> "";
        };
    }

    private static String line(Proposal proposal) {
        var limit = proposal.limit();
        return switch (proposal) {
            case Proposal.Nothing nothing -> limit.named() + " stays " + limit.bound() + ": " + nothing.reason();
            case Proposal.Proposed proposed ->
                limit.named() + " " + proposed.bound() + " (was " + limit.bound() + "): "
                        + LimitOutlook.of(proposed.written())
                                .map(LimitOutlook::sentence)
                                .orElseThrow();
        };
    }
}
