package dev.assay.gate.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.thresholds.Margin;
import dev.assay.starts.RunSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines that docs/thresholds.md shows under "Comparisons" are what the gate says. */
class DocumentedVerdictsTest {
    private static void shows(ComparedVerdict judged) throws IOException {
        assertThat(Files.readString(Path.of("docs/thresholds.md"))).contains("```\n" + judged.sentence() + "\n```");
    }

    @Test
    void ofARegression() throws IOException {
        var now = RunSets.starts("now", "tpot.mean", 46.3, 46.1, 46.5, 45.9);
        var then = RunSets.starts("then", "tpot.mean", 44.1, 43.8, 44.3, 43.9, 44.0);

        shows(Comparison.judge(
                RunSets.regression("tpot.mean", new Margin(0.03, 0, "3 %"), new Margin(0.015, 0, "1.5 %")),
                now,
                new Reference.Found(then, false),
                1,
                List.of()));
    }

    @Test
    void ofAccuracy() throws IOException {
        List<RunSet> pair = RunSets.pairs(30, 0, 9, 1);

        shows(Comparison.judge(
                RunSets.noWorse(3), pair.getFirst(), new Reference.Found(pair.getLast(), false), 1, List.of()));
    }
}
