package dev.assay.report.json;

import dev.assay.accuracy.RuleRate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** The answers of an evalset by the rules of other tools. */
final class RulesJson {
    private static final int MOST_CHARACTERS = 200;

    private RulesJson() {}

    static void put(ArrayNode json, List<RuleRate> rates) {
        for (var rate : rates) {
            var entry = json.addObject();
            entry.put("rule", rate.rule().key());
            entry.put("version", rate.rule().version());
            entry.put("answers", rate.answers());
            entry.put("right", rate.right());
            var disagreements = entry.putArray("disagreements");
            for (var each : rate.disagreements()) {
                var disagreement = disagreements.addObject();
                disagreement.put("id", each.ours().question().id());
                disagreement.put("outcome", each.ours().outcome().name());
                disagreement.put("found", shortened(each.theirs().found()));
            }
        }
    }

    private static @Nullable String shortened(@Nullable String found) {
        return found == null || found.codePointCount(0, found.length()) <= MOST_CHARACTERS
                ? found
                : found.substring(0, found.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }
}
