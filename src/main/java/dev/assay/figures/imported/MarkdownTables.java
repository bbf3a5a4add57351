package dev.assay.figures.imported;

import dev.assay.figures.PublishedRow;
import dev.assay.input.InputFile;
import dev.assay.input.Location;
import dev.assay.input.Problems;
import dev.assay.spec.Published;
import dev.assay.spec.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tables of load figures in a Markdown file, in the layout of published records and of a run's own {@code summary.md}: a row a cell, a
 * column a figure, in any order; other columns and other tables are passed over. Digits stay as they were written, since their number says
 * how they were rounded.
 */
final class MarkdownTables {
    /** The columns that mean something. One line each: what a header must match once its marks and units are gone. */
    private enum Column {
        MODEL("model|deployment|cell|模型|负载单元"),
        CONCURRENCY("concurrency|in flight|并发"),
        QPS("qps"),
        PROMPT_TPS("prompt tps"),
        DECODE_TPS("decode tps"),
        TTFT("ttft"),
        E2E("e2e"),
        TPOT("tpot"),
        INPUT("(actual )?input tokens|实际 input tokens"),
        OUTPUT("(actual )?output tokens|实际 output tokens"),
        HIT_RATE("(cache )?hit rate|缓存命中率"),
        REQUESTS("requests|请求数"),
        WARMUP("warm-?up|预热");

        private final Pattern header;

        Column(String header) {
            this.header = Pattern.compile(header);
        }
    }

    private static final List<Column> NEEDED =
            List.of(Column.CONCURRENCY, Column.QPS, Column.TTFT, Column.E2E, Column.TPOT);
    /** What a header has beside its words: footnotes, a unit, emphasis. */
    private static final Pattern MARKS = Pattern.compile("[¹²³⁴⁵⁶⁷⁸⁹*`%]|\\(.*?\\)|（.*?）|(?<=\\s)(ms|s)$");

    private static final Pattern LENGTHS = Pattern.compile("([0-9][0-9,]*) tokens in(?:,| and) ([0-9][0-9,]*) out");
    private static final Pattern THROTTLE = Pattern.compile("([0-9]+)(?:, max-in-flight ([0-9]+))?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");

    private final InputFile file;
    private final Problems problems;
    private final List<Imported> rows = new ArrayList<>();
    private int inputTokens;
    private int outputTokens;

    private MarkdownTables(InputFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Returns every row of every table of load figures; empty for a file without such a table. */
    static Optional<List<Imported>> read(InputFile file, Problems problems) {
        var tables = new MarkdownTables(file, problems);
        return tables.run() ? Optional.of(tables.rows) : Optional.empty();
    }

    private boolean run() {
        var lines = file.text().lines().toList();
        Map<Column, Integer> columns = Map.of();
        var found = false;
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (!line.startsWith("|")) {
                columns = Map.of();
                lengths(line);
            } else if (i + 1 < lines.size() && isRule(lines.get(i + 1).strip())) {
                columns = columns(cells(line));
                found |= !columns.isEmpty();
            } else if (!columns.isEmpty() && !isRule(line)) {
                row(i + 1, line, columns);
            }
        }
        return found;
    }

    private static boolean isRule(String line) {
        return line.matches("\\|?[\\s:|-]*-[\\s:|-]*");
    }

    private void lengths(String line) {
        var said = LENGTHS.matcher(line);
        if (said.find()) {
            inputTokens = Integer.parseInt(said.group(1).replace(",", ""));
            outputTokens = Integer.parseInt(said.group(2).replace(",", ""));
        }
    }

    private static List<String> cells(String line) {
        var inner = line.replaceFirst("^\\|", "").replaceFirst("\\|$", "");
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
    }

    /** Returns where each column stands; empty for a table of something else. */
    private static Map<Column, Integer> columns(List<String> headers) {
        var columns = new EnumMap<Column, Integer>(Column.class);
        for (var i = 0; i < headers.size(); i++) {
            var words = MARKS.matcher(headers.get(i).toLowerCase(Locale.ROOT))
                    .replaceAll("")
                    .strip();
            for (var column : Column.values()) {
                if (column.header.matcher(words).matches()) {
                    columns.putIfAbsent(column, i);
                }
            }
        }
        return columns.keySet().containsAll(NEEDED) ? columns : Map.of();
    }

    private void row(int line, String text, Map<Column, Integer> columns) {
        var row = new Row(line, text, columns);
        var flight = THROTTLE.matcher(row.text(Column.CONCURRENCY));
        if (!flight.matches()) {
            row.wrong(Column.CONCURRENCY, "how many were in flight, such as 40");
            return;
        }
        var concurrency = Integer.parseInt(flight.group(1));
        var slots = flight.group(2) == null ? concurrency : Integer.parseInt(flight.group(2));
        var input = row.tokens(Column.INPUT, inputTokens);
        var output = row.tokens(Column.OUTPUT, outputTokens);
        var qps = row.needed(Column.QPS);
        var ttft = row.needed(Column.TTFT);
        var e2e = row.needed(Column.E2E);
        var tpot = row.needed(Column.TPOT);
        if (input > 0 && output > 0 && qps != null && ttft != null && e2e != null && tpot != null) {
            var published = new Published(
                    qps,
                    row.written(Column.PROMPT_TPS),
                    row.written(Column.DECODE_TPS),
                    ttft,
                    e2e,
                    tpot,
                    row.written(Column.HIT_RATE),
                    row.count(Column.REQUESTS),
                    row.count(Column.WARMUP),
                    file.name() + ":" + line);
            rows.add(new ImportedRow(
                    (row.text(Column.MODEL) + " " + row.text(Column.CONCURRENCY)).strip(),
                    new PublishedRow(input, output, concurrency, slots, published)));
        }
    }

    private final class Row {
        private final int line;
        private final String text;
        private final Map<Column, Integer> columns;
        private final List<String> cells;

        Row(int line, String text, Map<Column, Integer> columns) {
            this.line = line;
            this.text = text;
            this.columns = columns;
            this.cells = cells(text);
        }

        String text(Column column) {
            var index = columns.get(column);
            return index == null || index >= cells.size()
                    ? ""
                    : cells.get(index).replaceAll("[*`]", "");
        }

        /** What is no number was not published. */
        @Nullable Written written(Column column) {
            var digits = text(column).replaceAll("(?<=[0-9]),(?=[0-9]{3})|\\s*%$", "");
            return NUMBER.matcher(digits).matches() ? Written.of(digits) : null;
        }

        @Nullable Written needed(Column column) {
            var written = written(column);
            if (written == null || written.value().signum() == 0) {
                wrong(column, "a number above zero, such as 43.501");
                return null;
            }
            return written;
        }

        @Nullable Integer count(Column column) {
            var digits = text(column);
            return digits.matches("[0-9]{1,9}") ? Integer.valueOf(digits) : null;
        }

        int tokens(Column column, int said) {
            var written = written(column);
            var tokens =
                    written == null ? said : (int) Math.round(written.value().doubleValue());
            if (tokens <= 0) {
                problems.add(
                        new Location(file.name(), line, 1),
                        "the row does not say how many tokens a prompt and an answer had: add the columns 'Input tokens' and"
                                + " 'Output tokens', or a line such as '10000 tokens in, 800 out' above the table");
            }
            return tokens;
        }

        void wrong(Column column, String expected) {
            var cell = text(column);
            var at = cell.isEmpty() ? 0 : text.indexOf(cell);
            problems.add(
                    new Location(file.name(), line, Math.max(0, at) + 1),
                    "the column '" + column.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "' must have "
                            + expected + ", found [" + cell + "]");
        }
    }
}
