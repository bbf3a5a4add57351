package dev.assay.report.summary;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.audits.answers.TokensExact;
import dev.assay.audits.findings.Finding;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.ServerFigure;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.launch.ServeArguments;
import dev.assay.plan.testspecs.RequestObjective;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.summary.settings.SettingWords;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The load tests: a table for each deployment, then the definitions that differ from tool to tool. */
final class LoadTables {
    private static final String NO_VALUE = "–";
    private static final List<FigureName> FIGURES = List.of(
            RunFigure.QPS,
            RunFigure.PROMPT_TPS,
            MEAN.of(RequestFigure.DECODE_TPS),
            MEAN.of(RequestFigure.TTFT),
            MEAN.of(RequestFigure.E2E),
            MEAN.of(RequestFigure.TPOT),
            MEAN.of(RequestFigure.INPUT_TOKENS),
            MEAN.of(RequestFigure.OUTPUT_TOKENS));

    private final Language language;

    private LoadTables(Language language) {
        this.language = language;
    }

    static List<String> of(RunVerdict run, Language language) {
        var tables = new LoadTables(language);
        var cells = new LinkedHashMap<String, List<List<String>>>();
        for (var test : run.tests()) {
            if (test.planned().test() instanceof TestSpec.LoadTest loadTest) {
                cells.computeIfAbsent(title(test.planned().deployment()), key -> new ArrayList<>())
                        .add(tables.loadTest(test, loadTest));
            }
        }
        var lines = new ArrayList<String>();
        cells.forEach((title, rows) -> {
            lines.add("### " + Markdown.text(title));
            lines.add("");
            lines.addAll(Markdown.table(tables.columns(), rows));
            lines.add("");
        });
        if (!lines.isEmpty()) {
            lines.addAll(tables.footnotes());
            if (run.tests().stream().anyMatch(TestVerdict.OfRepeats.class::isInstance)) {
                lines.add("- " + Markdown.text(language.say(Phrase.MEAN_NOTE)));
            }
            lines.addAll(QuantileTable.of(run, language));
            lines.addAll(SteadyWindowTable.of(run, language));
            lines.addAll(ServerTable.of(run, language));
        }
        return lines;
    }

    /** Returns what stands over a deployment's table: {@code nvfp4 · RedHatAI/Qwen3-32B-NVFP4 · qwen3-32b-nvfp4}. */
    private static String title(Deployment deployment) {
        return deployment.precision() + " · " + deployment.model() + " · " + deployment.name();
    }

    private List<String> columns() {
        return List.of(
                language.say(Phrase.CONCURRENCY),
                "QPS ¹",
                "Prompt TPS (token/s) ²",
                "Decode TPS (token/s) ³",
                "TTFT (ms)",
                "E2E (ms)",
                "TPOT (ms) ⁴",
                language.say(Phrase.ACTUAL_INPUT),
                language.say(Phrase.ACTUAL_OUTPUT),
                language.say(Phrase.NOTES));
    }

    private List<String> footnotes() {
        var notes = Map.of(
                "¹", Phrase.QPS_NOTE,
                "²", Phrase.PROMPT_TPS_NOTE,
                "³", Phrase.DECODE_TPS_NOTE,
                "⁴", Phrase.TPOT_NOTE);
        return notes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(note -> "- " + note.getKey() + " " + Markdown.text(language.say(note.getValue())))
                .toList();
    }

    private List<String> loadTest(TestVerdict test, TestSpec.LoadTest loadTest) {
        var cells = new ArrayList<String>();
        cells.add(loadTest.pace().asked());
        FIGURES.forEach(figure -> cells.add(value(test, figure)));
        cells.add(notes(test, loadTest));
        return cells;
    }

    private static String value(TestVerdict test, FigureName figure) {
        return switch (test) {
            case TestVerdict.OfLoadTest loadTest -> value(loadTest.figures(), figure);
            case TextsVerdict ignored -> NO_VALUE;
            case ProtocolVerdict ignored -> NO_VALUE;
            case TestVerdict.OfAccuracy ignored -> NO_VALUE;
            case TestVerdict.OfRepeats repeats ->
                repeats.figures().values(figure).map(RepeatsTables::meanAndSd).orElse(NO_VALUE);
            case TestVerdict.NotRun ignored -> NO_VALUE;
        };
    }

