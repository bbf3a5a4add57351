package dev.assay.plant;

import dev.assay.figures.ServerFigure;
import java.math.BigDecimal;
import java.util.Locale;

/** A fault that is planted into a recording. Its text is what {@code -Dassay.plant} says: {@code tpot+5%}. */
public sealed interface Fault {
    /**
     * The answers of load tests take longer.
     *
     * @param by how much, above 0, in the unit
     */
    record Slower(Time time, BigDecimal by, Measure in) implements Fault {
        @Override
        public String toString() {
            return time.word() + "+" + plain(by) + in.sign();
        }
    }

    /**
     * A share of answers or of requests goes wrong. Which of them is drawn by a seed.
     *
     * @param points how many percentage points of all, above 0, at most 100
     */
    record Spoilt(Share share, BigDecimal points) implements Fault {
        @Override
        public String toString() {
            return share.word() + share.sign() + plain(points) + share.unit();
        }
    }

    /**
     * The server counts something else. Nothing but the count changes.
     *
     * @param value of the figure, in the unit of {@code -Dassay.plant}: tokens, percent or a number
     */
    record Counted(Count count, BigDecimal value) implements Fault {
        @Override
        public String toString() {
            return count.word() + "=" + plain(value) + count.unit();
        }
    }

    /** What takes longer. */
    enum Time {
        /** The time to the first token; all later reads come later by as much. */
        TTFT,
        /** The time per token after the first read. */
        TPOT,
        /** Each gap between reads. */
        ITL,
        /** The whole answer, its beginning included. */
        E2E;

        /** Returns its name in {@code -Dassay.plant}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How an increase of a time is measured. */
    enum Measure {
        PERCENT("%"),
        MILLISECONDS("ms");

        private final String sign;

        Measure(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    /** What goes wrong. */
    enum Share {
        /** Right answers of evalsets become wrong. */
        ACCURACY("accuracy", "-", "pp"),
        /** Answers of evalsets are cut off. */
        TRUNCATED("truncated", "+", "%"),
        /** Requests of load tests end with an error of the server. */
        FAILED("failed", "+", "%");

        private final String word;
        private final String sign;
        private final String unit;

        Share(String word, String sign, String unit) {
            this.word = word;
            this.sign = sign;
            this.unit = unit;
        }

        String word() {
            return word;
        }

        String sign() {
            return sign;
        }

        String unit() {
            return unit;
        }
    }

    /** What the server counts. */
    enum Count {
        ACCEPT_LENGTH(ServerFigure.ACCEPT_LENGTH, "", "0.01", 1, 100),
        CACHE_HIT_RATE(ServerFigure.CACHE_HIT_RATE, "%", "1", 0, 100),
        PREEMPTIONS(ServerFigure.PREEMPTIONS, "", "1", 0, 10_000);

        private final ServerFigure figure;
        private final String unit;
        private final BigDecimal step;
        private final int least;
        private final int most;

        Count(ServerFigure figure, String unit, String step, int least, int most) {
            this.figure = figure;
            this.unit = unit;
            this.step = new BigDecimal(step);
            this.least = least;
            this.most = most;
        }

        String word() {
            return figure.key();
        }

        ServerFigure figure() {
            return figure;
        }

        String unit() {
            return unit;
        }

        /** Returns the distance of the values that are tried. */
        BigDecimal step() {
            return step;
        }

        int least() {
            return least;
        }

        int most() {
            return most;
        }
    }

    private static String plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
