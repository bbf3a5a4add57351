package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.GpuName;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads bounds of one limit for several GPUs: {@code {on: {H100: 35 ms, L40S: 61 ms}}} in place of one quantity. */
final class GpuBounds {
    private static final String KEY = "on";

    /** How many requests may fail is needed before anything is known about a GPU. */
    private static final Set<String> OF_EVERY_GPU = Set.of(AllowedFailures.FAILED, AllowedFailures.FAILED_SHARE);

    private GpuBounds() {}

    /** Reads the value of {@code max} or {@code min}: one quantity, or one for each GPU. Absent, with a problem, if it cannot be read. */
    static @Nullable Bound read(
            NamedFigure figure, Node node, Quantity.@Nullable Whole whole, boolean upper, Problems problems) {
        if (!(node instanceof Node.Mapping mapping)) {
            var quantity = Quantity.read(figure.key(), figure.unit(), node, whole, problems);
            return quantity == null ? null : upper ? new Bound.Max(quantity) : new Bound.Min(quantity);
        }
        var fields = new Fields(mapping, "a bound of '" + figure.key() + "'", problems);
        var entries = fields.required(KEY) == null ? List.<Node.Entry>of() : fields.entries(KEY);
        fields.refuseOthers(PlanReading.LATER);
        if (OF_EVERY_GPU.contains(figure.key())) {
            problems.add(
                    node.place(), "'" + figure.key() + "' needs the same bound for every GPU: remove '" + KEY + "'");
            return null;
        }
        var bounds = new LinkedHashMap<GpuName, Quantity>();
        for (var entry : entries) {
            var name = name(entry, bounds.keySet(), problems);
            var quantity = Quantity.read(figure.key(), figure.unit(), entry.value(), whole, problems);
            if (name != null && quantity != null) {
                bounds.put(name, quantity);
            }
        }
        if (entries.isEmpty() && fields.optional(KEY) instanceof Node.Mapping) {
            problems.add(fields.placeOf(KEY), "'" + KEY + "' must name a GPU with its bound, found none");
        }
        return bounds.isEmpty() || bounds.size() < entries.size() ? null : new Bound.OnGpu(upper, bounds);
    }

    private static @Nullable GpuName name(Node.Entry entry, Set<GpuName> before, Problems problems) {
        var name = new GpuName(entry.key());
        if (name.words().isEmpty()) {
            problems.add(
                    entry.place(),
                    "'" + KEY + "' needs names of GPUs with letters or digits, such as H100; found [" + entry.key()
                            + "]");
            return null;
        }
        var both = before.stream()
                .filter(other -> other.isPartOf(name.written()) || name.isPartOf(other.written()))
                .findFirst();
        if (both.isPresent()) {
            problems.add(
                    entry.place(),
                    "'" + KEY + "' has [" + both.get() + "] and [" + name + "], and one GPU can have both names: make"
                            + " them different, such as [H100 PCIe] and [H100 80GB]");
            return null;
        }
        return name;
    }
}
