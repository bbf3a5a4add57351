package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.stats.Series;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    private static List<Node> read(String text) {
        var problems = new Problems();
        return problems.resolve(Json.read(new InputFile("r.json", text, ""), problems));
    }

    @Test
    void readsValuesWithTheirPlaces() {
        var root = (Node.Mapping)
                read("{\n  \"a\": \"x\",\n  \"b\": [[1, 2.5], []]\n}\n").getFirst();

        assertThat(root.value("a")).isEqualTo(new Node.Scalar("x", Node.Kind.TEXT, new Location("r.json", 2, 8)));
        var lists = (Node.Sequence) Objects.requireNonNull(root.value("b"));
        assertThat(lists.items().getFirst())
                .isEqualTo(new Node.Numbers(Series.of(1, 2.5), new Location("r.json", 3, 9)));
        assertThat(lists.items().getLast()).isEqualTo(new Node.Sequence(List.of(), new Location("r.json", 3, 19)));
    }

    @Test
    void readsSeveralValuesOneAfterTheOther() {
        assertThat(read("{}\n{}\n")).hasSize(2);
    }

    @Test
    void keepsAListThatHasMoreThanNumbers() {
        var list = (Node.Sequence) read("[1, null, \"x\"]").getFirst();

        assertThat(list.items()).extracting(Node::found).containsExactly("the number [1.0]", "nothing", "the text [x]");
    }

    // Python writes these for the mean of an empty list and for a rate without a limit.
    @Test
    void readsNaNAndInfinityAsPythonWritesThem() {
        var problems = new Problems();
        var root = (Node.Mapping) read("{\"a\": NaN, \"b\": Infinity, \"c\": -Infinity, \"d\": [1, NaN]}")
                .getFirst();
        var fields = new Fields(root, "a result", problems);

        assertThat(root.value("b"))
                .isEqualTo(new Node.Scalar("Infinity", Node.Kind.NUMBER, new Location("r.json", 1, 17)));
        assertThat(fields.optionalNumber("a")).isNull();
        assertThat(fields.optionalNumber("b")).isNull();
        assertThat(fields.optionalNumber("c")).isNull();
        assertThat(fields.numbers("d")).isEqualTo(Series.of(1, Double.NaN));
        assertThat(fields.number("a")).isNull();
        assertThatThrownBy(() -> problems.resolve(root))
                .hasMessage("r.json:1:7: 'a' must be a number, found the number [NaN]");
    }

    @Test
    void refusesANumberThatIsLargerThanEachDouble() {
        var problems = new Problems();
        var fields =
                new Fields((Node.Mapping) read("{\"a\": 1e400, \"b\": -1e400}").getFirst(), "a result", problems);

        assertThat(fields.number("a")).isNull();
        assertThat(fields.optionalNumber("b")).isNull();
        assertThatThrownBy(() -> problems.resolve("")).hasMessage("""
                r.json:1:7: 'a' must be a number between -1.8e308 and 1.8e308, found the number [1e400]
                r.json:1:19: 'b' must be a number between -1.8e308 and 1.8e308, found the number [-1e400]""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``          | r.json:1:1: expected JSON, found an empty file
            {"a": }     | r.json:1:7: not JSON: Unexpected character ('}' (code 125)): expected a value
            {"a": 1     | r.json:1:8: not JSON: the file ends inside a value
            {"a": nan}  | r.json:1:7: not JSON: Unrecognized token 'nan': was expecting (JSON String, Number (or 'NaN'/'+INF'/'-INF'), Array, Object or token 'null', 'true' or 'false')
            """)
    void saysWhereTheTextIsNotJson(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void refusesMoreLevelsThanAFileShouldHave() {
        assertThatThrownBy(() -> read("[".repeat(501) + "]".repeat(501)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "r.json:1:502: cannot be read: Document nesting depth (501) exceeds the maximum allowed (500)");
    }

    @Test
    void refusesANumberOfVeryManyDigits() {
        assertThatThrownBy(() -> read("1".repeat(1001)))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("cannot be read: Number value length (1001) exceeds the maximum allowed (1000)");
    }

    @Test
    void readsTheLastOfTwoEqualKeysAsPythonDoesAndTellsTheOther() {
        var problems = new Problems();
        var repeated = new Problems();

        var read = Json.readAsPython(new InputFile("f.json", "{\"a\": 1,\n \"a\": 2}", ""), problems, repeated);

        assertThat(problems.found()).isEmpty();
        assertThat(read)
                .singleElement()
                .isInstanceOfSatisfying(
                        Node.Mapping.class,
                        root -> assertThat(root.entries())
                                .extracting(entry -> entry.value().found())
                                .containsExactly("the number [2]"));
        assertThat(repeated.found())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.json:1:2: 'a' appears a second time, at f.json:2:2; only that one counts, as in Python");
    }
}
