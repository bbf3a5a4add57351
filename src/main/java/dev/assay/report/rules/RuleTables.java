package dev.assay.report.rules;

import dev.assay.accuracy.RuleRate;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evalsets by the rules of other tools: a table for each test, and the answers on which a rule and the evalset's own scorer disagree. */
public final class RuleTables {
    private static final int MOST_ANSWERS = 20;
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
                lines.add("");
                lines.addAll(disagreements(accuracy.scores().byRules(), language));
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

    private static List<String> disagreements(List<RuleRate> rates, Language language) {
        var all = new ArrayList<String>();
        for (var rate : rates) {
            for (var each : rate.disagreements()) {
                all.add("- "
                        + Markdown.text(each.ours().question().id() + ": "
                                + each.ours().outcome()
                                + " [" + shown(each.ours().found()) + "], "
                                + rate.rule().key() + " ["
                                + shown(each.theirs().found()) + "]"));
            }
        }
        if (all.size() <= MOST_ANSWERS) {
            return all;
        }
        var shown = new ArrayList<>(all.subList(0, MOST_ANSWERS));
        shown.add("- " + (all.size() - MOST_ANSWERS) + " " + language.say(Phrase.MORE));
        return shown;
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
