package dev.assay.input.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFileTest {
    @TempDir
    private Path path;

    @Test
    void readsCsvWithQuotedCommasQuotesAndNewLinesAndGivesEachValueItsPlace() {
        var file = csv("id,text\r\n1,\"a, \"\"b\"\"\nc\"\r\n2,d\r\n");

        assertThat(file.columns()).containsExactly("id", "text");
        assertThat(file.rows())
                .containsExactly(
                        new Node.Mapping(List.of(text("id", "1", 2, 1), text("text", "a, \"b\"\nc", 2, 3)), at(2, 1)),
                        new Node.Mapping(List.of(text("id", "2", 4, 1), text("text", "d", 4, 3)), at(4, 1)));
    }

    @Test
    void keepsEveryCsvValueAsTheTextThatIsWritten() {
        assertThat(values(csv("a,b,c,d,e\n007,1.50,1e2,true, NA \n,NULL,-,\"\",0x1F\n")))
                .containsExactly("007|1.50|1e2|true| NA ", "|NULL|-||0x1F");
    }

    @Test
    void readsCsvWithAByteOrderMarkAndWithoutANewLineAtItsEnd() {
        var file = csv("\uFEFFid,text\n1,a");

        assertThat(file.columns()).containsExactly("id", "text");
        assertThat(values(file)).containsExactly("1|a");
    }

    @Test
    void takesTheColumnsOfAFileWithoutAHeadingLine() {
        var file = csv("Which?,x,y,B\n", "question", "a", "b", "answer");

        assertThat(file.rows().getFirst().value("answer")).isEqualTo(new Node.Scalar("B", Node.Kind.TEXT, at(1, 12)));
    }

    @Test
    void refusesColumnsForAFileThatHasAHeadingLine() {
        assertRefused(
                () -> csv("question,answer\nWhich?,B\n", "question", "answer"),
                "f.csv:1:1: this line has the names that 'columns' gives: remove 'columns', which is for files without a heading line");
    }

    @Test
    void refusesEveryRowOfAnotherWidthWithItsPlace() {
        assertRefused(
                () -> csv("id,text\n1,\"a\nb\"\n2,c,d\n\n3\n"),
                "f.csv:4:1: this row has 3 values, but the heading line has 2 (id, text): a value that holds a comma, a quote or a new line"
                        + " needs double quotes around it\n"
                        + "f.csv:5:1: expected a row on each line, found a blank line\n"
                        + "f.csv:6:1: this row has 1 value, but the heading line has 2 (id, text): a value that holds a comma, a quote or"
                        + " a new line needs double quotes around it");
        assertRefused(
                () -> csv("1,2\n", "a", "b", "c"),
                "f.csv:1:1: this row has 2 values, but 'columns' has 3 (a, b, c): a value that holds a comma, a quote or a new line"
                        + " needs double quotes around it");
    }

    @Test
    void refusesAColumnThatTheHeadingLineHasTwice() {
        assertRefused(
                () -> csv("id,text,id\n1,a,2\n"),
                "f.csv:1:9: the heading line has the column 'id' twice: give each column a name of its own");
    }

    @Test
    void refusesAQuoteThatIsNotClosedAndTextBehindOne() {
        assertRefused(() -> csv("id\n\"a\n"), "f.csv:2:3: not CSV: Missing closing quote for value");
        assertRefused(
                () -> csv("id\n\"a\"b\n"),
                "f.csv:2:5: not CSV: Unexpected character ('b' (code 98)): Expected column separator character (',' (code 44)) or end-of-line");
    }

    @Test
    void refusesAValueThatIsTooLong() {
        assertRefused(
                () -> csv("id\n\"" + "x".repeat((16 << 20) + 1) + "\"\n"),
                "f.csv:2:1: the value has 16777217 characters, and may have at most 16777216");
    }

    @Test
    void refusesAnotherEncodingWithLineAndByte() throws IOException {
        Files.write(path.resolve("f.csv"), new byte[] {'i', 'd', '\n', 'c', 'a', 'f', (byte) 0xE9, '\n'});

        assertRefused(
                () -> read("f.csv"),
                "f.csv:2:4: is not UTF-8 text: byte 7 of the file is 0xE9; expected rows of questions as CSV, saved as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "id,text\n"})
    void refusesCsvWithoutRows(String content) {
        assertRefused(() -> csv(content), "f.csv:1:1: has no rows; expected rows of questions");
    }

    @Test
    void refusesJsonLinesAndParquetWithoutRows() throws IOException {
        Files.writeString(path.resolve("f.jsonl"), "\n");

        assertRefused(() -> read("f.jsonl"), "f.jsonl:1:1: has no rows; expected rows of questions");
        assertRefused(() -> parquet("no_rows"), "no_rows.parquet:1:1: has no rows; expected rows of questions");
    }

    @Test
    void readsJsonLinesWithTheTypesThatTheyState() throws IOException {
        Files.writeString(path.resolve("f.jsonl"), "{\"a\": 1.50}\n{\"b\": \"1.50\"}\n");

        var file = read("f.jsonl");

        assertThat(file.columns()).isEmpty();
        assertThat(file.rows())
                .extracting(row -> ((Node.Scalar) row.entries().getFirst().value()).kind())
                .containsExactly(Node.Kind.NUMBER, Node.Kind.TEXT);
    }

    @Test
    void refusesAFileOfAnotherForm() {
        assertRefused(
                () -> read("f.json"),
                "f.json:1:1: the name of a file of rows must end with .jsonl, .csv or .parquet, which says its form");
        assertRefused(
                () -> read("f.csv"), "f.csv:1:1: there is no such file in [" + path + "]; expected rows of questions");
    }

    @Test
    void readsTheParquetFormOfMmluWithItsListOfChoices() {
        var file = parquet("mmlu");

        assertThat(file.columns()).containsExactly("question", "subject", "choices", "answer");
        assertThat(values(file))
                .containsExactly(
                        "The quantum efficiency of a photon detector is 0.1. If 100 photons are sent into the detector, one after the other,"
                                + " the detector will detect photons|college_physics|[an average of 10 times, with an rms deviation of about 4,"
                                + " an average of 10 times, with an rms deviation of about 3, an average of 10 times, with an rms deviation of"
                                + " about 1, an average of 10 times, with an rms deviation of about 0.1]|1",
                        "Find the degree for the given field extension Q(sqrt(2), sqrt(3), sqrt(18)) over Q.|abstract_algebra|[0, 4, 2, 6]|1");
        assertThat(file.rows().getLast().place()).hasToString("mmlu.parquet, row 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "zstd"})
    void readsTheValuesOfParquetAsWhatTheyAre(String codec) {
        assertThat(values(parquet(codec)))
                .containsExactly(
                        "é\n\"x\"|a|[x, 1]|{text=[p], label=[A]}|1|0.1|0.1|true|abc",
                        // The bytes of the second row are no text, so the row has no such column.
                        "|a|[nothing]|nothing|-9223372036854775808|2.0|1.0|false",
                        "nothing|b|[]|{text=[], label=[]}|nothing|1.0E300|2.0|nothing|nothing");
    }

    @Test
    void readsTheRowGroupsOfParquetInTheirOrder() {
        assertThat(values(parquet("groups"))).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void readsNumbersWithoutASignInParquetAsTheyAre() {
        assertThat(values(parquet("unsigned")))
                .containsExactly("65535|4294967295|18446744073709551615|[3000000000, nothing]|{n=2147483648}");
    }

    @Test
    void refusesTwoColumnsOfOneNameInParquet() {
        assertRefused(
                () -> parquet("twice"),
                "twice.parquet:1:1: has the column 'text' twice: give each column a name of its own");
    }

    @Test
    void refusesParquetWithACodecThatIsNotHere() {
        assertRefused(
                () -> parquet("brotli"),
                "brotli.parquet:1:1: is compressed with BROTLI, which cannot be read here; expected Parquet that is compressed with SNAPPY, ZSTD or"
                        + " GZIP, or not at all. Write it again, such as with pyarrow.parquet.write_table(table, file, compression='snappy')");
    }

    @Test
    void refusesParquetTextThatIsNotUtf8WithItsRow() {
        assertRefused(
                () -> parquet("latin1"),
                "latin1.parquet, row 2: the text in column 'text' is not UTF-8: write the file again with UTF-8");
    }

    @Test
    void refusesWhatIsNoParquet() throws IOException {
        Files.writeString(path.resolve("f.parquet"), "id,text\n1,abcdefgh\n");

        assertRefused(
                () -> read("f.parquet"),
                "f.parquet:1:1: cannot be read as Parquet (Not a Parquet file (invalid magic number at start)): it is damaged, or is another form");
    }

    private RowFile csv(String content, String... columns) {
        try {
            Files.writeString(path.resolve("f.csv"), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return read("f.csv", columns);
    }

    private RowFile read(String name, String... columns) {
        return read(path, name, columns);
    }

    private static RowFile parquet(String name) {
        return read(Path.of("src/test/resources/rows"), name + ".parquet");
    }

    private static RowFile read(Path directory, String name, String... columns) {
        var problems = new Problems();
        return problems.resolve(RowFile.read(new InputDirectory(directory), name, List.of(columns), problems));
    }

    private static void assertRefused(Runnable reading, String message) {
        assertThatThrownBy(reading::run).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static List<String> values(RowFile file) {
        return file.rows().stream()
                .map(row -> String.join(
                        "|",
                        row.entries().stream()
                                .map(entry -> shown(entry.value()))
                                .toList()))
                .toList();
    }

    private static String shown(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.kind() == Node.Kind.NOTHING ? "nothing" : scalar.text();
            case Node.Sequence list ->
                list.items().stream().map(RowFileTest::shown).toList().toString();
            case Node.Numbers numbers -> numbers.values().toString();
            case Node.Mapping group ->
                "{"
                        + String.join(
                                ", ",
                                group.entries().stream()
                                        .map(each -> each.key() + "=" + shown(each.value()))
                                        .toList())
                        + "}";
        };
    }

    private static Node.Entry text(String column, String value, int line, int at) {
        return new Node.Entry(column, at(line, at), new Node.Scalar(value, Node.Kind.TEXT, at(line, at)));
    }

    private static Location at(int line, int column) {
        return new Location("f.csv", line, column);
    }
}
