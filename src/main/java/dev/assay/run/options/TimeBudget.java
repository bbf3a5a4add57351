package dev.assay.run.options;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.wire.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The time within which new tests are started. A running test is never interrupted. */
public final class TimeBudget {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) *(ms|s|m|min|h)");

    private final Optional<Duration> allowed;
    private final Ticker ticker;

    /**
     * @param allowed how long tests are started; empty: without end
     * @param ticker counts from the start of the run
     */
    public TimeBudget(Optional<Duration> allowed, Ticker ticker) {
        this.allowed = allowed;
        this.ticker = ticker;
    }

    /** Reads a duration such as {@code 20m}; empty if it is not a duration, or zero. */
    static Optional<Duration> read(String written) {
        var match = DURATION.matcher(written.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(match.group(1));
        var duration = switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
        return Optional.of(duration).filter(Duration::isPositive);
    }

    /** Returns why no test is started any more; empty while tests are started. */
    public Optional<Verdict.Unmeasured> objection() {
        return allowed.filter(duration -> ticker.nanos() >= duration.toNanos())
                .map(duration -> new Verdict.Unmeasured(
                        "the budget of " + words(duration) + " was spent",
                        "Raise -Dassay.budget, or select fewer tests."));
    }

    private static String words(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + " ms";
        }
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
