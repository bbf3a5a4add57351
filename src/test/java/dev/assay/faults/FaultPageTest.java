package dev.assay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page must have every row; the rows themselves run with the profile {@code faults}. */
class FaultPageTest {
    @Test
    void hasEveryRowWithItsVerdict() throws IOException {
        assertThat(FaultPage.read().rows())
                .map(row -> List.of(row.get(0), row.get(1)))
                .containsExactlyElementsOf(FaultMatrix.rows().stream()
                        .map(fault -> List.of(FaultPage.cell(fault.name()), fault.verdict()))
                        .toList());
    }

    @Test
    void saysWhatAPersonReadsHowLongItTookAndWhatIsLeft() throws IOException {
        assertThat(FaultPage.read().rows()).allSatisfy(row -> {
            assertThat(row.get(2)).isNotEmpty();
            assertThat(row.get(3)).matches("\\d+ (s|min)");
            assertThat(row.get(4)).isNotEmpty();
        });
    }

    @Test
    void isGreenOnlyWhereTheFaultIsHarmless() {
        assertThat(FaultMatrix.rows())
                .hasSizeGreaterThanOrEqualTo(70)
                .filteredOn(fault -> fault.verdict().equals("PASS"))
                .allMatch(fault -> fault.name().contains(": harmless, "));
    }

    @Test
    void namesNoFaultTwice() {
        assertThat(FaultMatrix.rows()).extracting(Fault::name).doesNotHaveDuplicates();
    }
}
