package dev.assay.report.ledger;

import dev.assay.report.words.Markdown;
import dev.assay.starts.AnswerHistory;
import dev.assay.starts.AnswerHistory.Change;
import dev.assay.starts.AnswerLedger;
import dev.assay.starts.MeasuredStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The questions that changed between runs, test by test.
 *
 * @param ledgers one for each test
 */
public record LedgerPage(List<AnswerLedger> ledgers) {
    private static final int MOST_LINES = 40;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LEGEND =
            "+ right, - wrong, . not answered; one sign for each measurement, the oldest first";

    public LedgerPage {
        ledgers = List.copyOf(ledgers);
    }

    /** Returns the lines for a console, at most 40 questions of each test. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var ledger : ledgers) {
            lines.add(heading(ledger));
            measurements(ledger).forEach(line -> lines.add("  " + line));
            ledger.leftOut().forEach(line -> lines.add("  left out: " + line));
            lines.add("  " + counts(ledger));
            var changed = ledger.changed();
            changed.stream().limit(MOST_LINES).forEach(history -> lines.add("  " + line(history)));
            if (changed.size() > MOST_LINES) {
                lines.add("  and " + (changed.size() - MOST_LINES) + " more");
            }
        }
        lines.add(LEGEND);
        return lines;
    }

    /** Returns the page with all questions that changed. */
    public String page() {
        var lines = new ArrayList<String>(List.of("# How answers changed between runs", "", LEGEND));
        for (var ledger : ledgers) {
            lines.add("");
            lines.add("## " + Markdown.text(heading(ledger)));
            lines.add("");
            measurements(ledger).forEach(line -> lines.add("- " + Markdown.text(line)));
            ledger.leftOut().forEach(line -> lines.add("- " + Markdown.text("left out: " + line)));
            lines.add("");
            lines.add(Markdown.text(counts(ledger)));
            if (!ledger.changed().isEmpty()) {
                lines.add("");
                lines.addAll(Markdown.table(
                        List.of("flips", "measurements", "change", "question"),
                        ledger.changed().stream()
                                .map(history -> List.of(
                                        "" + history.flips(),
                                        signs(history),
                                        history.change().toString(),
                                        history.question()))
                                .toList()));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** Returns a line of JSON for each question that changed. */
    public String json() {
        var lines = new StringBuilder();
        for (var ledger : ledgers) {
            for (var history : ledger.changed()) {
                var line = JSON.createObjectNode()
                        .put("test", ledger.test())
                        .put("question", history.question())
                        .put("flips", history.flips())
                        .put("change", history.change().toString());
                var right = line.putObject("right");
                for (var i = 0; i < ledger.starts().size(); i++) {
                    var name = ledger.starts().get(i).source();
                    history.right().get(i).ifPresent(is -> right.put(name, is));
                }
                lines.append(line).append('\n');
            }
        }
        return lines.toString();
    }

    private static String heading(AnswerLedger ledger) {
        var count = ledger.starts().size();
        return ledger.test() + ": " + ledger.histories().size() + " questions in " + count
                + (count == 1 ? " measurement" : " measurements");
    }

    private static List<String> measurements(AnswerLedger ledger) {
        var lines = new ArrayList<String>();
        for (var start : ledger.starts()) {
            lines.add((lines.size() + 1) + ". " + start.source() + ": " + start.right() + "/"
                    + start.answers().size() + " right"
                    + fact(start, "server version").map(", version "::concat).orElse("")
                    + fact(start, "server gpu").map(", "::concat).orElse(""));
        }
        return lines;
    }

    private static Optional<String> fact(MeasuredStart start, String name) {
        return Optional.ofNullable(start.conditions().get(name));
    }

    private static String counts(AnswerLedger ledger) {
        return "unstable " + ledger.count(Change.UNSTABLE) + ", lost " + ledger.count(Change.LOST) + ", gained "
                + ledger.count(Change.GAINED) + ", always right " + ledger.always(true) + ", always wrong "
                + ledger.always(false);
    }

    private static String line(AnswerHistory history) {
        return String.format(Locale.ROOT, "%s  %-8s  %s", signs(history), history.change(), history.question());
    }

    private static String signs(AnswerHistory history) {
        return history.right().stream()
                .map(right -> right.map(is -> is ? "+" : "-").orElse("."))
                .collect(Collectors.joining());
    }
}
