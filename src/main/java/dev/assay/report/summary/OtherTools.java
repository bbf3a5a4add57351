package dev.assay.report.summary;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Table;
import dev.assay.tools.definitions.EquivalentFigures;
import dev.assay.tools.definitions.Tool;
import dev.assay.tools.definitions.ToolFigure;
import dev.assay.tools.definitions.ToolFigures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures that other tools would have printed for a run's load tests, beside those of Assay, as Markdown: {@code other-tools.md}. */
public final class OtherTools {
    static final String NO_VALUE = "–";
    private static final int DECIMALS = 3;
    /** Seconds are shown as exactly as milliseconds with three decimals. */
    private static final int DECIMALS_OF_SECONDS = 6;

    private OtherTools() {}

    /** Returns the page; empty if no load test was measured. */
    public static Optional<String> of(RunVerdict run) {
        var lines = new ArrayList<String>();
        for (var measured : MeasuredLoadTest.of(run, Language.ENGLISH)) {
            lines.add("");
            lines.add("## " + Markdown.text(measured.name()));
            lines.add("");
            lines.addAll(Markdown.table(table(
                    measured.test().figures(), measured.test().others(), Arrays.asList(EquivalentFigures.values()))));
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var head = List.of(
                "# What other tools would have printed of these requests",
                "",
                "Each figure has the tool's own definition and is computed from the same traces. The figures of a row mean the same; ≈ marks a"
                        + " definition that differs from Assay's. docs/definitions.md has all definitions, and what a trace cannot show.");
        lines.addAll(0, head);
        lines.add("");
        lines.addAll(Markdown.table(differences()));
        return Optional.of(String.join("\n", lines) + "\n");
    }

    /** Returns the figures of a load test that other tools define otherwise, a column for each tool; ≈ marks them. */
    public static Table differing(TestVerdict.OfLoadTest test) {
        return table(
                test.figures(),
                test.others(),
                Arrays.stream(EquivalentFigures.values())
                        .filter(concept -> concept.ours().isPresent())
                        .filter(concept -> test.others().stream()
                                .anyMatch(printout -> concept.of(printout.tool())
                                        .filter(theirs -> theirs.differs() != null)
                                        .isPresent()))
                        .toList());
    }

    private static Table table(FigureTable figures, List<ToolFigures> others, List<EquivalentFigures> shown) {
        var columns = new ArrayList<>(List.of("Assay"));
        others.forEach(printout ->
                columns.add(printout.tool().title() + " " + printout.tool().version()));
        var rows = new ArrayList<List<String>>();
        for (var concept : shown) {
            var cells = new ArrayList<String>();
            cells.add(
                    concept.ours().map(name -> name + " " + ours(figures, name)).orElse(NO_VALUE));
            for (var printout : others) {
                cells.add(concept.of(printout.tool())
                        .map(theirs -> (theirs.differs() == null ? "" : "≈ ") + theirs.name() + " "
                                + value(printout.get(theirs.name())))
                        .orElse(NO_VALUE));
            }
            rows.add(cells);
        }
        return new Table(columns, rows);
    }

    private static String ours(FigureTable figures, FigureName name) {
        return switch (figures.get(name)) {
            case Figure.Measured measured -> measured.unit().format(measured.value());
            case Figure.Undefined ignored -> NO_VALUE;
        };
    }

    static String value(@Nullable ToolFigure figure) {
        if (figure == null || figure.value() == null) {
            return NO_VALUE;
        }
        var decimals = figure.unit().equals("s") ? DECIMALS_OF_SECONDS : DECIMALS;
        var number = new BigDecimal(figure.value())
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
        return figure.unit().startsWith("/") ? number + figure.unit() : (number + " " + figure.unit()).strip();
    }

    /** Returns how each definition differs from that of Assay. */
    public static Table differences() {
        var rows = new ArrayList<List<String>>();
        for (var tool : Tool.values()) {
            for (var concept : EquivalentFigures.values()) {
                concept.of(tool)
                        .filter(theirs -> theirs.differs() != null)
                        .ifPresent(theirs ->
                                rows.add(List.of(tool.title(), theirs.name(), String.valueOf(theirs.differs()))));
            }
        }
        return new Table(List.of("tool", "≈", "differs"), rows);
    }
}
