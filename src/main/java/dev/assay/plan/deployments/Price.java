package dev.assay.plan.deployments;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.PlanReading;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The price per hour of a deployment's server with all its GPUs.
 *
 * @param perHour above zero
 * @param currency three letters, such as EUR
 */
public record Price(BigDecimal perHour, String currency) {
    static final String KEY = "price";
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) +([A-Z]{3})/h");

    /** Reads a deployment's price; absent if it has none, or if it cannot be read. */
    static @Nullable Price read(Fields deployment, PlanReading reading) {
        var node = deployment.optional(KEY);
        if (node == null) {
            return null;
        }
        var written = node instanceof Node.Scalar scalar ? scalar.text().strip() : "";
        var form = FORM.matcher(written);
        if (form.matches()) {
            var perHour = new BigDecimal(form.group(1));
            if (perHour.signum() > 0) {
                return new Price(perHour, form.group(2));
            }
        }
        reading.problems.add(
                node.place(),
                "'" + KEY + "' is what the server costs by the hour with all its GPUs, above zero, such as 2.20 EUR/h;"
                        + " found " + (node instanceof Node.Scalar ? "[" + written + "]" : node.found()));
        return null;
    }

    @Override
    public String toString() {
        return perHour.toPlainString() + " " + currency + "/h";
    }
}
