package dev.assay.report.json;

import dev.assay.accuracy.asking.Asking;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How many requests were in flight while an evalset was asked, for {@code result.json}. */
final class AskingJson {
    private static final int DIGITS = 6;

    private AskingJson() {}

    static void put(ObjectNode json, Asking asking) {
        json.put("in_flight", asking.inFlight());
        json.put("mean_in_flight", mean(asking.mean()));
        asking.during().ifPresent(load -> put(json.putObject("during"), load));
    }

    private static void put(ObjectNode json, Asking.During load) {
        json.put("test", load.test());
        json.put("in_flight", load.inFlight());
        json.put("mean_in_flight", mean(load.mean()));
        json.put("requests", load.sent());
        json.put("stopped", load.stopped());
        json.put("failed", load.failures().size());
    }

    private static @Nullable BigDecimal mean(OptionalDouble mean) {
        return mean.isPresent() ? BigDecimal.valueOf(mean.getAsDouble()).setScale(DIGITS, RoundingMode.HALF_UP) : null;
    }
}
