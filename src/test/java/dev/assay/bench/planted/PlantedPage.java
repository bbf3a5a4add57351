package dev.assay.bench.planted;

import dev.assay.bench.planted.Row.Want;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page.
 *
 * @param lines in the order of the table
 */
record PlantedPage(List<Line> lines) {
    static final Path FILE = Path.of("docs/planted.md");
    private static final Path TEMPLATE = Path.of("src/test/resources/dev/assay/bench/planted.md");
    /** At most 12 of 2,000: then fewer than 1 of 100 fail by chance, with 95 % confidence. */
    private static final double FALSE_ALARMS = 12.0 / 2000;
    /** At least 962 of 1,000. */
    private static final double FOUND = 0.962;

    /** A gate that seldom passes would be worthless. */
    private static final double PASSED = 0.9;

    private static final String COMMAND = "mvn -q test -Dtest=PlantedBench -Down.jvm=";
    private static final String HEAD = """
            | planted | limits | measured | gates | FAIL | UNMEASURED | INCONCLUSIVE | PASS | as wanted |
            |---|---|---|---|---|---|---|---|---|
            """;
    private static final String CAUSES_HEAD = """
            | planted | words and causes | what a person reads, in the first gate with the most frequent cause |
            |---|---|---|
            """;

    /** How many causes of one word are shown. */
    private static final int CAUSES = 3;

    /** A row with what its gates said. */
    record Line(Row row, List<Seen> seen) {
        Line {
            seen = List.copyOf(seen);
        }

        long count(String word) {
            return seen.stream().filter(each -> each.word().equals(word)).count();
        }

        /** Returns whether it is as wanted. What is wanted of gates in which nothing is planted is wanted of all together. */
        boolean isAsWanted() {
            return switch (row.want()) {
                case FAIL -> count("FAIL") >= FOUND * seen.size();
                case NO_PASS -> count("PASS") == 0;
                case CLEAN -> true;
            };
        }

        /** Returns the line of the table. */
        String cells() {
            return Stream.concat(
                            Stream.of(row.planted(), row.limits(), row.size(), number(seen.size())),
                            Seen.WORDS.stream().map(word -> number(count(word))))
                    .collect(Collectors.joining(" | ", "| ", " | " + wanted() + " |"));
        }

        private String wanted() {
            if (row.want() == Want.CLEAN) {
                return "";
            }
            var word = isAsWanted() ? "yes" : "no";
            return row.asked() ? word : word + " (not asked)";
        }

        /** Returns the words with their causes, the most frequent first, and what a person reads of the first gate with the first of them. */
        String causes() {
            var groups = seen.stream()
                    .filter(each -> !each.word().equals("PASS"))
                    .collect(Collectors.groupingBy(each -> each.word() + " by " + each.cause()));
            var frequent = groups.entrySet().stream()
                    .sorted(Comparator.comparingInt((Map.Entry<String, List<Seen>> each) ->
                                    -each.getValue().size())
                            .thenComparing(Map.Entry::getKey))
                    .toList();
            var said = frequent.stream()
                    .limit(CAUSES)
                    .map(each -> number(each.getValue().size()) + " " + each.getKey())
                    .collect(Collectors.joining("<br>"));
            var more = frequent.size() - CAUSES;
            return "| " + row.planted() + " | " + said + (more > 0 ? "<br>and " + more + " other causes" : "") + " | "
                    + frequent.stream()
                            .findFirst()
                            .map(each ->
                                    "`" + each.getValue().getFirst().sentence().replace("|", "\\|") + "`")
                            .orElse("")
                    + " |";
        }
    }

    /** Returns what is wanted and not so, in words. */
    List<String> misses() {
        var misses = new ArrayList<>(lines.stream()
                .filter(line -> line.row.asked() && !line.isAsWanted())
                .map(Line::cells)
                .toList());
        misses.addAll(cleanMisses());
        return misses;
    }

    private List<String> cleanMisses() {
        var misses = new ArrayList<String>();
        if (clean("FAIL") > FALSE_ALARMS * gates()) {
            misses.add(clean("FAIL") + " of " + gates() + " gates in which nothing changed fail");
        }
        if (clean("PASS") < PASSED * gates()) {
            misses.add("only " + clean("PASS") + " of " + gates() + " gates in which nothing changed pass");
        }
        return misses;
    }

    private long gates() {
        return of(Want.CLEAN).mapToLong(line -> line.seen.size()).sum();
    }

    private long clean(String word) {
        return of(Want.CLEAN).mapToLong(line -> line.count(word)).sum();
    }

    private Stream<Line> of(Want want) {
        return lines.stream().filter(line -> line.row.want() == want);
    }

    /**
     * Returns the page in Markdown.
     *
     * @param plantings of a row, for which the numbers of the page are wanted
     * @param took the processor time
     */
    String text(long seed, int plantings, Duration took) throws IOException {
        return Files.readString(TEMPLATE)
                .replace("{regressions}", table(Want.FAIL))
                .replace("{regression-causes}", causes(Want.FAIL))
                .replace("{broken}", table(Want.NO_PASS))
                .replace("{broken-causes}", causes(Want.NO_PASS))
                .replace("{clean}", table(Want.CLEAN) + "\n" + total())
                .replace("{clean-causes}", causes(Want.CLEAN))
                .replace("{plantings}", number(plantings))
                .replace("{command}", COMMAND + (plantings == 1000 ? "" : " -Dbench.plantings=" + plantings))
                .replace("{seed}", Long.toString(seed))
                .replace("{date}", LocalDate.now(ZoneOffset.UTC).toString())
                .replace("{took}", number(took.toMinutes()))
                .replace("{commit}", commit())
                .replace("{machine}", machine());
    }

    private String table(Want want) {
        return HEAD + of(want).map(Line::cells).collect(Collectors.joining("\n"));
    }

    private String causes(Want want) {
        return CAUSES_HEAD + of(want).map(Line::causes).collect(Collectors.joining("\n"));
    }

    private String total() {
        return "| nothing | all of these | | " + number(gates()) + " | "
                + Seen.WORDS.stream().map(word -> number(clean(word))).collect(Collectors.joining(" | ")) + " | "
                + (cleanMisses().isEmpty() ? "yes" : "no") + " |";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String commit() throws IOException {
        var git = new ProcessBuilder("git", "rev-parse", "--short=8", "HEAD").start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static String machine() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return String.format(
                    Locale.ROOT,
                    "%d virtual cores of %s, Linux %s, JDK %s",
                    Runtime.getRuntime().availableProcessors(),
                    lines.filter(line -> line.startsWith("model name"))
                            .map(line -> line.replaceFirst(".*?:\\s*", ""))
                            .findFirst()
                            .orElse("an unnamed processor"),
                    System.getProperty("os.version"),
                    System.getProperty("java.runtime.version"));
        }
    }
}
