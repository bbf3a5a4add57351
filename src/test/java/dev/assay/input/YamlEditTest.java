package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlEditTest {
    private static final YamlValue.Keys FROM =
            keys("mean", YamlValue.plain("44.1 ms"), "sd", YamlValue.plain("0.43 ms"));

    private static YamlValue.Keys keys(Object... namesAndValues) {
        var keys = new LinkedHashMap<String, YamlValue>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            keys.put((String) namesAndValues[i], (YamlValue) namesAndValues[i + 1]);
        }
        return new YamlValue.Keys(keys);
    }

    private static YamlValue.Keys limit(String max) {
        return keys("max", YamlValue.plain(max), "from", FROM, "review-after", YamlValue.plain("2027-02-27"));
    }

    private static String edited(String text, YamlEdit.Change... changes) {
        var problems = new Problems();
        var edited = YamlEdit.apply(new InputFile("t.yaml", text, ""), List.of(changes), problems);
        assertThat(problems.found()).isEmpty();
        return Objects.requireNonNull(edited);
    }

    private static YamlEdit.Change at(int line, int column, YamlValue.Keys keys) {
        return new YamlEdit.Change(new Location("t.yaml", line, column), keys);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: calibrate                     | a: {max: 45.5 ms, from: {mean: 44.1 ms, sd: 0.43 ms}, review-after: 2027-02-27}
            a: calibrate  # none yet         | a: {max: 45.5 ms, from: {mean: 44.1 ms, sd: 0.43 ms}, review-after: 2027-02-27}  # none yet
            a:   'calibrate'                 | a:   {max: 45.5 ms, from: {mean: 44.1 ms, sd: 0.43 ms}, review-after: 2027-02-27}
            a: {max: 40 ms}                  | a: {max: 45.5 ms, from: {mean: 44.1 ms, sd: 0.43 ms}, review-after: 2027-02-27}
            a: { max:  40 ms , enforce: false } | a: { max:  45.5 ms, from: {mean: 44.1 ms, sd: 0.43 ms}, review-after: 2027-02-27 , enforce: false }
            a: {enforce: false, "max": "40 ms",} | a: {enforce: false, "max": 45.5 ms, from: {mean: 44.1 ms, sd: 0.43 ms}, review-after: 2027-02-27,}
            a: {max: 40 ms, from: {sd: 1 ms, runs: 3}, review-after: 2026-01-01} | a: {max: 45.5 ms, from: {sd: 0.43 ms, runs: 3, mean: 44.1 ms}, review-after: 2027-02-27}
            """)
    void changesOnlyTheValuesOfALimitInFlowStyle(String before, String after) {
        assertThat(edited(before + "\nb: {max: 1 s}   # kept\n", at(1, 1, limit("45.5 ms"))))
                .isEqualTo(after + "\nb: {max: 1 s}   # kept\n");
    }

    @Test
    void addsLinesToALimitInBlockStyleAndKeepsCommentsAndOrder() {
        var text = """
                # head
                limits:
                    tpot.mean:       # of each request
                        enforce: false
                        max: 40 ms   # typed in
                        # a word about the window
                        window: steady

                    qps: {min: 1/s}
                """;

        assertThat(edited(text, at(3, 5, limit("45.5 ms")))).isEqualTo("""
                # head
                limits:
                    tpot.mean:       # of each request
                        enforce: false
                        max: 45.5 ms   # typed in
                        from: {mean: 44.1 ms, sd: 0.43 ms}
                        review-after: 2027-02-27
                        # a word about the window
                        window: steady

                    qps: {min: 1/s}
                """);
    }

    @Test
    void changesAnOriginInBlockStyleKeyByKey() {
        var text = """
                a:
                  max: 40 ms
                  from:
                    mean: 39 ms   # of three
                    sd: 0.1 ms

                # the next
                b: 1
                """;

        assertThat(edited(text, at(1, 1, limit("45.5 ms")))).isEqualTo("""
                a:
                  max: 45.5 ms
                  from:
                    mean: 44.1 ms   # of three
                    sd: 0.43 ms
                  review-after: 2027-02-27

                # the next
                b: 1
                """);
    }

    @Test
    void changesItemsOfListsInBothStyles() {
        assertThat(edited(
                        "a: [{max: 2 s}, calibrate]\nb:\n- max: 3 s\n- calibrate",
                        at(1, 5, limit("1 s")),
                        at(1, 17, keys("max", YamlValue.plain("2 s"))),
                        at(3, 3, keys("max", YamlValue.plain("3.5 s"), "enforce", YamlValue.plain("false"))),
                        at(4, 3, keys("max", YamlValue.plain("4 s")))))
                .isEqualTo("a: [{max: 1 s, from: {mean: 44.1 ms, sd: 0.43 ms}, review-after: 2027-02-27}, {max: 2 s}]\n"
                        + "b:\n- max: 3.5 s\n  enforce: false\n- {max: 4 s}");
    }

    @Test
    void keepsWindowsLineEndsAndCharactersOutsideTheBasicPlane() {
        assertThat(edited(
                        "# \uD83D\uDE00 数\r\na:\r\n  max: 2 s # \uD83D\uDE00\r\nb: '\uD83D\uDE00'\r\n",
                        at(2, 1, limit("3 s"))))
                .isEqualTo("""
                        # \uD83D\uDE00 数\r
                        a:\r
                          max: 3 s # \uD83D\uDE00\r
                          from: {mean: 44.1 ms, sd: 0.43 ms}\r
                          review-after: 2027-02-27\r
                        b: '\uD83D\uDE00'\r
                        """);
    }

    @Test
    void appendsToTheLastLineIfItHasNoEnd() {
        assertThat(edited(
                        "a:\n  max: 2 s",
                        at(1, 1, keys("max", YamlValue.plain("3 s"), "n", YamlValue.numbers(List.of(4, 0, 6))))))
                .isEqualTo("a:\n  max: 3 s\n  n: [4, 0, 6]");
    }

    @Test
    void refusesAPlaceWithoutAValueAndAValueThatSpansLines() {
        var problems = new Problems();

        assertThat(YamlEdit.apply(
                        new InputFile("t.yaml", "a:\n  max: |\n    2 s\n", ""),
                        List.of(at(1, 1, limit("3 s")), at(7, 1, limit("3 s"))),
                        problems))
                .isNull();
        assertThat(problems.found())
                .extracting(Problem::toString)
                .containsExactly(
                        "t.yaml:2:8: this value has lines of its own, so it cannot be replaced: write it on one line",
                        "t.yaml:7:1: no value starts here any more");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            RTX 4090, 24 GB: "a" # 1 | `"RTX 4090, 24 GB: \\"a\\" # 1"`
            a\\b{}                    | `"a\\\\b{}"`
            显卡                       | `"显卡"`
            """)
    void quotesATextSoThatItIsReadAsItWas(String text, String quoted) {
        var problems = new Problems();
        var written = YamlValue.quoted(text);

        assertThat(written.flow()).isEqualTo(quoted);
        assertThat(Yaml.read(new InputFile("t.yaml", "{a: " + written.flow() + "}", ""), problems))
                .isInstanceOfSatisfying(
                        Node.Mapping.class,
                        mapping -> assertThat(mapping.value("a"))
                                .isEqualTo(new Node.Scalar(text, Node.Kind.TEXT, new Location("t.yaml", 1, 5))));
    }

    @Test
    void quotesControlCharacters() {
        assertThat(YamlValue.quoted("a\tb\n\u0085").flow()).isEqualTo("\"a\\x09b\\x0a\\x85\"");
    }
}
