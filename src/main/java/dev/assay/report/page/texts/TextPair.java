package dev.assay.report.page.texts;

import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import dev.assay.starts.PairedTexts;
import dev.assay.starts.TextChange;
import dev.assay.starts.TextChanges;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The texts of a test beside those of one reference. */
public record TextPair(String test, String reference, TextChanges changes) {
    /** Returns one for each reference of a test. */
    static List<TextPair> of(TestVerdict test, Optional<ComparedRun> compared) {
        var pairs = new LinkedHashMap<String, TextPair>();
        for (var limit : test.limits()) {
            if (limit.compared() != null) {
                limit.compared()
                        .texts()
                        .ifPresent(changes -> pairs.computeIfAbsent(
                                name(limit), name -> new TextPair(test.planned().name(), name, changes)));
            }
        }
        compared.stream()
                .flatMap(run -> run.tests().stream())
                .filter(pair -> pair.name().equals(test.planned().name()))
                .flatMap(pair -> pair instanceof ComparedPair.Compared each
                        ? each.texts().stream()
                        : Optional.<PairedTexts>empty().stream())
                .forEach(texts -> pairs.computeIfAbsent(
                        compared.map(ComparedRun::other).orElse(""),
                        name -> new TextPair(test.planned().name(), name, texts.changes())));
        return List.copyOf(pairs.values());
    }

    private static String name(LimitVerdict limit) {
        return limit.limit().bound() instanceof Bound.Compared bound
                ? bound.against().map(Against::name).orElse("")
                : "";
    }

    /** Returns the texts, first the one that became less probable by most. */
    public List<Row> rows() {
        return changes.each().stream()
                .sorted(Comparator.comparingDouble(TextChange::difference).reversed())
                .map(Row::of)
                .toList();
    }

    /** One text, for people; values in nats per token. */
    public record Row(String id, int tokens, String now, String reference, String difference) {
        static Row of(TextChange text) {
            return new Row(
                    text.id(), text.tokens(), format(text.now()), format(text.reference()), signed(text.difference()));
        }
    }

    /** Returns how many of the texts are less probable than they were. */
    public long higher() {
        return changes.each().stream().filter(text -> text.difference() > 0).count();
    }

    /** Returns the mean difference per token with its interval. */
    public Said mean() {
        return Said.in(language -> signed(changes.perToken())
                + changes.interval()
                        .map(interval -> language.inBrackets(
                                "",
                                language.say(Phrase.INTERVAL) + " " + signed(interval.low()) + " "
                                        + language.say(Phrase.TO) + " " + signed(interval.high())))
                        .orElse(""));
    }

    private static String format(double nll) {
        return TextFigure.NLL.unit().format(nll);
    }

    private static String signed(double change) {
        var text = format(change);
        return text.startsWith("-") ? text : "+" + text;
    }

    void into(ObjectNode json) {
        json.put("test", test).put("reference", reference).put("mean", changes.perToken());
        changes.interval().ifPresent(interval -> json.put("low", interval.low()).put("high", interval.high()));
        var texts = json.putArray("texts");
        changes.each().stream()
                .sorted(Comparator.comparingDouble(TextChange::difference).reversed())
                .forEach(text -> texts.addArray()
                        .add(text.id())
                        .add(text.tokens())
                        .add(text.now())
                        .add(text.reference()));
    }
}
