package dev.assay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page says what the rows expect; the rows themselves run with the profile {@code faults}. */
class FaultPageTest {
    @Test
    void hasEveryRowAsItIsExpected() throws IOException {
        var page = FaultPage.read().rows();

        assertThat(page.stream().map(row -> List.of(row.get(0), row.get(1), row.get(2), row.get(4))))
                .containsExactlyElementsOf(FaultMatrix.rows().stream()
                        .map(fault -> FaultPage.cells(fault, fault.expected()))
                        .toList());
        assertThat(page.stream().map(row -> row.get(3))).allMatch(time -> time.matches("\\d+ (s|min)"));
    }

    @Test
    void isGreenOnlyWhereTheFaultIsHarmless() {
        assertThat(FaultMatrix.rows())
                .filteredOn(fault -> fault.expected().verdict().equals("PASS"))
                .allMatch(fault -> fault.name().contains(": harmless"));
    }

    @Test
    void namesNoFaultTwice() {
        assertThat(FaultMatrix.rows()).extracting(Fault::name).doesNotHaveDuplicates();
    }
}
