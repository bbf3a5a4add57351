package dev.assay.figures.imported;

import dev.assay.figures.Finding;
import dev.assay.figures.Finding.Severity;
import dev.assay.figures.PublishedRow;
import dev.assay.figures.RowAudits;
import dev.assay.figures.RowFinding;
import java.math.BigDecimal;
import java.util.List;

/**
 * A row of a table that somebody published as Markdown.
 *
 * @param alike whether its prompts and answers are all as long as the row says; not where it has means of lengths
 */
public record ImportedRow(String name, PublishedRow row, boolean alike) implements Imported {
    @Override
    public String provenance() {
        return "imported from " + row.published().source();
    }

    @Override
    public List<Finding> audits() {
        return RowAudits.examine(row).entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Finding finding(RowAudits audit, RowFinding found) {
        return switch (found) {
            case RowFinding.Holds holds -> new Finding(audit.identity(), Severity.SOUND, holds.text());
            case RowFinding.CannotBeSaid open -> new Finding(audit.identity(), Severity.NOTE, open.text());
            case RowFinding.DoesNotHold not
            when audit == RowAudits.HIT_RATE ->
                new Finding(
                        audit.identity(),
                        Severity.NOTE,
                        not.text() + "; the table does not say that they are identical");
            case RowFinding.DoesNotHold not
            when !alike && !overfull() ->
                new Finding(audit.identity(), Severity.NOTE, not.text() + "; prompts or answers differ in length");
            case RowFinding.DoesNotHold not -> new Finding(audit.identity(), Severity.INVALID, not.text());
        };
    }

    /** However much requests differ, no more are in flight on average than could be. */
    private boolean overfull() {
        var published = row.published();
        return published
                        .qps()
                        .low()
                        .multiply(published.e2e().low())
                        .movePointLeft(3)
                        .compareTo(BigDecimal.valueOf(row.slots()))
                > 0;
    }
}
