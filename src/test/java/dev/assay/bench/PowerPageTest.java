package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.SignFlip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/power.md says must be what the gate's tests give, and what was promised. */
class PowerPageTest {
    /** Returns the cells of the only line that starts with these. */
    private static List<String> row(String heading, String... first) throws IOException {
        var page = Files.readString(Path.of("docs/power.md"));
        var section = page.substring(page.indexOf("\n## " + heading + "\n"));
        var found = section.lines()
                .skip(2)
                .takeWhile(line -> !line.startsWith("## "))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .filter(cells -> cells.size() > first.length
                        && cells.subList(0, first.length).equals(List.of(first)))
                .toList();
        assertThat(found).as(heading + " " + Arrays.toString(first)).isNotEmpty();
        return found.getFirst();
    }

    private static int number(String cell) {
        return Integer.parseInt(cell.replace(",", ""));
    }

    @Test
    void fewGatesFailIfNothingChangedAndMostPass() throws IOException {
        var all = row("Whole gates", "nothing changed", "all of these");

        assertThat(number(all.get(3))).isEqualTo(2000);
        assertThat(number(all.get(4))).isLessThanOrEqualTo(12);
        assertThat(number(all.get(7))).isGreaterThanOrEqualTo(1800);
    }

    @Test
    void mostGatesFailIfSomethingChanged() throws IOException {
        var fewer = row("Whole gates", "-2 points: 3.5 % lost, 1.5 % gained", "3,000 questions", "1");
        var slower = row("Whole gates", "tpot.mean +5 %", "tpot.mean, 4 starts a side", "1");
        var amongSix = row("Whole gates", "tpot.mean +5 %", "5 figures, 6 starts a side; 3,000 questions", "6");

        assertThat(Stream.of(fewer, slower, amongSix)).allSatisfy(cells -> {
            assertThat(number(cells.get(3))).isEqualTo(1000);
            assertThat(number(cells.get(4))).isGreaterThanOrEqualTo(962);
        });
    }

    @Test
    void numbersOfQuestionsAreThoseOfTheGatesTests() throws IOException {
        assertThat(row("Questions", "5 %").subList(1, 6))
                .containsExactly(
                        written(new NeededQuestions(0.015, 0.01, 0.05, 0.02).toFail(0.95)),
                        written(new NeededQuestions(0.015, 0.01 / 3, 0.05, 0.02).toFail(0.95)),
                        written(new NeededQuestions(0.015, 0.01 / 6, 0.05, 0.02).toFail(0.95)),
                        written(new NeededQuestions(0.015, 0.01 / 12, 0.05, 0.02).toFail(0.95)),
                        written(new NeededQuestions(0.015, 0.01, 0.05, 0).toPass(0.9)));
    }

    /** SciPy 1.17.1: the same sum over binom.pmf and binom.cdf, with Tango's score in closed form. */
    @Test
    void probabilitiesOfVerdictsAgreeWithScipy() {
        var lower = new NeededQuestions(0.015, 0.01, 0.05, 0.02);
        var unchanged = new NeededQuestions(0.015, 0.01, 0.05, 0);
        var few = new NeededQuestions(0.05, 0.01 / 6, 0.1, 0.05);

        assertThat(lower.fail(3000)).isCloseTo(0.995331213798637, within(1e-6));
        assertThat(lower.pass(3000)).isCloseTo(0.001981455457831099, within(1e-6));
        assertThat(unchanged.fail(3000)).isCloseTo(0.008132831112750519, within(1e-6));
        assertThat(unchanged.pass(3000)).isCloseTo(0.9768029293697175, within(1e-6));
        assertThat(few.fail(400)).isCloseTo(0.5562368985356381, within(1e-6));
        assertThat(few.pass(400)).isCloseTo(0.04858245017472659, within(1e-6));
    }

    @Test
    void theLeastPairsAreThoseOfTheSignFlipTest() throws IOException {
        assertThat(row("Pairs", "the least pairs that can show a change").subList(1, 5))
                .containsExactlyElementsOf(Stream.of(1, 3, 6, 12)
                        .map(limits -> "" + SignFlip.leastPairs(0.01 / limits))
                        .toList());
    }

    private static String written(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
