package dev.assay.report.page.answers;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.Scores;
import dev.assay.report.words.Said;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * How often each outcome came in one measurement of a test.
 *
 * @param repeat from 1; 0 if the test has no repeats
 * @param counts one for each outcome, in the order of the outcomes
 * @param guessed of how many answers the value was guessed
 */
public record OutcomeRow(AskedTest of, int repeat, Map<Outcome, Integer> counts, int guessed) {
    public OutcomeRow {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    static List<OutcomeRow> of(AskedTest test) {
        return test.asked().stream()
                .map(asked -> new OutcomeRow(
                        test,
                        asked.repeat(),
                        asked.verdict().scores().counts(),
                        asked.verdict()
                                .scores()
                                .guessed()
                                .map(Scores.Share::count)
                                .orElse(0)))
                .toList();
    }

    /** Returns how often an outcome came. */
    public int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    public int questions() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public String evalset() {
        return of.evalset();
    }

    /** Returns the deployment, or the name of the test if that is not the name of the evalset. */
    public String deployment() {
        return of.spec().renamed() ? of.name() : of.deployment();
    }

    /** Returns which repeat it is; empty if there is only one. */
    public Said repeated() {
        return repeat == 0 ? Said.name("") : Said.in(language -> language.repeat(repeat));
    }

    void into(ObjectNode json) {
        json.put("test", of.name()).put("repeat", repeat);
        var all = json.putArray("counts");
        counts.values().forEach(all::add);
    }
}
