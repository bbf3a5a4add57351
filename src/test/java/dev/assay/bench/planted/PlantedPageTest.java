package dev.assay.bench.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The page must be of the rows that there are, and show what is wanted of them. */
class PlantedPageTest {
    @Test
    void hasEveryRowInItsOrder() throws IOException {
        var rows = PlantedRows.all().stream()
                .map(row -> "| " + row.planted() + " | " + row.limits() + " | " + row.size() + " | ")
                .toList();

        assertThat(Files.readString(PlantedPage.FILE)).containsSubsequence(rows);
    }

    @Test
    void hasNoRowThatIsNotAsWanted() throws IOException {
        assertThat(Files.readString(PlantedPage.FILE)).contains("| yes |").doesNotContain("| no |");
    }
}
