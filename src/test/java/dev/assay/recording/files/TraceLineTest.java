package dev.assay.recording.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceLineTest {
    private static TraceLine line(String text) {
        return TraceLine.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsTheNumbersOfTheReadsWithoutATree() {
        var line = line("{\"id\":\"é\",\"reads\":[1,20,0,-3,999999999999999999,4]}");

        assertThat(line.apart()).containsExactly(1, 20, 0, -3, 999_999_999_999_999_999L, 4);
        assertThat(line.json().text("id")).isEqualTo("é");
        assertThat(line.json().json().has("reads")).isFalse();
    }

    /** The JSON parser knows what these mean, or what is wrong with them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"a\",\"reads\":[]}",
                "{\"id\":\"a\",\"reads\":[1,2,3]}",
                "{\"id\":\"a\",\"reads\":[1, 2]}",
                "{\"id\":\"a\",\"reads\":[1.5,2]}",
                "{\"id\":\"a\",\"reads\":[1,2],\"more\":1}",
                "{\"reads\":[1,2],\"id\":\"a\",\"reads\":[3,4]}",
                "{\"a\":{\"id\":1,\"reads\":[1,2]}}",
                "{\"id\":\"a\",\"reads\":[1234567890123456789,2]}"
            })
    void leavesOtherLinesToTheParser(String text) {
        var line = line(text);

        assertThat(line.apart()).isNull();
        assertThat(line.json()).isEqualTo(JsonLine.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"a\",\"reads\":[01,2]}",
                "{\"id\":\"a\",\"reads\":[1,2]",
                "{\"a\":{\"id\":1,\"reads\":[1,2]}",
                "x,\"reads\":[1,2]}",
                ""
            })
    void refusesWhatIsNoObject(String text) {
        assertThatThrownBy(() -> line(text))
                .isInstanceOf(JsonLine.Damaged.class)
                .hasMessage("the line is not a JSON object");
    }
}
