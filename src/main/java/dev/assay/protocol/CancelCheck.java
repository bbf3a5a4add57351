package dev.assay.protocol;

import dev.assay.plan.testspecs.Protocol.Check;
import dev.assay.protocol.CheckResult.Result;
import dev.assay.recording.Recording;
import dev.assay.recording.SlotRelease;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Checks that the server stops computing a request that the client cancels. Only the server's own counts show whether it still computes.
 * The cancellation freed the slot only if the slot was free long before the answer would have ended by itself.
 */
final class CancelCheck {
    /** A slot that was free within this share of the answer's own time was freed by the cancellation. */
    private static final double EARLY = 0.5;

    private CancelCheck() {}

    static CheckResult of(Recording recording, List<Trace> answers) {
        var seen = SlotRelease.in(recording.header().server());
        return switch (seen) {
            case SlotRelease.Unseen unseen -> notShown(unseen.why());
            case SlotRelease.Held held ->
                new CheckResult(
                        Check.CANCEL_FREES_THE_SLOT,
                        Result.BROKEN,
                        "the server still computed the answer " + seconds(held.waited())
                                + " after the client had closed the connection; a proxy in front of the server"
                                + " must pass the closing on (HAProxy with `option abortonclose`, Caddy"
                                + " 2.6 without `flush_interval -1`)");
            case SlotRelease.Freed freed -> freed(freed, answers);
        };
    }

    private static CheckResult freed(SlotRelease.Freed freed, List<Trace> answers) {
        var pace = answers.stream()
                .map(CancelCheck::nanosPerOutput)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
        if (pace.isEmpty()) {
            return notShown("no answer shows how long an answer of " + freed.tokens() + " tokens takes");
        }
        var whole = Duration.ofNanos((long) (pace.getAsDouble() * freed.tokens()));
        var found = "the slot was free " + seconds(freed.afterCancel()) + " after the connection was closed";
        return freed.afterSending().toNanos() < EARLY * whole.toNanos()
                ? new CheckResult(
                        Check.CANCEL_FREES_THE_SLOT,
                        Result.HOLDS,
                        found + "; the answer would have taken " + seconds(whole))
                : notShown(found + ", but the answer would have ended by itself at about that time");
    }

    private static OptionalDouble nanosPerOutput(Trace trace) {
        if (!trace.complete()) {
            return OptionalDouble.empty();
        }
        var arrivals = trace.transcript().chunks().stream()
                .filter(Transcript.Chunk::output)
                .map(chunk -> trace.reads().arrival(chunk.end()))
                .sorted(Comparator.naturalOrder())
                .toList();
        return arrivals.size() < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) (arrivals.getLast() - arrivals.getFirst()) / (arrivals.size() - 1));
    }

    private static CheckResult notShown(String why) {
        return new CheckResult(Check.CANCEL_FREES_THE_SLOT, Result.NOT_SHOWN, why);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
    }
}
