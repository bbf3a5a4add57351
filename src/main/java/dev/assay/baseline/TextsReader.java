package dev.assay.baseline;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.starts.MeasuredText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the texts of a test of a baseline: of each its tokens, and −Σ of their log-probabilities at each start. */
final class TextsReader {
    private static final int MOST_TOKENS = 100_000_000;

    private final int starts;
    private final Problems problems;

    /** @param starts how many starts the test has */
    TextsReader(int starts, Problems problems) {
        this.starts = starts;
        this.problems = problems;
    }

    /** Returns the texts of each start. */
    List<Map<String, MeasuredText>> read(List<Node.Entry> entries) {
        var texts = new ArrayList<Map<String, MeasuredText>>();
        for (var i = 0; i < starts; i++) {
            texts.add(new LinkedHashMap<>());
        }
        for (var entry : entries) {
            var fields = Fields.of(entry.value(), "the text '" + entry.key() + "'", problems);
            if (fields != null) {
                put(entry.key(), fields, texts);
            }
        }
        return texts;
    }

    private void put(String id, Fields fields, List<Map<String, MeasuredText>> texts) {
        var tokens = fields.count("tokens", MOST_TOKENS);
        var scored = fields.count("scored", MOST_TOKENS);
        var sha256 = fields.text("sha256");
        var sums = sums(fields);
        fields.refuseOthers(Map.of());
        if (tokens != null && scored != null && !scored.equals(tokens) && scored != tokens - 1) {
            problems.add(
                    fields.placeOf("scored"),
                    "'scored' of the text '" + id + "' must be 'tokens' (" + tokens + ") or one less, found " + scored);
        }
        if (tokens == null || scored == null || sha256 == null || sums == null) {
            return;
        }
        for (var i = 0; i < starts; i++) {
            texts.get(i).put(id, new MeasuredText(tokens, scored, sums.get(i), sha256, Optional.empty()));
        }
    }

    /** Returns a number for each start; absent, with a problem, if the list has other items. */
    private @Nullable List<Double> sums(Fields fields) {
        var node = fields.required("nll_sums");
        if (node == null) {
            return null;
        }
        var sums = new ArrayList<Double>();
        if (node instanceof Node.Numbers all) {
            all.values().stream().forEach(sums::add);
        } else if (node instanceof Node.Sequence list) {
            for (var item : list.items()) {
                if (item instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NUMBER) {
                    sums.add(Double.valueOf(scalar.text()));
                }
            }
        }
        if (sums.size() != starts || sums.stream().anyMatch(sum -> !(sum >= 0) || Double.isInfinite(sum))) {
            problems.add(
                    node.place(),
                    "'nll_sums' must be a list of " + starts + (starts == 1 ? " number" : " numbers")
                            + " from 0, one for each start; found " + node.found());
            return null;
        }
        return sums;
    }
}
