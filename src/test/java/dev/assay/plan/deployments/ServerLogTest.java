package dev.assay.plan.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.Workspace;
import dev.assay.plan.deployments.ServerLog.Demand;
import dev.assay.plan.deployments.ServerLog.Rule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerLogTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    private Workspace with(String written) {
        return workspace.with("    engine: vllm\n", "    engine: vllm\n    server-log: " + written + "\n");
    }

    @Test
    void hasNoRulesByDefault() {
        assertThat(workspace.read().deployments().getFirst().serverLog()).isEqualTo(ServerLog.UNREAD);
    }

    @Test
    void readsRequiredAndForbiddenPatterns() {
        with("{file: /var/log/vllm.log, forbid: ['weight-only', Falling back], require: ['Using .* backend']}");

        assertThat(workspace.read().deployments().getFirst().serverLog())
                .isEqualTo(new ServerLog(
                        "/var/log/vllm.log",
                        List.of(
                                new Rule(Demand.REQUIRE, "Using .* backend", at(92)),
                                new Rule(Demand.FORBID, "weight-only", at(52)),
                                new Rule(Demand.FORBID, "Falling back", at(67)))));
    }

    private static Location at(int column) {
        return new Location("thresholds.yaml", 10, column);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a log                | 17 | 'server-log' must be a mapping of keys to values, found the text [a log]
            {file: a.log}        | 17 | 'server-log' needs 'require' or 'forbid', a list of regular expressions that must, or must not, match a line of the log
            {forbid: fallback}   | 26 | 'forbid' must be a list, found the text [fallback]
            {require: ['(a']}    | 28 | [(a] is not a regular expression in the syntax of RE2, which has no look-around and no references to groups: missing closing ), at [(a]
            {forbid: ['*a']}     | 27 | [*a] is not a regular expression in the syntax of RE2, which has no look-around and no references to groups: missing argument to repetition operator, at [*]
            {forbid: [a, 'b*']}  | 30 | the regular expression [b*] matches an empty line, and so matches every line: make it more specific
            {forbid: [a, [b]]}   | 30 | 'forbid' must be a list of regular expressions, found a list
            {forbids: [a], require: [b]} | 18 | unknown key 'forbids' in 'server-log'; allowed: file, require, forbid. Did you mean 'forbid'?
            """)
    void rejectsWrongPatterns(String written, int column, String message) {
        with(written);

        assertThat(workspace.refusal().lines().filter(line -> line.endsWith(message)))
                .containsExactly("thresholds.yaml:10:" + column + ": " + message);
    }
}
