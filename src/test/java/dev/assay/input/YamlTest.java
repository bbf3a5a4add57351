package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {
    @Test
    void givesEachKeyAndValueItsPlace() {
        var root = read("""
                a: 1
                b:
                  - 'two'
                  - {c: true, d: }
                """);

        assertThat(root)
                .isEqualTo(new Node.Mapping(
                        List.of(
                                new Node.Entry("a", at(1, 1), new Node.Scalar("1", Node.Kind.NUMBER, at(1, 4))),
                                new Node.Entry(
                                        "b",
                                        at(2, 1),
                                        new Node.Sequence(
                                                List.of(
                                                        new Node.Scalar("two", Node.Kind.TEXT, at(3, 5)),
                                                        new Node.Mapping(
                                                                List.of(
                                                                        new Node.Entry(
                                                                                "c",
                                                                                at(4, 6),
                                                                                new Node.Scalar(
                                                                                        "true",
                                                                                        Node.Kind.BOOLEAN,
                                                                                        at(4, 9))),
                                                                        new Node.Entry(
                                                                                "d",
                                                                                at(4, 15),
                                                                                new Node.Scalar(
                                                                                        "",
                                                                                        Node.Kind.NOTHING,
                                                                                        at(4, 17)))),
                                                                at(4, 5))),
                                                at(3, 3)))),
                        at(1, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "39.2, NUMBER",
        "-1, NUMBER",
        "1e3, NUMBER",
        "39.2 ms, TEXT",
        "'\"4\"', TEXT",
        "off, TEXT",
        "yes, TEXT",
        "true, BOOLEAN",
        "null, NOTHING",
        "31/40, TEXT",
        "85 %, TEXT",
        "010, TEXT",
        "2026-11-21, TEXT"
    })
    void givesAPlainValueTheTypeThatYamlGivesIt(String written, Node.Kind kind) {
        assertThat(((Node.Scalar) read(written)).kind()).isEqualTo(kind);
    }

    @Test
    void reportsEveryKeyThatAppearsTwice() {
        assertThatThrownBy(() -> read("a: 1\nb: {c: 1, c: 2}\na: 3\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        f.yaml:2:11: 'c' appears a second time; the first is at f.yaml:2:5. Remove one of them
                        f.yaml:3:1: 'a' appears a second time; the first is at f.yaml:1:1. Remove one of them""");
    }

    @Test
    void rejectsAnchorsAndAliases() {
        assertThatThrownBy(() -> read("a: &x {b: 1}\nc: *x\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        f.yaml:1:4: anchors and aliases are not allowed, found [&x]: write the value itself here
                        f.yaml:2:4: anchors and aliases are not allowed, found [*x]: write the value itself here""");
    }

    @Test
    void rejectsAnAnchorThatContainsItself() {
        assertThatThrownBy(() -> read("&x [*x]\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        f.yaml:1:1: anchors and aliases are not allowed, found [&x]: write the value itself here
                        f.yaml:1:5: anchors and aliases are not allowed, found [*x]: write the value itself here""");
    }

    @Test
    void rejectsTags() {
        assertThatThrownBy(() -> read("a: !!str 5\nb: !mine [c]\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        f.yaml:1:4: tags such as !!str are not allowed: remove it
                        f.yaml:2:4: tags such as !!str are not allowed: remove it""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: b: c   | 1:5: not YAML: mapping values are not allowed here
            a: [1, 2  | 1:9: not YAML: expected ',' or ']', but got <stream end>
            [a]: 1    | 1:1: a key must be a single word, found a list or a mapping
            """)
    void rejectsWhatIsNotYaml(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessage("f.yaml:" + message);
    }

    @Test
    void rejectsIndentationWithTabs() {
        assertThatThrownBy(() -> read("a:\n\tb: 1\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("f.yaml:2:1: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use"
                        + " \\t(TAB) for indentation)");
    }

    @Test
    void rejectsCharactersThatYamlForbids() {
        assertThatThrownBy(() -> read("a: 1\nb: \u0007\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("f.yaml:2:4: not YAML: the character U+0007 is not allowed");
    }

    @Test
    void rejectsTwoDocumentsInOneFile() {
        assertThatThrownBy(() -> read("a: 1\n---\nb: 2\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("f.yaml:2:1: not YAML: but found another document");
    }

    @Test
    void rejectsAnEmptyFile() {
        assertThatThrownBy(() -> read("# nothing but a comment\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("f.yaml:1:1: the file is empty");
    }

    @Test
    void rejectsHalfOfACharacter() {
        assertThatThrownBy(() -> read("stop: [\"a\\uD83D\", \"\\uDE00\"]\n\"b\\uD800\": 1\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        f.yaml:1:8: the text has half of a character (U+D83D, character 2), which cannot be sent as UTF-8: remove it, or write both halves
                        f.yaml:1:19: the text has half of a character (U+DE00, character 1), which cannot be sent as UTF-8: remove it, or write both halves
                        f.yaml:2:1: the text has half of a character (U+D800, character 2), which cannot be sent as UTF-8: remove it, or write both halves""");
    }

    @Test
    void refusesAnchorsInOurOwnFiles() {
        assertThatThrownBy(() -> read("a: &one 1\nb: *one\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        f.yaml:1:4: anchors and aliases are not allowed, found [&one]: write the value itself here
                        f.yaml:2:4: anchors and aliases are not allowed, found [*one]: write the value itself here""");
    }

    @Test
    void readsAliasesOfOtherProjectsAsWhatTheyStandForWithItsPlace() {
        var root = readWithAliases("a: &one [1]\nb: *one\n");

        assertThat(root)
                .isEqualTo(new Node.Mapping(
                        List.of(new Node.Entry("a", at(1, 1), listOfOne()), new Node.Entry("b", at(2, 1), listOfOne())),
                        at(1, 1)));
    }

    private static Node listOfOne() {
        return new Node.Sequence(List.of(new Node.Scalar("1", Node.Kind.NUMBER, at(1, 10))), at(1, 4));
    }

    @Test
    void mergesKeysThatAMappingDoesNotHaveAsPyYamlDoes() {
        var root = readWithAliases("""
                first: &first {a: 1, b: 1}
                second: &second {b: 2, c: 2}
                own: {<<: *first, b: 3}
                last: {<<: *first, <<: *second}
                list: {<<: [*first, *second]}
                """);

        assertThat(keys(root, "own")).isEqualTo("{b=3, a=1}");
        assertThat(keys(root, "last")).isEqualTo("{a=1, b=2, c=2}");
        assertThat(keys(root, "list")).isEqualTo("{b=1, c=2, a=1}");
    }

    private static String keys(Node root, String key) {
        var values = new LinkedHashMap<String, String>();
        ((Node.Mapping) Objects.requireNonNull(((Node.Mapping) root).value(key)))
                .entries()
                .forEach(entry -> values.put(entry.key(), ((Node.Scalar) entry.value()).text()));
        return values.toString();
    }

    @Test
    void refusesToMergeWhatIsNoMapping() {
        assertThatThrownBy(() -> readWithAliases("a: {<<: 5}\n"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "f.yaml:1:9: '<<' adds the keys of a mapping, or of a list of mappings; found the number [5]");
    }

    @Test
    void refusesAnAliasThatContainsItself() {
        assertThatThrownBy(() -> readWithAliases("a: &a [*a]\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("f.yaml:1:4: an alias stands for a value that contains the alias: write the value itself");
    }

    @Test
    void refusesAliasesThatMakeAFileTooLarge() {
        var list = "a: &a [" + "1, ".repeat(999) + "1]\n";

        assertThatThrownBy(() -> readWithAliases(list + "b: [" + "*a, ".repeat(99) + "*a]\n"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "f.yaml:1:1: not YAML: with its aliases it has more than 100000 values: write fewer aliases of aliases");
    }

    @Test
    void refusesMoreLevelsThanAPlanHas() {
        assertThat(read("[".repeat(100) + "1" + "]".repeat(100))).isInstanceOf(Node.Sequence.class);
        assertThatThrownBy(() -> read("a: 1\nb: " + "[".repeat(100) + "]".repeat(100)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "f.yaml:2:103: more than 100 lists and mappings are within each other: write it with fewer levels");
    }

    @Test
    void refusesAFileThatIsTooLong() {
        assertThatThrownBy(() -> read("#" + "x".repeat(3_000_000)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "f.yaml:1:1: has 3000001 characters; a file of YAML may have at most 3000000: leave out what is not needed");
    }

    private static Node readWithAliases(String text) {
        var problems = new Problems();
        return problems.resolve(Yaml.readWithAliases(new InputFile("f.yaml", text, ""), problems));
    }

    private static Node read(String text) {
        var problems = new Problems();
        return problems.resolve(Yaml.read(new InputFile("f.yaml", text, ""), problems));
    }

    private static Location at(int line, int column) {
        return new Location("f.yaml", line, column);
    }
}
