package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1                    | 1.0                  | true
            1e2                  | 100                  | true
            -0                   | 0                    | true
            0.1                  | 0.10000000000000001  | false
            "1"                  | 1                    | false
            {"a":1,"b":[true]}   | {"b": [true], "a": 1} | true
            {"a":1}              | {"a":1,"b":null}     | false
            [1,2]                | [2,1]                | false
            "\\u00e9"            | "é"                  | true
            {"a":1,"a":2}        | {"a":2}              | true
            """)
    void isEqualIfJsonMeansTheSame(String one, String other, boolean equal) {
        assertThat(JsonValue.parse(one)).isPresent();
        assertThat(JsonValue.parse(one).equals(JsonValue.parse(other))).isEqualTo(equal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"a\": 1", "{}{}", "{'a': 1}", "NaN", "1,", "1e99999999999999999999", "word"})
    void isNothingForATextThatIsNotOneValue(String text) {
        assertThat(JsonValue.parse(text)).isEmpty();
    }

    @Test
    void endsForATextThatIsNestedTooDeep() {
        assertThat(JsonValue.parse("[".repeat(100_000) + "]".repeat(100_000))).isEmpty();
    }

    @Test
    void isWrittenAsJsonOnOneLine() {
        assertThat(JsonValue.parse("{ \"a\" : [1.50, null, true], \"b\\n\" : \"\\\"é\" }"))
                .hasToString("Optional[{\"a\":[1.5,null,true],\"b\\n\":\"\\\"é\"}]");
        assertThat(JsonValue.parse("[1e400, 1e3, 0.00]")).hasToString("Optional[[1E+400,1000,0]]");
    }

    @Test
    void readsWhatPeopleWriteInYaml() {
        var problems = new Problems();
        var node = Yaml.read(new InputFile("some.yaml", "{a: [1, yes, 'x'], b: true, c: }", ""), problems);

        assertThat(JsonValue.of(Objects.requireNonNull(node), problems))
                .hasToString("{\"a\":[1,\"yes\",\"x\"],\"b\":true,\"c\":null}");
        assertThat(problems.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NaN, NaN", "1e400, Infinity"})
    void refusesANumberInAListOfJsonThatNoDoubleHolds(String written, String found) {
        var problems = new Problems();
        var node = Json.read(new InputFile("some.json", "{\"a\": [1, " + written + "]}", ""), problems)
                .getFirst();

        assertThat(JsonValue.of(node, problems)).isNull();
        assertThat(problems.found())
                .isEqualTo(List.of(new Problem(
                        new Location("some.json", 1, 7),
                        "each number must be between -1.8e308 and 1.8e308, found [" + found + "]")));
    }

    @Test
    void refusesANumberThatJsonDoesNotHave() {
        var problems = new Problems();
        var node = Yaml.read(new InputFile("some.yaml", "{a: [.inf]}", ""), problems);

        assertThat(JsonValue.of(Objects.requireNonNull(node), problems)).isNull();
        assertThat(problems.found())
                .isEqualTo(List.of(
                        new Problem(new Location("some.yaml", 1, 6), "JSON has no such number: the number [.inf]")));
    }
}
