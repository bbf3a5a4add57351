package dev.assay.report.console;

import dev.assay.accuracy.Outcome;
import dev.assay.gate.LimitVerdict;
import dev.assay.gate.TestVerdict;
import dev.assay.protocol.CheckResult;
import dev.assay.recording.Provenance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;

/** A row's verdict as the text of a test's failure: a first line that stands alone, then everything it rests on. */
public final class TestText {
    private TestText() {}

    /**
     * Returns the text.
     *
     * @param traces where the row's raw data is, for people
     * @param again the command that runs just this row again
     */
    public static String of(TestVerdict row, String traces, String again) {
        return below(row.headline(), row, traces, again);
    }

    /** Returns the text of one of the row's limits: its own line, then everything the row rests on. */
    public static String of(TestVerdict row, LimitVerdict limit, String traces, String again) {
        return below(row.headline(limit), row, traces, again);
    }

    private static String below(String first, TestVerdict row, String traces, String again) {
        var lines = new ArrayList<String>();
        lines.add(first);
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
        lines.add("  again   " + again);
        return String.join("\n", lines);
    }

    private static String limit(LimitVerdict limit) {
        return limit.word() + " " + limit.sentence() + " (" + limit.limit().place() + ")";
    }

    private static List<String> results(TestVerdict row) {
        return switch (row) {
            case TestVerdict.OfProtocol protocol ->
                protocol.checks().stream().map(TestText::check).toList();
            case TestVerdict.OfLoadTest cell -> FigureLines.of(cell);
            case TestVerdict.OfAccuracy accuracy -> answers(accuracy);
            case TestVerdict.NotRun ignored -> List.of();
        };
    }

    private static String check(CheckResult checked) {
        return "  check   " + checked.check() + ": "
                + checked.result().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + checked.text();
    }

    /** One line for each outcome: what was found instead stands beside the test of each question. */
    private static List<String> answers(TestVerdict.OfAccuracy row) {
        var ids = new EnumMap<Outcome, List<String>>(Outcome.class);
        for (var scored : row.scores().all()) {
            ids.computeIfAbsent(scored.outcome(), outcome -> new ArrayList<>())
                    .add(scored.question().id());
        }
        ids.remove(Outcome.CORRECT);
        return ids.entrySet().stream()
                .map(entry -> "  answer  " + entry.getKey() + " ("
                        + entry.getValue().size() + "): " + String.join(" ", entry.getValue()))
                .toList();
    }
}
