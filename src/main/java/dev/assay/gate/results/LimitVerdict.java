package dev.assay.gate.results;

import dev.assay.figures.Figure;
import dev.assay.gate.comparison.Flips;
import dev.assay.gate.comparison.JudgedChange;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.TextChanges;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one limit.
 *
 * @param measured the figure as people read it, {@code 41.204 ms} or {@code 6/10}; {@code has no value} if it has none
 * @param samples how many requests or questions it is computed from
 * @param on the day on which it was measured, in UTC, by which a waiver of the limit is judged; absent: a waiver has no effect
 * @param compared what it was compared with; absent: the limit does not compare
 */
public record LimitVerdict(
        Limit limit,
        Verdict verdict,
        String measured,
        int samples,
        @Nullable LocalDate on,
        @Nullable Compared compared) {
    private static final int MOST_DECIMALS = 12;

    /** A verdict for which no waiver has an effect, on a limit that does not compare. */
    public LimitVerdict(Limit limit, Verdict verdict, String measured, int samples) {
        this(limit, verdict, measured, samples, null, null);
    }

    /**
     * A comparison with a reference.
     *
     * @param with what it was compared with, for people: {@code qwen3-32b-bf16}
     * @param measurements where the reference was measured; empty if it was not
     * @param flips which questions were lost and gained; empty where no questions are paired
     * @param texts the log-probabilities of each text on both sides; empty where no texts are paired
     * @param change the change and what of it is allowed; empty if nothing could be compared
     * @param sentence one line for people: the figure, what it is compared with, both values, the change and the margin
     */
    public record Compared(
            String with,
            List<String> measurements,
            Optional<Flips> flips,
            Optional<TextChanges> texts,
            Optional<JudgedChange> change,
            String sentence) {
        public Compared {
            measurements = List.copyOf(measurements);
        }

        /** Returns the same comparison with a few words at the end of its line. */
        public Compared after(String words) {
            return new Compared(with, measurements, flips, texts, change, sentence + words);
        }
    }

    /** Returns the same verdict on what was measured on this day. */
    public LimitVerdict on(Instant started) {
        return new LimitVerdict(
                limit,
                verdict,
                measured,
                samples,
                started.atOffset(ZoneOffset.UTC).toLocalDate(),
                compared);
    }

    /** Returns a figure's value with as many decimals as a reader needs to see on which side of the bound it lies. */
    public static String shown(Bound bound, Figure.Measured measured) {
        return shown(bound, measured.unit(), measured.value());
    }

    /** Returns a value with as many decimals as a reader needs to see on which side of the bound it lies. */
    public static String shown(Bound bound, Unit unit, double value) {
        var more = 0;
        // 0.2996/s must not read 0.300/s beside "at least 0.30/s".
        while (more < MOST_DECIMALS && bound.allows(value) != bound.allows(unit.rounded(value, more))) {
            more++;
        }
        return unit.format(value, more);
    }

    /** Returns whether the file says that this verdict is shown but not red, although it is no PASS. */
    public boolean tolerated() {
        return switch (verdict) {
            case Verdict.Pass ignored -> false;
            case Verdict.Fail ignored -> !limit.enforced() || isWaived();
            case Verdict.Unmeasured ignored -> !limit.enforced();
            case Verdict.Inconclusive ignored -> !limit.enforced() || limit.warns() || isWaived();
        };
    }

    /** Returns whether a waiver of the limit held when it was measured. It excuses a limit that is missed or not proven, but not UNMEASURED. */
    public boolean isWaived() {
        var waiver = limit.waiver();
        return waiver != null && on != null && waiver.holdsOn(on);
    }

    /** Returns the verdict as it is shown: {@code FAIL}, {@code would FAIL}. */
    public String word() {
        if (!tolerated()) {
            return verdict.word();
        }
        if (!limit.enforced()) {
            return verdict.would();
        }
        return verdict.word() + (isWaived() ? " (waived)" : " (warned)");
    }

    /** Returns one line: the figure, what was measured, what is allowed, for an undecided limit why and what to do, and what became of its waiver. */
    public String sentence() {
        var counted = limit.subject() + " " + measured + ", " + limit.bound().asked() + ", n=" + samples;
        return switch (verdict) {
            case Verdict.Pass ignored -> counted;
            case Verdict.Fail ignored -> counted + waiver();
            case Verdict.Unmeasured unmeasured -> counted + ": " + unmeasured.sentences();
            case Verdict.Inconclusive open -> counted + waiver() + ": " + open.reason() + ". " + open.remedy();
        };
    }

    private String waiver() {
        var waiver = limit.waiver();
        if (waiver == null || on == null) {
            return "";
        }
        return ", " + (waiver.holdsOn(on) ? waiver.toString() : "its waiver ended on " + waiver.until());
    }
}
