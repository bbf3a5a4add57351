package dev.assay.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that the profile {@code kills} wrote last. */
class KillsPageTest {
    @Test
    void hasFiftyKillsAndEachEndedWell() throws IOException {
        assertThat(KillsPage.rows())
                .hasSizeGreaterThanOrEqualTo(KillsTest.KILLS)
                .allSatisfy(row -> assertThat(row.getLast()).isEqualTo(KillsPage.GOOD));
        assertThat(KillsPage.rows())
                .map(row -> Integer.valueOf(row.getFirst()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, KillsPage.rows().size())
                                .boxed()
                                .toList());
    }

    @Test
    void hasKillsOfRunsThatWereResumed() throws IOException {
        assertThat(KillsPage.rows())
                .filteredOn(row -> row.get(1).contains("resumed"))
                .hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "summary.md", "report.html", "history.csv"})
    void hasAKillWhileAFileWasWrittenOrRightAfter(String file) throws IOException {
        assertThat(KillsPage.rows()).anyMatch(row -> row.get(2).contains(" " + file + " "));
    }

    /** Before the first request, nothing can be lost. */
    @Test
    void hasKillsInEachPartInWhichSomethingCanBeLost() throws IOException {
        assertThat(KillsPage.counts()).containsOnlyKeys(Kill.Where.values()).allSatisfy((where, kills) -> {
            if (where != Kill.Where.BEFORE) {
                assertThat(kills).isPositive();
            }
        });
    }
}
