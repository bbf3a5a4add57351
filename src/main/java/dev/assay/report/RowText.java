package dev.assay.report;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.Scored;
import dev.assay.gate.LimitVerdict;
import dev.assay.gate.RowVerdict;
import dev.assay.protocol.Checked;
import dev.assay.trace.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row's verdict as the text of a test's failure: a first line that stands alone, then everything it rests on. */
public final class RowText {
    private RowText() {}

    /**
     * Returns the text.
     *
     * @param traces where the row's raw data is, for people
     */
    public static String of(RowVerdict row, String traces) {
        var lines = new ArrayList<String>();
        lines.add(row.headline());
        row.limits().forEach(limit -> lines.add("  limit   " + limit(limit)));
        row.audits()
                .forEach(finding -> lines.add(String.format(
                        Locale.ROOT,
                        "  audit   %s: %s: %s",
                        finding.audit(),
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.text())));
        lines.addAll(results(row));
        row.header()
                .filter(header -> header.provenance() != Provenance.MODELLED)
                .ifPresent(header -> lines.add("  traces  " + traces));
        lines.add("  again   " + again(row));
        return String.join("\n", lines);
    }

    /** Returns the command that runs just this row again: on its recording, or, where it was measured, on a server. */
    private static String again(RowVerdict row) {
        var live = row.header()
                .filter(header -> header.provenance() == Provenance.MEASURED)
                .isPresent();
        return "mvn verify -Dassay.only='" + row.planned().name() + "'" + (live ? " -Dassay.endpoint=URL" : "");
    }

    private static String limit(LimitVerdict limit) {
        return limit.word() + " " + limit.sentence() + " (" + limit.limit().place() + ")";
    }

    private static List<String> results(RowVerdict row) {
        return switch (row) {
            case RowVerdict.OfProtocol protocol ->
                protocol.checks().stream().map(RowText::check).toList();
            case RowVerdict.OfCell cell -> FigureLines.of(cell);
            case RowVerdict.OfAccuracy accuracy ->
                accuracy.scores().all().stream()
                        .filter(scored -> scored.outcome() != Outcome.CORRECT)
                        .map(RowText::answer)
                        .toList();
            case RowVerdict.NotRun ignored -> List.of();
        };
    }

    private static String check(Checked checked) {
        return "  check   " + checked.check() + ": "
                + checked.result().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + checked.text();
    }

    private static String answer(Scored scored) {
        return "  answer  " + scored.question().id() + " " + scored.outcome() + ": " + scored.explanation();
    }
}
