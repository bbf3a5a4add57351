package dev.assay.plan.limits;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * How a limit is judged over the repeats of a test: by the mean or the median of its figure, or by a confidence bound of the mean.
 *
 * @param median whether the median of the repeats is judged; if not, their mean
 * @param confidence the one-sided confidence with which the mean must keep the limit, from 0.5 to 1 exclusive; empty: the mean itself is judged
 */
public record OverRepeats(boolean median, OptionalDouble confidence) {
    /** The mean itself is judged. */
    public static final OverRepeats MEAN = new OverRepeats(false, OptionalDouble.empty());

    /** So many repeats are the fewest from which a spread is worth computing. */
    public static final int FEWEST_FOR_CONFIDENCE = 3;

    private static final Pattern PERCENT = Pattern.compile("([0-9]{2}(?:\\.[0-9]+)?) *%");

    /** Reads the keys {@code over} and {@code confidence} of a limit; problems are reported where they stand. */
    public static OverRepeats read(Fields fields, Problems problems) {
        var over = fields.optionalChoice("over", List.of("mean", "median"));
        var node = fields.optional("confidence");
        if (node == null) {
            return new OverRepeats("median".equals(over), OptionalDouble.empty());
        }
        var percent = PERCENT.matcher(
                node instanceof Node.Scalar scalar ? scalar.text().strip() : "");
        var level = percent.matches()
                ? new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue()
                : 0;
        if (!(level > 0.5)) {
            problems.add(
                    node.place(),
                    "'confidence' needs a percentage above 50 % and below 100 %, such as '95 %'; found "
                            + node.found());
            return MEAN;
        }
        if ("median".equals(over)) {
            problems.add(
                    fields.placeOf("over"),
                    "'confidence' is a bound of the mean over the repeats: remove 'over: median', or 'confidence'");
        }
        return new OverRepeats(false, OptionalDouble.of(level));
    }
}
