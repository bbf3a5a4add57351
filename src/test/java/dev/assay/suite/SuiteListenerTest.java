package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteListenerTest {
    @Test
    void writesTheSummaryOfAStepWhereNothingCouldBegin(@TempDir Path folder) throws IOException {
        var page = folder.resolve("step");

        SuiteListener.tell(
                Map.of("GITHUB_STEP_SUMMARY", page.toString()),
                List.of(GroupsEngine.problem("latency")),
                new Console(line -> {}));

        assertThat(page).hasContent("""
                # Assay: nothing was judged

                Nothing was sent: the input has problems.

                - command line: -Dgroups=latency names no group of the gate, whose groups are protocol, accuracy and load. Name one of them.
                """);
    }
}
