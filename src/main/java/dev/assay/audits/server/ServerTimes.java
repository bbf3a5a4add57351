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
 * The audits of times, by the server's own clock: it has a first token before anybody else can see it. What lies between the two is its front
 * end, the network and what stands in between. Where the server counted other requests too, there is nothing to compare.
 */
public final class ServerTimes {
    private static final String NAME = "server's own times";
    private static final String TTFT = "ttft by the server's clock";
    private static final String TOKENS = "tokens by the server's clock";
    private static final double MS_PER_SECOND = 1e3;

    /** A gap that begins late is shorter and the next one longer, so that over a whole answer hardly anything is left. */
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
        var requests = recording.measured().stream()
                .filter(Trace::complete)
                .map(RequestTimes::of)
                .flatMap(Optional::stream)
                .toList();
        return record == null
                        || record.ttft() == null
                        || requests.isEmpty()
                        || requests.size() < recording.measured().size()
                        || record.ttft().count() != requests.size()
                ? Optional.empty()
                : Optional.of(new ServerTimes(requests, record.ttft(), record.itl()));
    }

    /** Returns both times of both; invalid where a first token was here before the server had it. */
    public static Optional<Finding> of(Recording recording) {
        return beside(recording).map(ServerTimes::compared);
    }

    /** Returns what of ttft is not the server's; empty where that is little. */
    public static Optional<Finding> late(Recording recording) {
        return beside(recording)
                .filter(times -> ClientAndServerTimes.late(times.ttftHere(), times.ttftThere()))
                .map(times -> {
                    var between = times.ttftHere() - times.ttftThere();
                    return new Finding(
                            TTFT,
                            Severity.NOTE,
                            millis(between) + " of ttft are not the server's: what lies between its clock and here adds"
                                    + " them, its front end, the network or a gateway",
                            between);
                });
    }

    /** Returns that tokens took longer by the server's clock than here: what is here reads too low. */
    public static Optional<Finding> tokensFaster(Recording recording) {
        return beside(recording)
                .filter(times -> times.tokens()
                        .filter(tokens -> tokens.slowest < tokens.there - tokens.tolerance())
                        .isPresent())
                .map(times -> new Finding(
                        TOKENS,
                        Severity.INVALID,
                        times.between() + ": what came here is no measure of how fast the server makes tokens"));
    }

    /** Returns that tokens took longer here than by the server's clock. */
    public static Optional<Finding> tokensSlower(Recording recording) {
        return beside(recording)
                .flatMap(times -> times.tokens()
                        .filter(tokens -> tokens.fastest > tokens.there + tokens.tolerance())
                        .map(tokens -> new Finding(
                                TOKENS,
                                Severity.NOTE,
                                times.between() + ": what lies between the two adds the rest",
                                tokens.likely - tokens.there)));
    }

    private Finding compared() {
        var text = "ttft " + millis(ttftHere()) + " here and " + millis(ttftThere()) + " by the server's clock"
                + tokens().map(tokens -> "; " + between()).orElse("");
        return ClientAndServerTimes.tooEarly(ttftHere(), ttftThere())
                ? new Finding(NAME, Severity.INVALID, text + ": no first token can be here before the server has it")
                : new Finding(NAME, Severity.SOUND, text);
    }

    private double ttftHere() {
        return requests.stream().mapToDouble(RequestTimes::ttft).average().orElseThrow();
    }

    private double ttftThere() {
        return ttft.mean().orElseThrow() * MS_PER_SECOND;
    }

    /** The time between tokens in milliseconds, by both: here with the fewest, the likely and the most tokens that first reads may have brought. */
    private record Tokens(double fastest, double likely, double slowest, double there) {
        double tolerance() {
            return Math.max(GAP_MS, GAP * there);
        }
    }

    /** Returns them; empty where the server does not tell, or some tpot is unknown. */
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

    /** As many gaps as the server has: a step of speculation brings several tokens, and what shares a read has no gap here. */
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
