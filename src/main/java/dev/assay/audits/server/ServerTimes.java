package dev.assay.audits.server;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.times.RequestTimes;
import dev.assay.figures.times.TokenTime;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Histogram;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The audits that compare the client's times with the server's own. The server has a first token before the client can see it. The difference is
 * the time in the server's front end, in the network, and in gateways. If the server's counters include other requests, nothing is compared.
 */
public final class ServerTimes {
    private static final String NAME = "server's own times";
    private static final String TTFT = "ttft by the server's clock";
    private static final String TOKENS = "tokens by the server's clock";
    private static final double MS_PER_SECOND = 1e3;

    /**
     * Allowed difference of the mean time between tokens. Delays nearly cancel over an answer: a gap that begins late is shorter, and the gap
     * before it is longer.
     */
    private static final double GAP_MS = 1;

    private static final double GAP = 0.05;

    private final List<RequestTimes> requests;
    private final Histogram ttft;
    private final @Nullable Histogram itl;

    private ServerTimes(List<RequestTimes> requests, Histogram ttft, @Nullable Histogram itl) {
        this.requests = requests;
        this.ttft = ttft;
        this.itl = itl;
    }

    private static Optional<ServerTimes> beside(Recording recording) {
        var record = recording.counted().orElse(null);
        if (record == null || record.ttft() == null) {
            return Optional.empty();
        }
        var requests = recording.measured().stream()
                .filter(Trace::complete)
                .map(RequestTimes::of)
                .flatMap(Optional::stream)
                .toList();
        return requests.isEmpty()
                        || requests.size() < recording.measured().size()
                        || record.ttft().count() != requests.size()
                ? Optional.empty()
                : Optional.of(new ServerTimes(requests, record.ttft(), record.itl()));
    }

    /** Returns the client's and the server's times; invalid if the client saw a first token before the server had it. */
    public static Optional<Finding> of(Recording recording) {
        return beside(recording).map(ServerTimes::compared);
    }

    /** Returns the part of ttft that is not the server's; empty if it is small. */
    public static Optional<Finding> late(Recording recording) {
        return beside(recording)
                .filter(times -> ClientAndServerTimes.late(times.ttftHere(), times.ttftThere()))
                .map(times -> {
                    var between = times.ttftHere() - times.ttftThere();
                    return new Finding(
                            TTFT,
                            Severity.NOTE,
                            millis(between) + " of ttft are not measured by the server: its front end, the"
                                    + " network or a gateway adds them",
                            between);
                });
    }

    /** Returns a finding if tokens took longer by the server's clock than by the client's: then the client's times are too low. */
    public static Optional<Finding> tokensFaster(Recording recording) {
        return beside(recording)
                .filter(times -> times.tokens()
                        .filter(tokens -> tokens.slowest < tokens.there - tokens.tolerance())
                        .isPresent())
                .map(times -> new Finding(
                        TOKENS,
                        Severity.INVALID,
                        times.between() + ": the times here do not show how fast the server generates tokens"));
    }

    /** Returns a finding if tokens took longer by the client's clock than by the server's. */
    public static Optional<Finding> tokensSlower(Recording recording) {
        return beside(recording)
                .flatMap(times -> times.tokens()
                        .filter(tokens -> tokens.fastest > tokens.there + tokens.tolerance())
                        .map(tokens -> new Finding(
                                TOKENS,
                                Severity.NOTE,
                                times.between() + ": the network or a gateway adds the difference",
                                tokens.likely - tokens.there)));
    }

    private Finding compared() {
        var text = "ttft " + millis(ttftHere()) + " here and " + millis(ttftThere()) + " by the server's clock"
                + tokens().map(tokens -> "; " + between()).orElse("");
        return ClientAndServerTimes.tooEarly(ttftHere(), ttftThere())
                ? new Finding(NAME, Severity.INVALID, text + ": a first token cannot arrive before the server has it")
                : new Finding(NAME, Severity.SOUND, text);
    }

    private double ttftHere() {
        return requests.stream().mapToDouble(RequestTimes::ttft).average().orElseThrow();
    }

    private double ttftThere() {
        return ttft.mean().orElseThrow() * MS_PER_SECOND;
    }

    /**
     * The mean time between tokens in milliseconds, by the client and by the server. The client's has three values: with the fewest, the likely
     * and the most tokens that first reads may have brought.
     */
    private record Tokens(double fastest, double likely, double slowest, double there) {
        double tolerance() {
            return Math.max(GAP_MS, GAP * there);
        }
    }

    /** Returns both times; empty if the server does not report them, or if a tpot is unknown. */
    private Optional<Tokens> tokens() {
        if (itl == null || itl.count() == 0 || requests.stream().anyMatch(RequestTimes::lacksTokenTime)) {
            return Optional.empty();
        }
        return Optional.of(new Tokens(
                here(itl, TokenTime::fastest),
                here(itl, TokenTime::likely),
                here(itl, TokenTime::most),
                itl.mean().orElseThrow() * MS_PER_SECOND));
    }

    /**
     * Divides by the server's number of gaps: with speculative decoding a step brings several tokens, and tokens in one read have no gap at the
     * client.
     */
    private double here(Histogram gaps, ToDoubleFunction<TokenTime> time) {
        return requests.stream()
                        .mapToDouble(request -> request.tokenTime() == null || request.usage() == null
                                ? 0
                                : time.applyAsDouble(request.tokenTime())
                                        * (request.usage().completionTokens() - 1))
                        .sum()
                / gaps.count();
    }

    private String between() {
        return tokens().map(tokens ->
                        "between tokens " + millis(tokens.likely) + " here and " + millis(tokens.there) + " there")
                .orElse("");
    }

    private static String millis(double value) {
        return Unit.MILLISECONDS.format(value);
    }
}