    static String value(FigureTable figures, FigureName figure) {
        return switch (figures.get(figure)) {
            case Figure.Undefined ignored -> NO_VALUE;
            case Figure.Measured measured -> {
                var shown = new BigDecimal(measured.value()).setScale(3, RoundingMode.HALF_UP);
                yield figure.unit() == Unit.TOKENS && shown.signum() != 0
                        ? shown.stripTrailingZeros().toPlainString()
                        : shown.toPlainString();
            }
        };
    }

    static String decimals(double value) {
        return new BigDecimal(value).setScale(3, RoundingMode.HALF_UP).toPlainString();
    }

    private String notes(TestVerdict test, TestSpec.LoadTest loadTest) {
        var missing = language.say(Phrase.NOT_RECORDED);
        var notes = new ArrayList<String>();
        notes.add(loadTest.name() + " " + language.say(test));
        test.header().ifPresent(header -> notes.add(language.say(header.provenance())));
        notes.add(language.fact(Phrase.REQUESTS, SettingWords.amount(loadTest, language)));
        notes.add(language.fact(Phrase.WARMUP, Integer.toString(loadTest.warmup())));
        notes.add(language.fact(Phrase.PROMPTS, SettingWords.prompts(loadTest, language)));
        notes.add(language.fact(Phrase.STRICT_LENGTH, language.say(strictness(test))));
        notes.add(language.fact(Phrase.HIT_RATE, hitRate(test).orElse(missing)));
        notes.add(language.fact(Phrase.THROTTLE, SettingWords.throttle(loadTest, language)));
        if (!loadTest.objectives().isEmpty()) {
            notes.add(language.fact(Phrase.OBJECTIVES, RequestObjective.text(loadTest.objectives())));
        }
        notes.addAll(PowerAndPriceNotes.of(test, language));
        notes.add(language.fact(
                Phrase.SERVE_COMMAND,
                test.header().map(header -> header.server().get("command")).orElse(missing)));
        serve(test.planned()).ifPresent(arguments -> notes.add(language.fact(Phrase.SERVE_ARGUMENTS, arguments)));
        notes.addAll(AuditNotes.of(test, language));
        return String.join(language.semicolon(), notes);
    }

    /** Returns the server's arguments in thresholds.yaml. It is not known whether a server that was already running has them. */
    private static Optional<String> serve(Planned planned) {
        return Optional.of(new ServeArguments(planned.serve()).shown()).filter(shown -> !shown.isEmpty());
    }

    /** Returns the hit rate by the server's counters or, without them, by the usage in its answers. */
    private static Optional<String> hitRate(TestVerdict test) {
        var rates = Stream.of(ServerFigure.CACHE_HIT_RATE, RunFigure.CACHED_SHARE);
        return switch (test) {
            case TestVerdict.OfLoadTest loadTest ->
                rates.map(loadTest.figures()::get)
                        .filter(Figure.Measured.class::isInstance)
                        .map(Figure.Measured.class::cast)
                        .map(measured -> measured.unit().format(measured.value()))
                        .findFirst();
            case TestVerdict.OfRepeats repeats ->
                rates.flatMap(rate -> repeats.figures().values(rate).stream()
                                .map(values -> rate.unit().format(values.mean())))
                        .findFirst();
            case TestVerdict.OfAccuracy ignored -> Optional.empty();
            case TextsVerdict ignored -> Optional.empty();
            case ProtocolVerdict ignored -> Optional.empty();
            case TestVerdict.NotRun ignored -> Optional.empty();
        };
    }

    /** Of several repeats the worst decides. */
    private static Phrase strictness(TestVerdict test) {
        return test.audits().stream()
                .filter(finding -> finding.audit().equals(TokensExact.NAME))
                .max(Comparator.comparing(Finding::severity))
                .map(finding -> switch (finding.severity()) {
                    case SOUND -> Phrase.KEPT;
                    case NOTE -> Phrase.NOT_KEPT;
                    case FAILED -> Phrase.NOT_KEPT;
                    case INVALID -> Phrase.NOT_KEPT;
                })
                .orElse(Phrase.NOT_CHECKED);
    }
}
