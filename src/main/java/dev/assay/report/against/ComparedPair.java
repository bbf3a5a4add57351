package dev.assay.report.against;

import dev.assay.figures.FigureName;
import dev.assay.figures.texts.TextFigure;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.AnswerChange;
import dev.assay.starts.Difference;
import dev.assay.starts.FigureChange;
import dev.assay.starts.PairedTexts;
import dev.assay.starts.RunSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One test of a run beside the same test of what the run is compared with. */
public sealed interface ComparedPair {
    /** The headings of {@link Compared#rows}. */
    List<String> COLUMNS = List.of("figure", "here", "there", "change", "95 % interval");

    /** Returns the name of the test. */
    String name();

    /** It is compared, and can be shown. */
    sealed interface Shown extends ComparedPair permits Compared, ComparedAnswers {
        /** Returns the test, how much of it each side has, and how the conditions differ. */
        String heading();

        /**
         * Returns a row for each figure that both sides have, with {@link #COLUMNS}.
         *
         * @param all whether every figure has one, or only the usual ones
         */
        List<List<String>> rows(boolean all);

        /** Returns what became of the questions or texts, a line each; none for a load test. */
        List<String> questions();

        /** Returns who is better at what, by how much, how sure. */
        String sentence();
    }

    /**
     * It cannot be compared.
     *
     * @param reason one clause, to follow "since"
     */
    record NotCompared(String name, String reason) implements ComparedPair {}

    /**
     * It is compared.
     *
     * @param said differences of the conditions
     */
    record Compared(Planned planned, RunSet here, RunSet there, List<Difference> said) implements Shown {
        private static final Set<String> USUAL = Set.of("ttft.mean", "tpot.mean", "e2e.mean", "qps", "output-tps");
        private static final String NLL = TextFigure.NLL.key();
        private static final double LEVEL = 0.95;
        private static final String NO_INTERVAL = "–";

        public Compared {
            said = List.copyOf(said);
        }

        @Override
        public String name() {
            return planned.name();
        }

        /** Returns the test, how often it was measured on each side, and how the conditions differ. */
        @Override
        public String heading() {
            return name() + ": " + counted(here) + " here, " + counted(there) + " there"
                    + (said.isEmpty() ? "" : "; " + Difference.said(said));
        }

        private static String counted(RunSet set) {
            var times = set.sound().size();
            return times + (times == 1 ? " measurement" : " measurements");
        }

        /**
         * Returns a row for each figure that both sides have.
         *
         * @param all whether every figure has one that can be better or worse; otherwise the usual ones and those with a limit
         */
        @Override
        public List<List<String>> rows(boolean all) {
            return changes(all).map(Compared::row).toList();
        }

        private static List<String> row(FigureChange change) {
            var unit = figure(change.figure()).unit();
            return List.of(
                    change.figure(),
                    unit.format(change.here()),
                    unit.format(change.there()),
                    ChangeText.of(change.change(), change.relative(), unit),
                    change.interval()
                            .map(interval -> ChangeText.of(interval, change.relative(), unit))
                            .orElse(NO_INTERVAL));
        }

        private Stream<FigureChange> changes(boolean all) {
            var keys = new LinkedHashSet<String>();
            FigureName.all().stream()
                    .filter(figure -> figure.better() != Direction.NEITHER)
                    .filter(figure -> all || USUAL.contains(figure.key()))
                    .forEach(figure -> keys.add(figure.key()));
            planned.test().limits().stream()
                    .filter(limit -> limit.figure() instanceof FigureName
                            && limit.figure().better() != Direction.NEITHER)
                    .forEach(limit -> keys.add(limit.value()));
            return keys.stream().flatMap(key -> FigureChange.of(key, here, there).stream());
        }

        /** Returns the change of the accuracy, and the questions that were lost and gained, or the change of the nll; none for a load test. */
        @Override
        public List<String> questions() {
            var lines = new ArrayList<String>();
            answers().ifPresent(change -> {
                lines.add("accuracy " + ratio(change.here(), change) + " here, " + ratio(change.there(), change)
                        + " there: " + ChangeText.of(change));
                Questions.named("lost", change.lost()).ifPresent(lines::add);
                Questions.named("gained", change.gained()).ifPresent(lines::add);
            });
            texts().ifPresent(texts -> lines.add(NLL + " " + unit().format(texts.now()) + " here, "
                    + unit().format(texts.reference()) + " there: " + changed(texts)));
            return lines;
        }

        /** Returns the texts of both sides; empty if there are none, or if the sides read other tokens. */
        public Optional<PairedTexts> texts() {
            return here.first()
                    .flatMap(now -> there.first()
                            .filter(then -> PairedTexts.unpaired(now, then).isEmpty())
                            .map(then -> PairedTexts.of(now, then))
                            .filter(texts -> texts.reference() > 0));
        }

        private static Unit unit() {
            return TextFigure.NLL.unit();
        }

        private static String changed(PairedTexts texts) {
            return ChangeText.of(texts.change().value(), true, unit()) + ", 95 % interval "
                    + ChangeText.of(texts.change().interval(LEVEL), true, unit());
        }

        /** Returns how the answers changed; empty if no question was answered on both sides. */
        public Optional<AnswerChange> answers() {
            return AnswerChange.of(here, there);
        }

        private static String ratio(int right, AnswerChange change) {
            return right + "/" + change.counts().n();
        }

        /** Returns who is better at what, by how much, how sure. */
        @Override
        public String sentence() {
            var better = new ArrayList<String>();
            var worse = new ArrayList<String>();
            var open = new ArrayList<String>();
            var alone = new ArrayList<String>();
            var unbounded = new ArrayList<String>();
            changes(false).forEach(change -> {
                var figure = figure(change.figure());
                var interval = change.interval().map(each -> ChangeText.of(each, change.relative(), figure.unit()));
                var text = change.figure() + " (" + ChangeText.of(change.change(), change.relative(), figure.unit())
                        + interval.map(each -> ", 95 % interval " + each).orElse("") + ")";
                if (interval.isEmpty()) {
                    (change.ofSeveralStarts() ? unbounded : alone).add(change.figure());
                } else if (!change.isSure()) {
                    open.add(change.figure());
                } else {
                    var more = figure.better() == Direction.MORE;
                    (more == change.change() > 0 ? better : worse).add(text);
                }
            });
            answers().ifPresent(change -> {
                if (change.isSure()) {
                    (change.counts().difference() > 0 ? better : worse).add("accuracy (" + ChangeText.of(change) + ")");
                } else {
                    open.add("accuracy");
                }
            });
            texts().ifPresent(texts -> {
                var interval = texts.change().interval(LEVEL);
                if (interval.low() > 0 || interval.high() < 0) {
                    (interval.low() > 0 ? worse : better).add(NLL + " (" + changed(texts) + ")");
                } else {
                    open.add(NLL);
                }
            });
            return Sentence.of(planned.deployment().name(), there.name(), better, worse, open, alone, unbounded);
        }

        /** Returns the figure of a key, which may name a window. */
        private static FigureName figure(String key) {
            var base = key.replaceFirst(" \\(.*\\)$", "");
            return FigureName.all().stream()
                    .filter(figure -> figure.key().equals(base))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
