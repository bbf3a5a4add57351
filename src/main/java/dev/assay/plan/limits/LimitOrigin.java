package dev.assay.plan.limits;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a limit comes from, in a form that the gate can compute with.
 *
 * @param from the runs that it was computed from; empty: the file does not say
 * @param reviewAfter the day after which a person should look at it again; empty: none is set
 */
public record LimitOrigin(Optional<Runs> from, Optional<LocalDate> reviewAfter) {
    /** The origin of a limit of which the file says nothing. */
    public static final LimitOrigin NONE = new LimitOrigin(Optional.empty(), Optional.empty());

    /** The key of the runs. */
    public static final String FROM = "from";

    /** The key of the day. */
    public static final String REVIEW_AFTER = "review-after";

    private static final int MOST_RUNS = 1000;
    private static final double USUAL_RATE = 0.01;
    private static final Pattern PERCENT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *%");

    /**
     * The runs that a limit was computed from. Each run was a measurement of the test at a start of its own.
     *
     * @param mean the mean of the judged values, in the unit of the figure
     * @param sd their standard deviation with divisor runs − 1, in the unit of the figure, at least 0
     * @param byQuestion of a share of an evalset's questions: how many questions counted in none, in one, … in all of the runs; empty if it is none, or
     *     the file does not say
     * @param runs how many runs, at least 2
     * @param rate how often some limit of the test may be missed by chance, above 0 and at most 0.5
     * @param machine what they ran on, for people; empty if the file does not say
     */
    public record Runs(
            double mean,
            double sd,
            List<Integer> byQuestion,
            int runs,
            double rate,
            LocalDate date,
            Optional<String> machine) {
        public Runs {
            byQuestion = List.copyOf(byQuestion);
        }
    }

    /**
     * Reads the keys {@code from} and {@code review-after} of a limit.
     *
     * @param whole what the figure is a share of; absent if that is not known
     */
    public static LimitOrigin read(
            Fields limit, NamedFigure figure, Quantity.@Nullable Whole whole, Problems problems) {
        var from = limit.optional(FROM);
        var fields = from == null ? null : Fields.of(from, "'" + FROM + "'", problems);
        var runs = fields == null ? null : runs(fields, figure, whole, problems);
        var review = limit.optional(REVIEW_AFTER) == null ? null : date(limit, REVIEW_AFTER, problems);
        return new LimitOrigin(Optional.ofNullable(runs), Optional.ofNullable(review));
    }

    private static @Nullable Runs runs(
            Fields fields, NamedFigure figure, Quantity.@Nullable Whole whole, Problems problems) {
        var written = fields.required("mean");
        var mean = written == null ? null : Quantity.read(figure.key(), figure.unit(), written, null, problems);
        var runs = fields.required("runs") == null ? 0 : fields.count("runs", 2, MOST_RUNS, 0);
        var spread = fields.required("sd");
        var sd = spread == null ? null : sd(figure, spread, problems);
        var byQuestion = fields.optional("by-question") == null || runs == 0
                ? List.<Integer>of()
                : counts(fields.list("by-question"), fields.placeOf("by-question"), figure, runs, whole, problems);
        var rate = rate(fields, problems);
        var date = date(fields, "date", problems);
        var machine = fields.optionalText("machine");
        fields.refuseOthers(PlanReading.LATER);
        if (mean == null || runs == 0 || sd == null || byQuestion == null || date == null) {
            return null;
        }
        var read = new Runs(mean.value(), sd, byQuestion, runs, rate, date, Optional.ofNullable(machine));
        checkMean(read, fields, figure, problems);
        return read;
    }

    /** A mean that its own counts contradict was changed by hand in one of the two places. */
    private static void checkMean(Runs read, Fields fields, NamedFigure figure, Problems problems) {
        if (read.byQuestion().isEmpty()) {
            return;
        }
        var counted = 0L;
        var questions = 0L;
        for (var k = 0; k < read.byQuestion().size(); k++) {
            counted += (long) k * read.byQuestion().get(k);
            questions += read.byQuestion().get(k);
        }
        var mean = (double) counted / (questions * read.runs());
        var rounding = 0.0005;
        if (Math.abs(mean - read.mean()) > rounding * (1 + 1e-9)) {
            problems.add(
                    fields.placeOf("mean"),
                    "'mean' of '" + figure.key() + "' must be what 'by-question' gives, which is "
                            + Unit.SHARE.format(mean, 1) + "; found [" + Unit.SHARE.format(read.mean(), 1) + "]");
        }
    }

    private static @Nullable List<Integer> counts(
            List<Node> items,
            Location place,
            NamedFigure figure,
            int runs,
            Quantity.@Nullable Whole whole,
            Problems problems) {
        if (figure.unit() != Unit.SHARE) {
            problems.add(
                    place,
                    "'by-question' goes only with a share of questions, and '" + figure.key() + "' is none: remove it");
            return null;
        }
        var counts = items.stream()
                .map(item -> item instanceof Node.Scalar scalar ? scalar.text() : "")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .toList();
        var sum = counts.stream().mapToLong(Integer::longValue).sum();
        if (counts.size() == items.size()
                && counts.size() == runs + 1
                && sum > 0
                && (whole == null || sum == whole.size())) {
            return counts;
        }
        problems.add(
                place,
                "'by-question' says how many questions counted in none, in one, … in all of the " + runs + " runs: "
                        + (runs + 1) + " whole numbers"
                        + (whole == null ? "" : " with the sum " + whole.size() + ", since " + whole.noun())
                        + "; found " + items.size() + " with the sum " + sum);
        return null;
    }

    private static @Nullable Double sd(NamedFigure figure, Node node, Problems problems) {
        var written = node instanceof Node.Scalar scalar ? scalar.text().strip() : "";
        var amount = Quantity.amountOf(written, figure.unit());
        if (amount != null && amount >= 0) {
            return amount;
        }
        problems.add(
                node.place(),
                "'sd' of '" + figure.key() + "' needs a standard deviation with its unit, such as '"
                        + (figure.unit() == Unit.SHARE
                                ? "1.2 pp"
                                : figure.unit().format(1.2))
                        + "'; found " + (node instanceof Node.Scalar ? "[" + written + "]" : node.found()));
        return null;
    }

    private static double rate(Fields fields, Problems problems) {
        var written = fields.optionalText("rate");
        if (written == null) {
            return USUAL_RATE;
        }
        var percent = PERCENT.matcher(written.strip());
        var rate = percent.matches()
                ? new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue()
                : 0;
        if (rate > 0 && rate <= 0.5) {
            return rate;
        }
        problems.add(
                fields.placeOf("rate"),
                "'rate' is how often chance may fail the test, above 0 % and at most 50 %, such as '1 %'; found ["
                        + written + "]");
        return USUAL_RATE;
    }

    /** Reads a day, {@code 2026-11-29}; absent, with a problem, if it is missing or none. */
    static @Nullable LocalDate date(Fields fields, String key, Problems problems) {
        var written = fields.text(key);
        if (written == null) {
            return null;
        }
        try {
            return LocalDate.parse(written);
        } catch (DateTimeParseException e) {
            problems.add(
                    fields.placeOf(key), "'" + key + "' must be a day such as 2026-11-29; found [" + written + "]");
            return null;
        }
    }
}
