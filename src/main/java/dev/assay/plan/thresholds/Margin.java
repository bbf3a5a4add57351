package dev.assay.plan.thresholds;

import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By how much a figure may get worse: a part of the reference, an amount in the figure's unit, or the larger of both.
 *
 * @param relative as a part of the reference, at least 0: 0.03 for {@code 3 %}; 0 if none is given
 * @param absolute in the figure's unit, at least 0; 0 if none is given
 * @param written the text in the file, for messages: {@code 3 % or 2 ms}
 */
public record Margin(double relative, double absolute, String written) {
    /** The margin that {@code ignore} has if it is left out. */
    public static final Margin NONE = new Margin(0, 0, "0 %");

    private static final Pattern PERCENT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *%");
    private static final Pattern POINTS = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *pp");

    /** Returns the margin as a part of this reference, which is above 0: the larger of both. */
    public double of(double reference) {
        return Math.max(relative, absolute / reference);
    }

    @Override
    public String toString() {
        return written;
    }

    /** A difference between two shares. */
    public record Points(double share, String written) {
        @Override
        public String toString() {
            return written;
        }
    }

    /** Reads {@code 3 %}, {@code 2 ms} or {@code 3 % or 2 ms}; absent, with a problem, if it is none of these or not above zero. */
    public static @Nullable Margin read(String key, NamedFigure figure, Node node, Problems problems) {
        var written = node instanceof Node.Scalar scalar ? scalar.text().strip() : "";
        var parts = written.split(" +or +", -1);
        var relative = 0.0;
        var absolute = 0.0;
        var read = parts.length <= 2 && !written.isEmpty();
        for (var part : parts) {
            var percent = PERCENT.matcher(part.strip());
            if (percent.matches() && figure.unit() != Unit.SHARE && relative == 0) {
                relative = new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue();
                read &= relative > 0 && relative < 1;
            } else {
                var found = Quantity.amountOf(part.strip(), figure.unit());
                read &= found != null && found > 0 && absolute == 0;
                absolute = found == null ? 0 : found;
            }
        }
        if (!read) {
            problems.add(
                    node.place(),
                    "'" + key + "' of '" + figure.key() + "' needs " + expected(figure.unit()) + "; found "
                            + (node instanceof Node.Scalar ? "[" + written + "]" : node.found()));
            return null;
        }
        return new Margin(relative, absolute, written);
    }

    private static String expected(Unit unit) {
        if (unit == Unit.SHARE) {
            return "percentage points above zero and below 100, such as '2 pp'";
        }
        var example = unit == Unit.COUNT ? "2" : "2" + (unit.symbol().startsWith("/") ? "" : " ") + unit.symbol();
        return "a part below 100 % or an amount, above zero and with its unit: '3 %', '" + example + "' or '3 % or "
                + example + "' (the larger of both holds)";
    }

    /** Reads a part of the reference such as {@code 1 %}; absent, with a problem, if it is none, or not above 0 % and below 100 %. */
    public static @Nullable Margin part(NamedFigure figure, Node node, Problems problems) {
        var written = node instanceof Node.Scalar scalar ? scalar.text().strip() : "";
        var percent = PERCENT.matcher(written);
        var part = percent.matches()
                ? new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue()
                : 0;
        if (!(part > 0 && part < 1)) {
            problems.add(
                    node.place(),
                    "'margin' of '" + figure.key()
                            + "' needs a part of the reference, above 0 % and below 100 %, such as '1 %'; found "
                            + (node instanceof Node.Scalar ? "[" + written + "]" : node.found()));
            return null;
        }
        return new Margin(part, 0, written);
    }

    /** Reads a difference between two shares such as {@code 3 pp}; absent, with a problem, if it is none or not above zero and below 100. */
    public static @Nullable Points points(String key, Node node, Problems problems) {
        var written = node instanceof Node.Scalar scalar ? scalar.text().strip() : "";
        var points = POINTS.matcher(written);
        var share = points.matches()
                ? new BigDecimal(points.group(1)).movePointLeft(2).doubleValue()
                : 0;
        if (!(share > 0 && share < 1)) {
            problems.add(
                    node.place(),
                    "'margin' of '" + key + "' needs percentage points above zero and below 100, such as '3 pp'; found "
                            + (node instanceof Node.Scalar ? "[" + written + "]" : node.found())
                            + (PERCENT.matcher(written).matches()
                                    ? "; write '" + written.replace("%", "pp") + "'"
                                    : ""));
            return null;
        }
        return new Points(share, written);
    }
}
