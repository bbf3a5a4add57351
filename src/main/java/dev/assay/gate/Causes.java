package dev.assay.gate;

import dev.assay.audits.client.ClientShift;
import dev.assay.audits.client.ScheduleLag;
import dev.assay.audits.shards.ShardClocks;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.SteadyWindow;
import dev.assay.gate.causes.Cause;
import dev.assay.gate.causes.FigureDistance;
import dev.assay.plan.testspecs.AllowedFailures;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.stats.Uncertainty;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The causes of error of a figure of a load test: why its true value may differ from the measured one. One line each, in {@link #ALL}. Of causes
 * that are equally wide, {@link Belief} names the first.
 *
 * @param limit on the figure
 * @param figures those that the limit judges: of the whole run, or of its steady window
 * @param withoutResends the same figures without the time that requests lost because they were sent twice; empty if none lost any
 */
record Causes(
        TestSpec.LoadTest loadTest,
        Recording recording,
        Findings findings,
        Limit limit,
        FigureTable figures,
        Optional<FigureTable> withoutResends) {
    private static final List<Function<Causes, Stream<Cause>>> ALL = List.of(
            Causes::audits,
            Causes::unseenValues,
            Causes::impossibleValues,
            Causes::missingRequests,
            Causes::firstReads,
            Causes::scheduleLag,
            Causes::clientOverhead,
            Causes::shardClocks,
            Causes::resends);

    private static final String HELD_BACK =
            "Something between server and client holds answers back, such as a buffering proxy.";

    /** Returns all that may affect the figure. One that does not is of no width, and decides nothing. */
    List<Cause> all() {
        return ALL.stream().flatMap(each -> each.apply(this)).toList();
    }

    private FigureName name() {
        return FigureName.of(limit);
    }

    private Stream<Cause> audits() {
        return findings.causes(limit);
    }

    /** The answers whose value was not seen may be the slow ones. */
    private Stream<Cause> unseenValues() {
        var unseen = figures.unseen(name());
        return unseen == 0
                ? Stream.empty()
                : Stream.of(new Cause(
                        "values not seen",
                        Uncertainty.UNBOUNDED,
                        "in " + unseen + (unseen == 1 ? " complete answer" : " complete answers")
                                + " it was not seen: one read brought all output, or nothing counts the tokens that the"
                                + " first read brought",
                        HELD_BACK));
    }

    private Stream<Cause> impossibleValues() {
        var impossible = figures.impossible(name());
        return impossible == 0
                ? Stream.empty()
                : Stream.of(new Cause(
                        "values at zero",
                        Uncertainty.UNBOUNDED,
                        impossible + " of " + figures.requests(name())
                                + " requests have it at zero, which no server can do",
                        HELD_BACK));
    }

    private Stream<Cause> missingRequests() {
        var missing = figures.missing();
        return measured(figure -> new Cause(
                "missing requests",
                figures.ofMissing(figure),
                missing.count() + " of " + (missing.sent() + missing.unsent()) + " requests "
                        + (missing.count() == 1 ? "is" : "are") + " missing",
                "See why the server failed them, or allow some to fail with a limit on '" + AllowedFailures.FAILED
                        + "'."));
    }

    private Stream<Cause> firstReads() {
        return measured(figure -> new Cause(
                "first reads",
                figures.extremes().stream()
                        .map(other -> FigureDistance.of(figures, other, name(), limit.bound()))
                        .reduce(Uncertainty.NONE, Uncertainty::or),
                "nobody knows exactly how many tokens its first reads brought, or how long these were held back (see"
                        + " the audit 'first reads')",
                "Reach the server without what holds its events back, or measure farther from the limit."));
    }

    private Stream<Cause> scheduleLag() {
        return measured(figure -> new Cause(
                "schedule lag",
                ScheduleLag.of(loadTest.pace(), figure, figures),
                "the client sent requests late: ten times " + ScheduleLag.FIGURE + " counts, which is "
                        + shown(figures.get(ScheduleLag.FIGURE)),
                "Lower the rate, or send from a faster machine."));
    }

    private Stream<Cause> clientOverhead() {
        return measured(figure -> new Cause(
                "client overhead",
                ClientShift.of(loadTest.pace(), recording, figures)
                        .map(shift -> shift.of(figure))
                        .orElse(Uncertainty.NONE),
                "the client may have added to its times, or taken from them (see the audit 'client overhead')",
                "Measure on a quieter or larger machine, or farther from the limit."));
    }

    private Stream<Cause> shardClocks() {
        var window = limit.window() == Limit.Window.STEADY
                        && SteadyWindow.of(loadTest, recording.measured()) instanceof SteadyWindow.Window steady
                ? Optional.of(steady)
                : Optional.<SteadyWindow.Window>empty();
        return measured(figure -> new Cause(
                "shards' clocks",
                ShardClocks.of(recording, figure, window),
                "the clocks of the shards can be compared only so well (see the audit 'shards' clocks')",
                "Measure for a longer time, or farther from the limit."));
    }

    private Stream<Cause> resends() {
        return measured(figure -> new Cause(
                "requests sent twice",
                withoutResends
                        .map(other -> FigureDistance.of(figures, other, name(), limit.bound()))
                        .orElse(Uncertainty.NONE),
                "requests that were sent twice lost time (see the audit 'requests sent twice')",
                "See why kept connections are closed, and measure again."));
    }

    private Stream<Cause> measured(Function<Figure.Measured, Cause> cause) {
        return figures.get(name()) instanceof Figure.Measured figure ? Stream.of(cause.apply(figure)) : Stream.empty();
    }

    private static String shown(Figure figure) {
        return switch (figure) {
            case Figure.Measured measured -> measured.unit().format(measured.value());
            case Figure.Undefined undefined -> undefined.reason();
        };
    }
}
