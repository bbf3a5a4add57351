package dev.assay.report.rules;

import dev.assay.accuracy.RuleRate;
import dev.assay.accuracy.Scores;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The evalsets by the rules of other tools: a table for each test, and the answers on which a rule and the evalset's own scorer disagree. */
public final class RuleTables {
    private static final int MOST_QUESTIONS = 20;
    private static final int MOST_CHARACTERS = 60;

    private RuleTables() {}

    /** Returns the lines; none if no rule applies to an answer. */
    public static List<String> of(RunVerdict run, Language language) {
        var lines = new ArrayList<String>();
        for (var test : run.tests()) {
            if (test instanceof TestVerdict.OfAccuracy accuracy
                    && !accuracy.scores().byRules().isEmpty()) {
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                lines.add("### " + Markdown.text(test.planned().name()));
                lines.add("");
                lines.addAll(table(accuracy.scores().byRules(), language));
                var disagreements = disagreements(accuracy.scores(), language);
                if (!disagreements.isEmpty()) {
                    lines.add("");
                    lines.addAll(disagreements);
                }
            }
        }
        return lines;
    }

    private static List<String> table(List<RuleRate> rates, Language language) {
        var columns = List.of(
                language.say(Phrase.RULE),
                language.say(Phrase.RULE_VERSION),
                language.say(Phrase.RIGHT),
                language.say(Phrase.ONLY_HERE),
                language.say(Phrase.ONLY_THERE));
        return Markdown.table(
                columns,
                rates.stream()
                        .map(rate -> List.of(
                                rate.rule().key(),
                                rate.rule().version(),
                                rate.right() + " / " + rate.answers(),
                                "" + only(rate, false),
                                "" + only(rate, true)))
                        .toList());
    }

    private static long only(RuleRate rate, boolean theirs) {
        return rate.disagreements().stream()
                .filter(each -> each.theirs().right() == theirs)
                .count();
    }

    /**
     * Returns a line for each question on which a rule disagrees, with the rules that found the same side by side. First stand those on which a rule
     * seldom disagrees in this way: a rule that reads no answer of this form would fill the list.
     */
    private static List<String> disagreements(Scores scores, Language language) {
        var rules = new HashMap<String, Map<String, List<String>>>();
        var rarest = new HashMap<String, Long>();
        for (var rate : scores.byRules()) {
            for (var each : rate.disagreements()) {
                var id = each.ours().question().id();
                rules.computeIfAbsent(id, ignored -> new LinkedHashMap<>())
                        .computeIfAbsent(shown(each.theirs().found()), ignored -> new ArrayList<>())
                        .add(rate.rule().key());
            }
            for (var theirs : List.of(true, false)) {
                var often = only(rate, theirs);
                rate.disagreements().stream()
                        .filter(each -> each.theirs().right() == theirs)
                        .forEach(each -> rarest.merge(each.ours().question().id(), often, Math::min));
            }
        }
        var lines = new ArrayList<String>();
        scores.all().stream()
                .filter(ours -> rarest.containsKey(ours.question().id()))
                .sorted(Comparator.comparing(
                        ours -> rarest.getOrDefault(ours.question().id(), 0L)))
                .forEach(ours -> {
                    var theirs = rules.getOrDefault(ours.question().id(), Map.of()).entrySet().stream()
                            .map(each -> String.join(", ", each.getValue()) + " [" + each.getKey() + "]")
                            .collect(Collectors.joining("; "));
                    lines.add("- "
                            + Markdown.text(ours.question().id() + ": " + ours.outcome() + " [" + shown(ours.found())
                                    + "], " + theirs));
                });
        if (lines.size() <= MOST_QUESTIONS) {
            return lines;
        }
        var first = new ArrayList<>(lines.subList(0, MOST_QUESTIONS));
        first.add("- " + (lines.size() - MOST_QUESTIONS) + " " + language.say(Phrase.MORE));
        return first;
    }

    private static String shown(@Nullable String found) {
        if (found == null || found.isBlank()) {
            return "–";
        }
        return found.codePointCount(0, found.length()) <= MOST_CHARACTERS
                ? found
                : found.substring(0, found.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }
}
