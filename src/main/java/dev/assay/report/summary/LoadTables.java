package dev.assay.report.summary;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.audits.answers.TokensExact;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.ServerFigure;
import dev.assay.gate.RunVerdict;
import dev.assay.gate.TestVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.launch.ServeArguments;
import dev.assay.plan.tests.RequestObjective;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The cells, one table for each deployment, which has one precision; below it, where definitions differ from one tool to the next. */
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
        for (var row : run.tests()) {
            if (row.planned().test() instanceof TestSpec.LoadTest cell) {
                cells.computeIfAbsent(title(row.planned().deployment()), key -> new ArrayList<>())
                        .add(tables.cell(row, cell));
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

    private List<String> cell(TestVerdict row, TestSpec.LoadTest cell) {
        var cells = new ArrayList<String>();
        cells.add(cell.pace().asked());
        FIGURES.forEach(figure -> cells.add(value(row, figure)));
        cells.add(notes(row, cell));
        return cells;
    }

    private static String value(TestVerdict row, FigureName figure) {
        return switch (row) {
            case TestVerdict.OfLoadTest cell -> value(cell.figures(), figure);
            case TestVerdict.OfProtocol ignored -> NO_VALUE;
            case TestVerdict.OfAccuracy ignored -> NO_VALUE;
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

    private String notes(TestVerdict row, TestSpec.LoadTest cell) {
        var missing = language.say(Phrase.NOT_RECORDED);
        var notes = new ArrayList<String>();
        notes.add(cell.name() + " " + language.say(row));
        row.header().ifPresent(header -> notes.add(language.say(header.provenance())));
        notes.add(language.fact(Phrase.REQUESTS, cell.amount("")));
        notes.add(language.fact(Phrase.WARMUP, Integer.toString(cell.warmup())));
        notes.add(language.fact(Phrase.PROMPTS, cell.promptWords()));
        notes.add(language.fact(Phrase.STRICT_LENGTH, language.say(strictness(row))));
        notes.add(language.fact(Phrase.HIT_RATE, hitRate(row).orElse(missing)));
        notes.add(language.fact(Phrase.THROTTLE, cell.throttle().orElse(language.say(Phrase.NONE))));
        if (!cell.objectives().isEmpty()) {
            notes.add(language.fact(Phrase.OBJECTIVES, RequestObjective.text(cell.objectives())));
        }
        notes.addAll(PowerAndPriceNotes.of(row, language));
        notes.add(language.fact(
                Phrase.SERVE_COMMAND,
                row.header().map(header -> header.server().get("command")).orElse(missing)));
        serve(row.planned()).ifPresent(arguments -> notes.add(language.fact(Phrase.SERVE_ARGUMENTS, arguments)));
        notes.addAll(AuditNotes.of(row));
        return String.join(language.semicolon(), notes);
    }

    /** Returns what the file says of a server's arguments. Whether a server that runs already has them is not known. */
    private static Optional<String> serve(Planned planned) {
        return Optional.of(new ServeArguments(planned.serve()).shown()).filter(shown -> !shown.isEmpty());
    }

    /** By the server's counters, else by its answers. */
    private static Optional<String> hitRate(TestVerdict row) {
        return row instanceof TestVerdict.OfLoadTest cell
                ? Stream.of(ServerFigure.CACHE_HIT_RATE, RunFigure.CACHED_SHARE)
                        .map(cell.figures()::get)
                        .filter(Figure.Measured.class::isInstance)
                        .map(Figure.Measured.class::cast)
                        .map(measured -> measured.unit().format(measured.value()))
                        .findFirst()
                : Optional.empty();
    }

    private static Phrase strictness(TestVerdict row) {
        return row.audits().stream()
                .filter(finding -> finding.audit().equals(TokensExact.NAME))
                .findFirst()
                .map(finding -> switch (finding.severity()) {
                    case SOUND -> Phrase.KEPT;
                    case NOTE -> Phrase.NOT_KEPT;
                    case FAILED -> Phrase.NOT_KEPT;
                    case INVALID -> Phrase.NOT_KEPT;
                })
                .orElse(Phrase.NOT_CHECKED);
    }
}
