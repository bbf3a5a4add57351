package dev.assay.kills;

import static java.util.stream.Collectors.toMap;

import dev.assay.kills.Kill.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of the kills, and the cells of its rows. */
final class KillsPage {
    static final String GOOD = "the same result, nothing lost";
    private static final Path FILE = Path.of("docs/kills.md");
    private static final Path TEMPLATE = Path.of("src/test/resources/dev/assay/kills/kills.md");

    private KillsPage() {}

    /** Returns the cells of each row of kills. */
    static List<List<String>> rows() throws IOException {
        try (var lines = Files.lines(FILE)) {
            return lines.filter(line -> line.matches("\\| \\d+ \\| run .*"))
                    .map(line -> Stream.of(line.split("\\|", -1))
                            .skip(1)
                            .limit(6)
                            .map(String::strip)
                            .toList())
                    .toList();
        }
    }

    /** Returns how many kills the page has of each place. */
    static Map<Where, Integer> counts() throws IOException {
        var text = Files.readString(FILE);
        return Arrays.stream(Where.values())
                .collect(toMap(
                        where -> where,
                        where -> text.lines()
                                .filter(line -> line.startsWith("| " + where.words() + " | "))
                                .map(line -> Integer.valueOf(line.replaceAll(".*\\| (\\d+) \\|$", "$1")))
                                .findFirst()
                                .orElse(0)));
    }

    /** Writes the page. */
    static void write(List<KilledRun> runs, long seed, Duration took) throws IOException {
        var kills = runs.stream().flatMap(run -> run.kills().stream()).toList();
        var places = Arrays.stream(Where.values())
                .map(where -> "| " + where.words() + " | "
                        + kills.stream().filter(kill -> kill.where() == where).count() + " |")
                .collect(Collectors.joining("\n"));
        Files.writeString(
                FILE,
                Files.readString(TEMPLATE)
                        .replace("{kills}", "" + kills.size())
                        .replace("{runs}", "" + runs.size())
                        .replace(
                                "{requests}",
                                "" + runs.stream().mapToInt(KilledRun::requests).sum())
                        .replace("{seed}", "" + seed)
                        .replace("{java}", Runtime.version().toString())
                        .replace("{processors}", "" + Runtime.getRuntime().availableProcessors())
                        .replace("{minutes}", String.format(Locale.ROOT, "%.1f", took.toSeconds() / 60.0))
                        .replace("{places}", places)
                        .replace("{rows}", String.join("\n", lines(runs))));
    }

    private static List<String> lines(List<KilledRun> runs) {
        var lines = new ArrayList<String>();
        for (var run : runs) {
            var end = run.wrong().isEmpty() ? GOOD : run.wrong().getFirst().replace("|", "\\|");
            for (var i = 0; i < run.kills().size(); i++) {
                var kill = run.kills().get(i);
                lines.add(String.format(
                        Locale.ROOT,
                        "| %d | %s | %s (%,d ms) | %s | %s | %s |",
                        lines.size() + 1,
                        kill.process(),
                        kill.moment(),
                        kill.millis(),
                        kill.onTheDisk(),
                        run.reads().get(i),
                        end));
            }
        }
        return lines;
    }
}
