package dev.assay.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.input.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedInputTest {
    @Test
    void hasALineForEachProblem() {
        var problems = List.of(
                new Problem(Location.startOf("thresholds.yaml"), "unknown key 'a|b' in a cell"),
                new Problem(Location.commandLine(), "-Dassay.seed is a whole number, found [<b>]."));

        assertThat(RefusedInput.page(problems)).isEqualTo("""
                # Assay: nothing was judged

                Nothing was sent: the input has problems.

                - thresholds.yaml:1:1: unknown key 'a\\|b' in a cell
                - command line: -Dassay.seed is a whole number, found \\[&lt;b&gt;\\].
                """);
    }
}
