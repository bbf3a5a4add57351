package dev.assay.proposals;

import dev.assay.gate.outlook.LimitOutlook;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
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
