package dev.assay.report.customer;

import dev.assay.recording.Recording;
import dev.assay.report.words.Phrase;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each deployment ran on. A fact that no recording has is shown as not recorded. */
record Environment(Edition edition, List<ReportedRun.Test> tests) {
    /** More columns than this do not fit on a page. */
    private static final int MOST_COLUMNS = 4;

    /** The facts with their keys in the header of a recording. */
    private static final Map<Phrase, String> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put(Phrase.SERVED_NAME, "model");
        KEYS.put(Phrase.GPU, "gpu");
        KEYS.put(Phrase.DRIVER, "driver");
        KEYS.put(Phrase.MIG, "mig");
        KEYS.put(Phrase.TENSOR_PARALLEL, "tensor-parallel-size");
        KEYS.put(Phrase.GPU_MEMORY, "gpu-memory-utilization");
        KEYS.put(Phrase.ARGUMENTS, "arguments");
        KEYS.put(Phrase.START, "start");
        KEYS.put(Phrase.IMAGE, "image");
    }

    List<String> lines() {
        var columns = columns();
        var lines = new ArrayList<String>();
        for (var from = 0; from < columns.size(); from += MOST_COLUMNS) {
            if (from > 0) {
                lines.add("");
            }
            lines.addAll(table(columns.subList(from, Math.min(columns.size(), from + MOST_COLUMNS))));
        }
        return lines;
    }

    /** A deployment in a run, with the first of its recordings that says most about its server. */
    private record Column(ReportedRun.Test test, Optional<Recording.Header> header) {
        int known() {
            return header.map(each -> each.server().size()).orElse(-1);
        }
    }

    private List<Column> columns() {
        var columns = new LinkedHashMap<String, Column>();
        for (var test : tests) {
            var header = Edition.isModelled(test.verdict())
                    ? Optional.<Recording.Header>empty()
                    : test.verdict().header();
            var column = new Column(test, header);
            columns.merge(
                    test.deployment() + " " + test.run(),
                    column,
                    (one, other) -> other.known() > one.known() ? other : one);
        }
        return List.copyOf(columns.values());
    }

    private List<String> table(List<Column> columns) {
        var heads = new ArrayList<String>();
        heads.add(edition.say(Phrase.FACT));
        columns.forEach(column -> heads.add(column.test().deployment()
                + edition.say(
                        " (run " + column.test().run() + ")",
                        "（运行 " + column.test().run() + "）")));
        var rows = new ArrayList<List<String>>();
        rows.add(row(
                Phrase.TIME,
                columns,
                column -> column.header()
                        .map(header ->
                                header.started().truncatedTo(ChronoUnit.SECONDS).toString())));
        rows.add(row(Phrase.ENGINE, columns, this::engine));
        rows.add(row(
                Phrase.MODEL,
                columns,
                column -> Optional.of(edition.model(
                        column.test().verdict().planned().deployment().model()))));
        rows.add(row(
                Phrase.PRECISION, columns, column -> Optional.of(column.test().precision())));
        KEYS.forEach((phrase, key) -> rows.add(row(phrase, columns, column -> said(column, key))));
        return edition.table(heads, rows);
    }

    private interface Finder {
        Optional<String> in(Column column);
    }

    private List<String> row(Phrase fact, List<Column> columns, Finder finder) {
        var row = new ArrayList<String>();
        row.add(edition.say(fact));
        columns.forEach(column -> row.add(finder.in(column).orElse(edition.missing())));
        return row;
    }

    private Optional<String> said(Column column, String key) {
        return column.header()
                .flatMap(header -> Optional.ofNullable(header.server().get(key)))
                .map(edition::fact);
    }

    private Optional<String> engine(Column column) {
        return said(column, "version")
                .map(version -> said(column, "engine")
                                .orElse(column.test()
                                        .verdict()
                                        .planned()
                                        .deployment()
                                        .engine())
                        + " " + version);
    }
}
