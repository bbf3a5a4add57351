package dev.assay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.Scores;
import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SentFigure;
import dev.assay.figures.ServerFigure;
import dev.assay.figures.Statistic;
import dev.assay.figures.texts.TextFigure;
import dev.assay.plan.thresholds.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents name must exist. */
class DocumentsTest {
    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static Stream<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(String::strip);
    }

    @Test
    void figuresNameEveryFigureAndStatistic() throws IOException {
        var document = read("docs/figures.md");

        var figures = Stream.of(
                        Arrays.stream(RequestFigure.values()).map(RequestFigure::key),
                        Arrays.stream(RunFigure.values()).map(RunFigure::key),
                        Arrays.stream(ServerFigure.values()).map(ServerFigure::key),
                        Arrays.stream(SentFigure.values()).map(SentFigure::key),
                        Arrays.stream(TextFigure.values()).map(TextFigure::key))
                .flatMap(each -> each)
                .map(key -> "`" + key + "`");
        assertThat(figures).allSatisfy(figure -> assertThat(document).contains(figure));
        assertThat(document)
                .contains(Arrays.stream(Statistic.values())
                        .map(each -> "." + each.key())
                        .toList());
    }

    @Test
    void thresholdsSayWhichDirectionOfEachFigureIsBetter() throws IOException {
        var document = read("docs/thresholds.md");
        var table = document.substring(document.indexOf("| better | figures |"));

        for (var better : Direction.values()) {
            var word = better.name().toLowerCase(Locale.ROOT);
            var test = found(table, "(?m)^\\| " + word + " \\|.*$").findFirst().orElseThrow();
            assertThat(found(test, "(?<=`)[a-z0-9.-]+(?=`)"))
                    .as(word)
                    .containsExactlyInAnyOrderElementsOf(figures(better));
        }
    }

    /** Returns the figures that are better in one direction, those of requests without their statistics. */
    private static List<String> figures(Direction better) {
        return Stream.of(FigureName.all(), Scores.FIGURES, List.of(TextFigure.values()))
                .flatMap(List::stream)
                .filter(figure -> figure.better() == better)
                .filter(figure -> !(figure instanceof FigureName.OfRequests(var ignored, var statistic)
                        && statistic == Statistic.SD))
                .map(figure -> figure instanceof FigureName name ? name.base().key() : figure.key())
                .distinct()
                .toList();
    }

    @Test
    void optionsNameEveryPropertyAndNoOther() throws IOException {
        var options = read("src/main/java/dev/assay/run/options/Options.java");
        var names = options.substring(options.indexOf("enum Name {"), options.indexOf("String key()"));
        var known = found(names, "[A-Z_]{2,}")
                .map(name -> "assay."
                        + name.toLowerCase(Locale.ROOT)
                                .replaceFirst("^(calibrate|import|shard)_", "$1.")
                                .replace('_', '-'))
                .toList();

        var named = found(read("docs/options.md"), "assay\\.(?!jar\\b)[a-z.-]+(?==|`| )")
                .distinct()
                .toList();
        var ofReadme =
                found(read("README.md"), "assay\\.(?!jar\\b)[a-z.-]+(?==|`| )").toList();

        // `assay.required` is set by the build, not by people.
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(known.stream()
                        .filter(name -> !name.equals("assay.required"))
                        .toList());
        assertThat(ofReadme).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void readmeIsShortAndLeadsToEveryPage() throws IOException {
        var readme = read("README.md");

        assertThat(readme.lines().count()).isLessThanOrEqualTo(150);
        assertThat(pages().filter(page -> !page.startsWith("docs/decisions/") && !page.equals("README.md")))
                .hasSizeGreaterThan(10)
                .allSatisfy(page -> assertThat(readme).contains("](" + page));
    }

    /** Returns every page that people read. */
    private static Stream<String> pages() throws IOException {
        var folders = List.of(".", "docs", "docs/decisions", "examples", "bench", "findings");
        var pages = new ArrayList<String>();
        for (var folder : folders) {
            try (var files = Files.list(Path.of(folder))) {
                files.map(file -> file.normalize().toString())
                        .filter(file -> file.endsWith(".md"))
                        .forEach(pages::add);
            }
        }
        return pages.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFilesAndHeadings(String document) throws IOException {
        var links = found(read(document), "(?<=]\\()(?!https?:)[^)\\s]+(?=\\))").toList();

        for (var link : links) {
            var file = link.startsWith("#")
                    ? Path.of(document)
                    : Path.of(document).resolveSibling(link.replaceFirst("#.*", ""));
            assertThat(file).exists();
            if (link.contains("#")) {
                assertThat(headings(Files.readString(file))).as(link).contains(link.replaceFirst(".*#", ""));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pagesUseTheWordsOfTheGlossary(String document) throws IOException {
        assertThat(found(read(document), "(?i).*\\b(?<!lm-evaluation-)(harness|rehears\\w*)\\b.*"))
                .as("the client, calibration")
                .isEmpty();
    }

    /** Returns the anchors of a page's headings, as GitHub makes them. */
    private static List<String> headings(String text) {
        return found(text, "(?m)^#+ .*$")
                .map(heading -> heading.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
    void pathsExist(String document) throws IOException {
        var text = read(document);
        var links = found(text, "(?<=]\\()[^)#]+(?=\\))")
                .map(link -> Path.of(document).resolveSibling(link));
        var rooms = found(text, "(?<=`)[a-z/]+/[A-Z][A-Za-z]+\\.java(?=`)")
                .map(Path.of("src/main/java/dev/assay")::resolve);
        var files = found(text, "(?<=`)(?:evalsets|tokenizers|docs|tapes)/[\\w./-]+(?=`)")
                .map(Path::of);

        assertThat(Stream.of(links, rooms, files).flatMap(each -> each))
                .isNotEmpty()
                .allMatch(Files::exists);
    }

    @Test
    void verdictsNameEveryAudit() throws IOException {
        var page = read("docs/verdicts.md");
        var table = page.substring(page.indexOf("| audit |"), page.indexOf("### Steady"));
        var names = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java/dev/assay/audits"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                found(
                                Files.readString(file),
                                "(?<=new Finding\\(\\s{0,99}\"|String [A-Za-z_]{1,30} = \")[a-z' ]+(?=\")")
                        .forEach(names::add);
            }
        }

        assertThat(names)
                .hasSizeGreaterThan(25)
                .allSatisfy(name -> assertThat(table).containsPattern("[|,] " + Pattern.quote(name) + " ?[|,]"));
    }

    @Test
    void contributingShowsEveryRoom() throws IOException {
        var contributing = read("CONTRIBUTING.md");
        try (var rooms = Files.list(Path.of("src/main/java/dev/assay"))) {
            assertThat(rooms.map(room -> "| `" + room.getFileName() + "` |").toList())
                    .allSatisfy(room -> assertThat(contributing).contains(room));
        }
    }

    @Test
    void decisionsAreNumberedWithoutGaps() throws IOException {
        try (var decisions = Files.list(Path.of("docs/decisions"))) {
            var numbers = decisions
                    .map(file -> file.getFileName().toString().substring(0, 4))
                    .sorted()
                    .toList();
            var expected = Stream.iterate(1, number -> number + 1)
                    .limit(numbers.size())
                    .map(number -> String.format(Locale.ROOT, "%04d", number))
                    .toList();
            assertThat(numbers).isEqualTo(expected).isNotEqualTo(List.of());
        }
    }
}
