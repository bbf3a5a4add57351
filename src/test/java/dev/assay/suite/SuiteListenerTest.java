package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.run.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
                new Invocation(Map.of(), new Console(line -> {})));

        assertThat(page).hasContent("""
                # Assay: nothing was judged

                Nothing was sent: the input has problems.

                - command line: -Dgroups=latency names no group of the gate, whose groups are protocol, accuracy and load. Name one of them.
                """);
    }

    @Test
    void annotatesEachMistakeWhereGithubReadsTheLog(@TempDir Path folder) {
        var printed = new ArrayList<String>();
        var mistake = new Problem(new Location("thresholds.yaml", 3, 5), "'max' is 100 %, expected less: see a,b");

        SuiteListener.tell(
                Map.of("GITHUB_ACTIONS", "true", "GITHUB_WORKSPACE", folder.toString()),
                List.of(mistake, GroupsEngine.problem("latency")),
                new Invocation(
                        Map.of("assay.directory", folder.resolve("gate").toString()), new Console(printed::add)));

        assertThat(printed)
                .contains(
                        "::error file=gate/thresholds.yaml,line=3,title=Assay's input::'max' is 100 %25, expected less: see a,b")
                .anySatisfy(line -> assertThat(line).startsWith("::error title=Assay's input::-Dgroups=latency"));
    }
}
