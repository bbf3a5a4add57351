package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {
    @Test
    void givesEachKeyAndValueItsPlace() {
        var lines = read("{\"a\": 1.50}\r\n {\"b\": [\"é\", true, null]}\n\n");

        assertThat(lines)
                .containsExactly(
                        new Node.Mapping(
                                List.of(new Node.Entry(
                                        "a", at(1, 2), new Node.Scalar("1.50", Node.Kind.NUMBER, at(1, 7)))),
                                at(1, 1)),
                        new Node.Mapping(
                                List.of(new Node.Entry(
                                        "b",
                                        at(2, 3),
                                        new Node.Sequence(
                                                List.of(
                                                        new Node.Scalar("é", Node.Kind.TEXT, at(2, 9)),
                                                        new Node.Scalar("true", Node.Kind.BOOLEAN, at(2, 14)),
                                                        new Node.Scalar("", Node.Kind.NOTHING, at(2, 20))),
                                                at(2, 8)))),
                                at(2, 2)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]               | 1:1: expected a JSON object on each line, found a list
            "a"               | 1:1: expected a JSON object on each line, found the text [a]
            7                 | 1:1: expected a JSON object on each line, found the number [7]
            {"a": 1} {"b": 2} | 1:10: expected one JSON object per line, found more text after it
            {"a": 1, "a": 2}  | 1:10: 'a' appears a second time; the first is at f.jsonl:1:2. Remove one of them
            {"a": 1           | 1:8: not JSON: the line ends inside a value
            {"a": "b          | 1:9: not JSON: the line ends inside a value
            {"a": NaN}        | 1:10: not JSON: Non-standard token 'NaN'
            {a: 1}            | 1:2: not JSON: Unexpected character ('a' (code 97)): was expecting double-quote to start property name
            {"a" 1}           | 1:6: not JSON: Unexpected character ('1' (code 49)): was expecting a colon to separate property name and value
            {"a": 01}         | 1:8: not JSON: Invalid numeric value: Leading zeroes not allowed
            {"a": tru}        | 1:7: not JSON: Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
            {"a": 1,}         | 1:9: not JSON: Unexpected character ('}' (code 125)): was expecting double-quote to start property name
            }                 | 1:1: not JSON: Unexpected close marker '}': no open Object to close
            """)
    void rejectsALineThatIsNotOneObject(String line, String message) {
        assertThatThrownBy(() -> read(line + "\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("f.jsonl:" + message);
    }

    @Test
    void rejectsABlankLineInTheMiddleAndReadsOn() {
        assertThatThrownBy(() -> read("{}\n\n{}\n[]\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        f.jsonl:2:1: expected a JSON object on each line, found a blank line
                        f.jsonl:4:1: expected a JSON object on each line, found a list""");
    }

    @Test
    void rejectsALineThatIsTooLong() {
        assertThatThrownBy(() -> read("{}\n{\"id\": \"" + "x".repeat(16 << 20) + "\"}\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("f.jsonl:2:1: the line has 16777226 characters; a line may have at most 16777216");
    }

    @Test
    void rejectsHalfOfACharacterAnywhere() {
        assertThatThrownBy(() -> read("""
                        {"id": "a\\ud83d", "tags": ["\\ud83d\\ude00", {"deep": "b\\ude00c"}]}
                        {"first": "\\ud83d", "second": "\\ude00"}
                        """)).isInstanceOf(InputException.class).hasMessage("""
                        f.jsonl:1:8: the text has half of a character (U+D83D, character 2), which cannot be sent as UTF-8: remove it, or write both halves
                        f.jsonl:1:53: the text has half of a character (U+DE00, character 2), which cannot be sent as UTF-8: remove it, or write both halves
                        f.jsonl:2:11: the text has half of a character (U+D83D, character 1), which cannot be sent as UTF-8: remove it, or write both halves
                        f.jsonl:2:31: the text has half of a character (U+DE00, character 1), which cannot be sent as UTF-8: remove it, or write both halves""");
    }

    private static List<Node.Mapping> read(String text) {
        var problems = new Problems();
        return problems.resolve(JsonLines.read(new InputFile("f.jsonl", text, ""), problems));
    }

    private static Location at(int line, int column) {
        return new Location("f.jsonl", line, column);
    }
}
