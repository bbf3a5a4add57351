package dev.assay.tools.readers;

import dev.assay.input.Location;
import dev.assay.tools.readers.Quantity.Factor;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The heading of a column of figures.
 *
 * @param text the text as it is written
 * @param place the place in the file
 * @param column the column; null if it is not read
 * @param statistic {@code p99}, {@code max}; empty for means, or if there is none
 * @param mean whether the heading names the mean
 * @param unit the unit in lower case; empty if there is none
 * @param factor the factor to our unit; null if the unit is unknown
 */
record Heading(
        String text,
        Location place,
        @Nullable Column column,
        String statistic,
        boolean mean,
        String unit,
        @Nullable Factor factor) {
    private static final Pattern NOTES = Pattern.compile("\\[\\^[^\\]]*\\]|[¹²³⁴⁵⁶⁷⁸⁹⁰†‡↓↑]|<[^>]*>");
    private static final Pattern MEAN =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:mean|avg|average|averaged)(?![\\p{L}\\p{N}])|平均值?|均值");
    /** Statistics other than the mean. "per minute" and "/min" are units, not a minimum. */
    private static final Pattern OTHER = Pattern.compile("(?<![\\p{L}\\p{N}/])(?<!per )(?<!/ )"
            + "(?:p ?[0-9]{1,2}(?:\\.[0-9]+)?|[0-9]{1,2}(?:\\.[0-9]+)?(?:st|nd|rd|th)? ?(?:%|pct|percentile|分位数?)"
            + "|median|max|maximum|peak|min|minimum|std(?: ?dev)?|sd|stddev|variance|worst|best|tail)(?![\\p{L}\\p{N}])"
            + "|中位数?|中值|最大值?|最小值?|标准差|方差|峰值");
    /** Words in brackets that are not units. */
    private static final Pattern REMARK = Pattern.compile("client|server|cold|warm|streaming|users?|measured|actual");

    private static final Pattern BRACKETS = Pattern.compile("\\(([^()]*)\\)");
    private static final List<Column> LOAD = List.of(Column.QPS, Column.TTFT, Column.E2E, Column.TPOT);

    static Heading of(String text, Location place) {
        var clean = clean(text);
        var mean = MEAN.matcher(clean).find();
        var plain = MEAN.matcher(clean).replaceAll(" ");
        var other = OTHER.matcher(plain);
        var statistic = other.find() && !isColumn(plain) ? other.group().strip() : "";
        var rest = statistic.isEmpty() ? plain : plain.replaceFirst(Pattern.quote(statistic), " ");
        var name = words(BRACKETS.matcher(rest).replaceAll(" "));
        for (var column : Column.values()) {
            if (column.matches(name)) {
                return column.quantity() == Quantity.TEXT
                        ? new Heading(text, place, column, "", false, "", Factor.ONE)
                        : bracketed(text, place, column, statistic, mean, name, rest);
            }
        }
        for (var column : Column.values()) {
            var units = column.quantity().units().matcher(name);
            if (units.find() && column.matches(words(units.replaceFirst(" ")))) {
                return new Heading(
                        text,
                        place,
                        column,
                        statistic,
                        mean,
                        units.toMatchResult().group(),
                        column.quantity().factor(units.toMatchResult().group()));
            }
        }
        return new Heading(text, place, null, statistic, mean, "", Factor.ONE);
    }

    /** "Max concurrency" is a column, not a maximum of another figure. */
    private static boolean isColumn(String plain) {
        var name = words(plain);
        return Arrays.stream(Column.values()).anyMatch(column -> column.matches(name));
    }

    private static Heading bracketed(
            String text, Location place, Column column, String statistic, boolean mean, String name, String rest) {
        if (column == Column.QPS && name.matches("[qr]pm|.*(min|minute)|每分钟.*")) {
            return new Heading(
                    text,
                    place,
                    column,
                    statistic,
                    mean,
                    "/min",
                    column.quantity().factor("/min"));
        }
        var brackets = BRACKETS.matcher(rest);
        while (brackets.find()) {
            var inside = brackets.group(1).strip();
            var unit = column.quantity().units().matcher(inside);
            if (unit.find()) {
                return new Heading(
                        text,
                        place,
                        column,
                        statistic,
                        mean,
                        unit.group(),
                        column.quantity().factor(unit.group()));
            }
            if (Arrays.stream(Quantity.values())
                    .anyMatch(quantity -> quantity.units().matcher(inside).matches())) {
                // Tokens per second are not requests per second.
                return new Heading(text, place, null, statistic, mean, "", Factor.ONE);
            }
            // Several words are a remark; a single word is a unit.
            if (inside.matches("\\S+") && !REMARK.matcher(inside).matches()) {
                return new Heading(text, place, column, statistic, mean, inside, null);
            }
        }
        // "Throughput" alone may mean tokens.
        return new Heading(
                text, place, name.matches("throughput|吞吐(量|率)?") ? null : column, statistic, mean, "", Factor.ONE);
    }

    private static String words(String text) {
        return text.replaceAll("[()]", " ").strip().replaceAll("\\s+", " ").replaceAll("^/ ?| ?/$", "");
    }

    /** Returns the text in lower case, with one kind of brackets and single spaces, and without other signs. */
    static String clean(String text) {
        var bare = NOTES.matcher(text).replaceAll(" ").replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
        return Normalizer.normalize(bare, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('[', '(')
                .replace(']', ')')
                .replaceAll("[*`_,;:=]|(?<=[\\p{L}0-9])-(?=[\\p{L}])|(?<![0-9])\\.|\\.(?![0-9])", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Returns the index of the heading with a figure's mean, first one that names the mean, then one without a statistic; −1 if there is none. */
    static int find(List<Heading> headings, Column column) {
        var found = -1;
        for (var i = 0; i < headings.size(); i++) {
            var heading = headings.get(i);
            if (heading.column == column && heading.statistic.isEmpty()) {
                if (heading.mean) {
                    return i;
                }
                found = found < 0 ? i : found;
            }
        }
        return found;
    }

    /** Returns whether these are the headings of load figures. */
    static boolean areOfLoad(List<Heading> headings) {
        return LOAD.stream()
                        .filter(column -> headings.stream().anyMatch(heading -> heading.column == column))
                        .count()
                >= 2;
    }

    /** Returns the other statistics of a figure in these headings, for a message: {@code p50, p99}. */
    static String statistics(List<Heading> headings, Column column) {
        return String.join(
                ", ",
                headings.stream()
                        .filter(heading -> heading.column == column && !heading.statistic.isEmpty())
                        .map(Heading::statistic)
                        .distinct()
                        .toList());
    }
}
