package dev.assay.tools.readers;

import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.plan.thresholds.WrittenNumber;
import dev.assay.tools.published.PublishedLoadTest;
import dev.assay.tools.readers.Quantity.Factor;
import dev.assay.tools.readers.Table.Cell;
import dev.assay.tools.results.ImportedResult;
import dev.assay.tools.results.ImportedTableRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One row of a table of load figures. */
final class TableRow {
    private static final Pattern THROTTLE = Pattern.compile("([0-9]{1,7})(?:, max-in-flight ([0-9]{1,7}))?");
    /** Digits with thousands separators, a power of ten, a unit. */
    private static final Pattern NUMBER =
            Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?(?:[eE][+-]?[0-9]{1,2})?)\\s*([^0-9\\s].*)?");

    private static final Pattern THOUSANDS =
            Pattern.compile("(?<=[0-9])[,_'’\\u00A0\\u202F\\u2009](?=[0-9]{3}(?![0-9]))");
    private static final Pattern NOTHING =
            Pattern.compile("(?i)|[-–—−/.?]+|n/?a|none|null|nan|tbd|oom|unknown|无|未采集|not published");

    private final Table table;
    private final int index;
    private final Table.Lengths lengths;
    private final Problems problems;
    private final List<Problem> passedOver;
    /** Missing columns that the row needs: the name and the text that is there. */
    private final List<String> missing = new ArrayList<>();

    private @Nullable Cell firstMissing;

    TableRow(Table table, int index, Table.Lengths lengths, Problems problems, List<Problem> passedOver) {
        this.table = table;
        this.index = index;
        this.lengths = lengths;
        this.problems = problems;
        this.passedOver = passedOver;
    }

    Optional<ImportedResult> read() {
        var flight =
                THROTTLE.matcher(THOUSANDS.matcher(text(Column.CONCURRENCY)).replaceAll(""));
        if (!flight.matches()) {
            missing(Column.CONCURRENCY);
        }
        var qps = needed(Column.QPS);
        var ttft = needed(Column.TTFT);
        var e2e = needed(Column.E2E);
        var tpot = needed(Column.TPOT);
        if (qps == null || ttft == null || e2e == null || tpot == null || firstMissing != null) {
            refuse();
            return Optional.empty();
        }
        var concurrency = Integer.parseInt(flight.group(1));
        var slots = flight.group(2) == null ? concurrency : Integer.parseInt(flight.group(2));
        var input = tokens(Column.INPUT, lengths.input());
        var output = tokens(Column.OUTPUT, lengths.output());
        if (input <= 0 || output <= 0 || slots <= 0) {
            problems.add(
                    place(),
                    slots <= 0
                            ? "the row must have the number of requests in flight, such as 40, found [" + flight.group()
                                    + "]"
                            : "the row does not say how many tokens a prompt and an answer had: add the columns"
                                    + " 'Input tokens'"
                                    + " and 'Output tokens', or a line such as '10000 tokens in, 800 out' above the table");
            return Optional.empty();
        }
        var published = new PublishedFigures(
                qps,
                written(Column.PROMPT_TPS),
                written(Column.DECODE_TPS),
                ttft,
                e2e,
                tpot,
                written(Column.HIT_RATE),
                count(Column.REQUESTS),
                count(Column.WARMUP),
                table.file() + ":" + place().line());
        return Optional.of(new ImportedTableRow(
                name(),
                new PublishedLoadTest(input, output, concurrency, slots, published),
                isExact(Column.INPUT) && isExact(Column.OUTPUT)));
    }

    private String name() {
        var models = IntStream.range(0, table.headings().size())
                .filter(i -> table.headings().get(i).column() == Column.MODEL)
                .mapToObj(i -> plain(cell(i).text()))
                .collect(Collectors.joining(" "));
        return (models + " " + table.labels().get(index) + " " + text(Column.CONCURRENCY))
                .strip()
                .replaceAll("\\s+", " ");
    }

    private Location place() {
        return table.cells().get(index).getFirst().place();
    }

    private Cell cell(int column) {
        var row = table.cells().get(index);
        return column >= 0 && column < row.size() ? row.get(column) : new Cell("", place());
    }

    private Cell cell(Column column) {
        return cell(Heading.find(table.headings(), column));
    }

    private String text(Column column) {
        return plain(cell(column).text());
    }

    /** Returns the text without emphasis, footnotes, and the spread after ±. */
    private static String plain(String text) {
        return text.replaceAll(
                        "[*`]|<[^>]*>|\\[\\^[^\\]]*\\]|[¹²³⁴⁵⁶⁷⁸⁹]|\\s*\\(?(?:±|\\+/-)\\s*[0-9][0-9.,]*\\s*%?\\)?", "")
                .strip();
    }

    private void missing(Column column) {
        firstMissing = firstMissing == null ? cell(column) : firstMissing;
        missing.add(column.title() + " [" + text(column) + "]");
    }

    private void refuse() {
        problems.add(
                firstMissing == null ? place() : firstMissing.place(),
                "the row is not read: expected numbers above zero, such as 43.501, found "
                        + String.join(", ", missing));
    }

    private @Nullable WrittenNumber needed(Column column) {
        var written = number(column);
        if (written == null || written.value().signum() == 0) {
            missing(column);
            return null;
        }
        return written;
    }

    /** Returns the number; null if there is none. Text that is neither a number nor a sign for "not published" is reported. */
    private @Nullable WrittenNumber written(Column column) {
        var written = number(column);
        if (written == null && !NOTHING.matcher(text(column)).matches()) {
            passedOver.add(new Problem(
                    cell(column).place(),
                    "the column '" + column.title() + "' has no number here, found [" + text(column) + "]"));
        }
        return written;
    }

    private @Nullable WrittenNumber number(Column column) {
        var found = NUMBER.matcher(THOUSANDS.matcher(text(column)).replaceAll(""));
        if (!found.matches()) {
            return null;
        }
        var index = Heading.find(table.headings(), column);
        var heading = table.headings().get(index);
        var value = new BigDecimal(found.group(1));
        var said = found.group(2) == null ? "" : Heading.clean(found.group(2));
        // A unit in the cell goes before that of the heading. A share without a unit may be of 1 or of 100.
        var factor = !said.isEmpty()
                ? column.quantity().factor(said)
                : column == Column.HIT_RATE && heading.unit().isEmpty() && value.compareTo(BigDecimal.ONE) <= 0
                        ? new Factor(100, 1)
                        : heading.factor();
        return factor == null ? null : factor.of(value);
    }

    private @Nullable Integer count(Column column) {
        var written = written(column);
        return written == null || written.value().compareTo(BigDecimal.valueOf(999_999_999)) > 0
                ? null
                : (Integer) written.value().intValue();
    }

    /** A mean length means that requests differ. */
    private boolean isExact(Column column) {
        var written = number(column);
        var heading = Heading.find(table.headings(), column);
        return written == null
                || (!table.headings().get(heading).mean()
                        && written.value().stripTrailingZeros().scale() <= 0);
    }

    private int tokens(Column column, int said) {
        var written = written(column);
        return written == null ? said : (int) Math.round(written.value().doubleValue());
    }
}
