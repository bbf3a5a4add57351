package dev.assay.server.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmiTableTest {
    private static final List<String> FIELDS = List.of("name", "utilization.gpu", "power.draw");

    @Test
    void hasARowForEachLine() {
        assertThat(SmiTable.rows(FIELDS, "NVIDIA L40S, 97, 331.20\nNVIDIA L40S, 96, 330.02\n"))
                .containsExactly(
                        Map.of("name", "NVIDIA L40S", "utilization.gpu", "97", "power.draw", "331.20"),
                        Map.of("name", "NVIDIA L40S", "utilization.gpu", "96", "power.draw", "330.02"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[N/A]",
                "N/A",
                "[Not Supported]",
                "[Insufficient Permissions]",
                "[Unknown Error]",
                "[GPU requires reset]",
                "ERR!",
                ""
            })
    void leavesOutMissingValues(String nothing) {
        assertThat(SmiTable.rows(FIELDS, "NVIDIA H200, " + nothing + ", 78.28"))
                .containsExactly(Map.of("name", "NVIDIA H200", "power.draw", "78.28"));
    }

    @Test
    void keepsTheCommasOfTheLastField() {
        assertThat(SmiTable.rows(List.of("pid", "process_name"), "4711, /opt/a, b and c"))
                .containsExactly(Map.of("pid", "4711", "process_name", "/opt/a, b and c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "No devices were found\n",
                "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n"
            })
    void hasNoRowsWithoutATable(String text) {
        assertThat(SmiTable.rows(FIELDS, text)).isEmpty();
    }

    @Test
    void findsAnUnknownField() {
        assertThat(SmiTable.refused("Field \"mig.mode.current\" is not a valid field to query.\n\n"))
                .contains("mig.mode.current");
        assertThat(SmiTable.refused("NVIDIA L40S, 97, 331.20\n")).isEmpty();
    }
}
