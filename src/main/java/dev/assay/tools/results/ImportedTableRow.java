package dev.assay.tools.results;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.tools.published.PublishedAudits;
import dev.assay.tools.published.PublishedFinding;
import dev.assay.tools.published.PublishedLoadTest;
import java.math.BigDecimal;
import java.util.List;

/**
 * A row of a published Markdown table.
 *
 * @param alike whether all prompts and answers have the lengths in the row; false if the row has mean lengths
 */
public record ImportedTableRow(String name, PublishedLoadTest row, boolean alike) implements ImportedResult {
    @Override
    public String provenance() {
        return "imported from " + row.published().source();
    }

    @Override
    public List<Finding> audits() {
        return PublishedAudits.examine(row).entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Finding finding(PublishedAudits audit, PublishedFinding found) {
        return switch (found) {
            case PublishedFinding.Holds holds -> new Finding(audit.identity(), Severity.SOUND, holds.text());
            case PublishedFinding.CannotBeSaid open -> new Finding(audit.identity(), Severity.NOTE, open.text());
            case PublishedFinding.DoesNotHold not
            when audit == PublishedAudits.HIT_RATE ->
                new Finding(
                        audit.identity(),
                        Severity.NOTE,
                        not.text() + "; the table does not say that they are identical");
            case PublishedFinding.DoesNotHold not
            when !alike && !overfull() ->
                new Finding(audit.identity(), Severity.NOTE, not.text() + "; prompts or answers differ in length");
            case PublishedFinding.DoesNotHold not -> new Finding(audit.identity(), Severity.INVALID, not.text());
        };
    }

    /** Returns whether the mean in flight exceeds the limit, which different requests cannot explain. */
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
