package dev.assay.figures.imported;

import dev.assay.figures.Finding;
import dev.assay.figures.Finding.Severity;
import dev.assay.figures.PublishedRow;
import dev.assay.figures.RowAudits;
import dev.assay.figures.RowFinding;
import java.util.List;

/** A row of a table that somebody published as Markdown. */
public record ImportedRow(String name, PublishedRow row) implements Imported {
    @Override
    public String provenance() {
        return "imported from " + row.published().source();
    }

    @Override
    public List<Finding> audits() {
        return RowAudits.examine(row).entrySet().stream()
                .map(entry -> new Finding(
                        entry.getKey().identity(),
                        severity(entry.getValue()),
                        entry.getValue().text()))
                .toList();
    }

    private static Severity severity(RowFinding finding) {
        return switch (finding) {
            case RowFinding.Holds ignored -> Severity.SOUND;
            case RowFinding.CannotBeSaid ignored -> Severity.NOTE;
            case RowFinding.DoesNotHold ignored -> Severity.INVALID;
        };
    }
}
