package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.history.HistoryTable;
import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What runs leave in {@code runs/history.csv}. */
@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class HistoryGateTest {
    @Test
    void eachMeasurementOfALiveRunIsOneLineAndAReplayAddsNone(@TempDir Path folder) throws IOException {
        var gate = ServedGate.in(folder);
        var history = folder.resolve("runs/history.csv");

        var first = gate.run("target=process");
        gate.run("target=process", "cells=c1");
        var lines = Files.readString(history);
        var run = gate.runs().getFirst();
        gate.run("run=" + run);

        assertThat(first.console())
                .contains("[assay] 1 test to come")
                .contains("[assay] history: " + history + ", 2 lines added");
        var table = HistoryTable.read(lines).orElseThrow();
        assertThat(column(table, "branch")).containsExactly(ServedGate.FIRST, ServedGate.SECOND, ServedGate.FIRST);
        // The gate of this test leaves out the protocol.
        assertThat(column(table, "partial")).containsOnly("yes");
        assertThat(column(table, "run")).startsWith(run.getFileName().toString());
        assertThat(column(table, "e2e.mean")).allMatch(value -> Double.parseDouble(value) > 0);
        assertThat(column(table, "input-tokens.mean")).containsOnly("4.000000");
        assertThat(history).hasContent(lines);
    }

    @Test
    void thePageOfTrendsIsMadeWithoutThresholdsAndGivesNoVerdict(@TempDir Path folder) throws IOException {
        GateRun.ship(folder);
        GateRun.in(folder, "cells=c1,c4");

        var run = GateRun.in(folder, "trends=");

        assertThat(run.console()).contains("[assay] trends: " + folder.resolve("runs/trends.html"));
        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).isEmpty();
        assertThat(folder.resolve("runs/trends.html"))
                .content()
                .contains("smollm2-135m c1</h2>", "smollm2-135m c4</h2>", "<td class=\"number\">70.69</td>");
    }

    private static List<String> column(HistoryTable table, String name) {
        return table.rows().stream()
                .map(row -> row.get(table.columns().indexOf(name)))
                .toList();
    }
}
