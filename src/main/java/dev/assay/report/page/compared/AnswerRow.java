package dev.assay.report.page.compared;

import dev.assay.accuracy.Outcome;
import dev.assay.gate.comparison.Flips;
import dev.assay.gate.comparison.Levels;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.words.Said;
import dev.assay.starts.AnswerChange;
import dev.assay.starts.MeasuredStart;
import dev.assay.stats.PairedCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answers of a test beside those of one reference, question by question.
 *
 * @param subjects the subjects with a question that was lost or gained; none if they are not known
 * @param margin by how much the accuracy may be lower, as a share; empty without such a limit
 */
public record AnswerRow(
        String test, String reference, AnswerChange change, List<Flips.Subject> subjects, Optional<Double> margin) {
    public AnswerRow {
        subjects = List.copyOf(subjects);
    }

    /** Returns one row for each reference of a test. */
    static List<AnswerRow> of(TestVerdict test, Optional<ComparedRun> compared) {
        var rows = new LinkedHashMap<String, AnswerRow>();
        var margins = new LinkedHashMap<String, Double>();
        for (var limit : test.limits()) {
            if (limit.limit().bound() instanceof Bound.NoWorse bound) {
                margins.putIfAbsent(name(limit), bound.margin().share());
            }
        }
        for (var limit : test.limits()) {
            var flips = limit.compared() == null
                    ? Optional.<Flips>empty()
                    : limit.compared().flips();
            flips.ifPresent(each -> rows.computeIfAbsent(
                    name(limit), name -> of(test, name, each, Optional.ofNullable(margins.get(name)))));
        }
        compared.stream()
                .flatMap(run -> run.tests().stream())
                .filter(pair -> pair.name().equals(test.planned().name()))
                .flatMap(pair -> pair instanceof ComparedPair.Compared each
                        ? each.answers().stream()
                        : Optional.<AnswerChange>empty().stream())
                .forEach(change -> rows.computeIfAbsent(
                        compared.map(ComparedRun::other).orElse(""),
                        name -> new AnswerRow(test.planned().name(), name, change, List.of(), Optional.empty())));
        return List.copyOf(rows.values());
    }

    private static AnswerRow of(TestVerdict test, String name, Flips flips, Optional<Double> margin) {
        var questions =
                flips.subjects().stream().mapToInt(Flips.Subject::questions).sum();
        var gained = flips.gained().size();
        var lost = flips.lost().size();
        var both = right(test) - gained;
        return new AnswerRow(
                test.planned().name(),
                name,
                new AnswerChange(
                        flips.lost(),
                        flips.gained(),
                        new PairedCounts(both, gained, lost, questions - both - gained - lost)),
                flips.subjects().stream()
                        .filter(subject -> subject.lost() + subject.gained() > 0)
                        .toList(),
                margin);
    }

    /** Returns how many questions the measurement that is compared has right: the first sound one. */
    private static int right(TestVerdict test) {
        return switch (test) {
            case TestVerdict.OfAccuracy one -> one.scores().count(Outcome.CORRECT);
            case TestVerdict.OfRepeats repeats ->
                repeats.set().first().map(MeasuredStart::right).orElse(0);
            default -> 0;
        };
    }

    private static String name(LimitVerdict limit) {
        return limit.limit().bound() instanceof Bound.Compared bound
                ? bound.against().map(Against::name).orElse("")
                : "";
    }

    public String here() {
        return change.here() + " / " + change.counts().n();
    }

    public String there() {
        return change.there() + " / " + change.counts().n();
    }

    /** Returns the change of the accuracy in percentage points. */
    public String points() {
        return points(change.counts().difference());
    }

    /** Returns its two-sided 95 % interval (Tango). */
    public Said interval() {
        var interval = change.interval();
        return Said.of(
                points(interval.low()) + " to " + points(interval.high()),
                points(interval.low()) + " 至 " + points(interval.high()));
    }

    /** Returns how probable it is that so many or more are lost if nothing but chance decides which of the changed questions are lost. */
    public String chance() {
        return Levels.p(change.counts().mcNemarWorse());
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%+.1f pp", 100 * share);
    }

    void into(ObjectNode json) {
        var interval = change.interval();
        json.put("test", test)
                .put("reference", reference)
                .put("change", change.counts().difference())
                .put("low", interval.low())
                .put("high", interval.high());
        margin.ifPresent(share -> json.put("margin", -share));
    }
}
