package dev.assay.baseline;

import dev.assay.baseline.BaselineTest.Accepted;
import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.starts.Difference;
import dev.assay.starts.JoinedSets;
import dev.assay.starts.MeasuredStart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one test of a baseline. */
final class BaselineTestReader {
    private static final int MOST_STARTS = 100_000;

    private final Fields fields;
    private final Problems problems;

    private BaselineTestReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /** Reads a test; absent, with a problem, if it cannot be read. */
    static @Nullable BaselineTest read(Node node, Problems problems) {
        var fields = Fields.of(node, "a test of a baseline", problems);
        return fields == null ? null : new BaselineTestReader(fields, problems).read();
    }

    /** What the line of a start says. */
    private record Start(Instant measured, String source, Optional<String> serverStart, Map<String, String> own) {}

    private @Nullable BaselineTest read() {
        var name = fields.text("test");
        fields.required("conditions");
        var conditions = facts(fields, "conditions");
        var nodes = fields.list("starts");
        var starts = nodes.stream().map(this::start).toList();
        var values = new FigureReader(starts.size(), problems).read(fields.entries("figures"));
        var answers = answers(fields.entries("answers"), starts.size());
        var texts = new TextsReader(starts.size(), problems).read(fields.entries("texts"));
        var history = history();
        fields.refuseOthers(Map.of());
        if (nodes.isEmpty()) {
            problems.add(fields.placeOf("starts"), "a test of a baseline needs 'starts', with at least one");
        } else if (fields.optional("figures") == null
                && fields.optional("answers") == null
                && fields.optional("texts") == null) {
            problems.add(fields.place(), "a test of a baseline needs 'figures', 'answers' or 'texts'");
        }
        if (name == null || starts.isEmpty() || starts.contains(null)) {
            return null;
        }
        var measured = new ArrayList<MeasuredStart>();
        for (var i = 0; i < starts.size(); i++) {
            var start = starts.get(i);
            var all = new LinkedHashMap<>(conditions);
            all.putAll(start.own());
            measured.add(new MeasuredStart(
                    start.source(),
                    start.measured(),
                    start.serverStart(),
                    all,
                    values.get(i),
                    answers.get(i),
                    texts.get(i),
                    Optional.empty()));
        }
        starts(nodes, measured);
        return new BaselineTest(name, measured, history);
    }

    private @Nullable Start start(Node node) {
        var start = Fields.of(node, "a start", problems);
        if (start == null) {
            return null;
        }
        var measured = date(start, "measured_at", "a time such as '2026-11-20T08:00:00Z'", Instant::parse);
        var source = start.text("source");
        var serverStart = start.optionalText("server_start");
        var own = facts(start, "conditions");
        start.refuseOthers(Map.of());
        return measured == null || source == null
                ? null
                : new Start(measured, source, Optional.ofNullable(serverStart), own);
    }

    /** A copy would look like a repeat without noise, and starts of several kinds have no common mean. */
    private void starts(List<Node> nodes, List<MeasuredStart> starts) {
        for (var i = 1; i < starts.size(); i++) {
            for (var j = 0; j < i; j++) {
                if (JoinedSets.isCopy(starts.get(i), starts.get(j))) {
                    problems.add(
                            nodes.get(i).place(),
                            "this start and the one at " + nodes.get(j).place()
                                    + " are the same measurement ("
                                    + (starts.get(i)
                                                    .measured()
                                                    .equals(starts.get(j).measured())
                                            ? starts.get(i).measured()
                                            : "all figures are equal")
                                    + "): a copy is no second start. Remove one, with its values");
                }
            }
            var start = nodes.get(i);
            Difference.ofRepeats(starts.getFirst(), starts.get(i))
                    .ifPresent(unlike -> problems.add(
                            start.place(),
                            "this start was measured under other conditions than the first: " + unlike
                                    + ". The starts of a baseline are of one kind: write it anew with"
                                    + " -Dassay.baseline=write"));
        }
    }

    private Map<String, String> facts(Fields owner, String key) {
        var facts = new LinkedHashMap<String, String>();
        for (var entry : owner.entries(key)) {
            if (!(entry.value() instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.TEXT) {
                problems.add(
                        entry.value().place(),
                        "the condition '" + entry.key() + "' must be text, found "
                                + entry.value().found());
            } else if (Difference.TOKENS.contains(entry.key()) && !scalar.text().matches("[0-9]{1,18}")) {
                problems.add(
                        scalar.place(),
                        "'" + entry.key() + "' must be a whole number in quotes, found [" + scalar.text() + "]");
            } else {
                facts.put(entry.key(), scalar.text());
            }
        }
        return facts;
    }

    private List<Map<String, Boolean>> answers(List<Node.Entry> entries, int starts) {
        var answers = new ArrayList<Map<String, Boolean>>();
        for (var i = 0; i < starts; i++) {
            answers.add(new LinkedHashMap<>());
        }
        for (var entry : entries) {
            var digits =
                    entry.value() instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT ? scalar.text() : "";
            if (!digits.matches("[01-]{" + Math.max(1, starts) + "}")) {
                problems.add(
                        entry.value().place(),
                        "the answers to '" + entry.key() + "' must be a text with one character for each of the "
                                + starts + " starts (1 right, 0 wrong, - not asked), found "
                                + entry.value().found());
                continue;
            }
            for (var i = 0; i < starts; i++) {
                if (digits.charAt(i) != '-') {
                    answers.get(i).put(entry.key(), digits.charAt(i) == '1');
                }
            }
        }
        return answers;
    }

    private List<Accepted> history() {
        var history = new ArrayList<Accepted>();
        fields.required("history");
        for (var node : fields.list("history")) {
            var accepted = Fields.of(node, "an entry of 'history'", problems);
            if (accepted == null) {
                continue;
            }
            var on = date(accepted, "accepted", "a date such as '2026-11-20'", LocalDate::parse);
            var starts = accepted.count("starts", MOST_STARTS);
            var means = accepted.mapping("means");
            var values = new LinkedHashMap<String, Double>();
            if (means != null) {
                for (var entry : accepted.entries("means")) {
                    var mean = means.number(entry.key());
                    if (mean != null) {
                        values.put(entry.key(), mean);
                    }
                }
            }
            accepted.refuseOthers(Map.of());
            if (on != null && starts != null) {
                history.add(new Accepted(on, starts, values));
            }
        }
        return history;
    }

    private <T> @Nullable T date(Fields owner, String key, String expected, Function<String, T> parser) {
        var text = owner.text(key);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeParseException e) {
            problems.add(owner.placeOf(key), "'" + key + "' must be " + expected + ", found [" + text + "]");
            return null;
        }
    }
}
