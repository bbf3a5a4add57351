package dev.assay.plan.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    private static final String NO_VARIABLE =
            "thresholds.yaml:10:10: 'key' must be the name of the environment variable that holds the key, such as"
                    + " VLLM_API_KEY: capital letters, digits and '_'. The value here is something else and is"
                    + " not shown; if it is a key, remove it, because keys must not be in files";

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    private Workspace with(String line) {
        return workspace.with("    engine: vllm\n", "    engine: vllm\n    " + line + "\n");
    }

    @Test
    void readsHeadersAndTheVariableOfTheKey() {
        with("headers: {X-Team: serving, X-Trace: '${TRACE_ID}'}\n    key: VLLM_API_KEY");

        var headers = workspace.read().deployments().getFirst().headers();

        assertThat(headers)
                .isEqualTo(List.of(
                        new Header("X-Team", new Header.Value.Literal("serving"), at(10, 23)),
                        new Header("X-Trace", new Header.Value.Variable("TRACE_ID"), at(10, 41)),
                        new Header("Authorization", new Header.Value.Bearer("VLLM_API_KEY"), at(11, 10))));
    }

    @Test
    void neverShowsTheValueOfAHeader() {
        with("headers: {X-Team: serving}");

        assertThat(workspace.read().deployments().getFirst().headers().getFirst())
                .hasToString("Header[name=X-Team, value=Literal[not shown], place=thresholds.yaml:10:23]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            headers: sk-12345              | 14 | 'headers' must be a mapping of names to values, such as {X-Team: serving}
            headers: [sk-12345]            | 14 | 'headers' must be a mapping of names to values, such as {X-Team: serving}
            headers: {X Team: a}           | 15 | a header's name must have only letters, digits and '-'; found [X Team]
            headers: {Content-Type: a}     | 15 | the header 'Content-Type' is written by Assay itself: remove it
            headers: {X-A: a, x-a: b}      | 23 | the header 'x-a' appears a second time; upper and lower case do not matter
            headers: {X-A: }               | 19 | the header 'X-A' needs a value: text, or '${NAME}' of a variable
            headers: {X-A: [sk-12345]}     | 20 | the header 'X-A' needs a value: text, or '${NAME}' of a variable
            headers: {X-A: 'a${B}'}        | 20 | a variable must be the whole value of a header: write 'X-A: ${NAME}'
            headers: {X-A: "a\\nb"}        | 20 | the value of the header 'X-A' has a character that is not allowed in a header
            headers: {X-A: é}              | 20 | the value of the header 'X-A' has a character that is not allowed in a header
            headers: {authorization: sk-12345} | 30 | the value of the header 'authorization' is a secret and must not be in a file: write 'authorization: ${NAME}', with the environment variable that holds it
            headers: {X-Api-Key: sk-12345} | 26 | the value of the header 'X-Api-Key' is a secret and must not be in a file: write 'X-Api-Key: ${NAME}', with the environment variable that holds it
            """)
    void rejectsAHeaderWithoutShowingItsValue(String written, int column, String message) {
        with(written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:10:" + column + ": " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-proj-abcdefghijklmnop",
                "hf_AbCdEfGhIjKlMnOp",
                "AKIAIOSFODNN7EXAMPLE",
                "${VLLM_API_KEY}",
                "'my key'",
                "[VLLM_API_KEY]",
                "12345678901234567890"
            })
    void rejectsAKeyInPlaceOfTheNameOfItsVariableWithoutShowingIt(String written) {
        with("key: " + written);

        assertThat(workspace.refusal()).isEqualTo(NO_VARIABLE);
    }

    @Test
    void rejectsTwoWaysToSendAKey() {
        with("headers: {Authorization: '${BASIC}'}\n    key: VLLM_API_KEY");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:11:10: 'key' sends the header 'Authorization', which 'headers' has"
                        + " too: remove one of them");
    }

    private static Location at(int line, int column) {
        return new Location("thresholds.yaml", line, column);
    }
}
