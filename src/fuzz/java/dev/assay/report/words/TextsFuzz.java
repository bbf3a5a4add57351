package dev.assay.report.words;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Seeds;
import dev.assay.report.JunitXml;
import dev.assay.report.terminal.TerminalText;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What a model says, in Markdown, on a terminal and in the XML for CI systems: it stays a text. */
class TextsFuzz {
    private static final DocumentBuilder XML = builder();
    /** What GitHub's Markdown does not take for a character of a text. */
    private static final Pattern MARKUP =
            Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*[`*\\[\\]|~$]|<(?!br>)|>|&(?!amp;|lt;|gt;)");

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.below("src/test/resources/scoring", ".md"),
                Stream.of(
                                "a|b\n*c*",
                                "##[error]x",
                                "::error::x",
                                "<![CDATA[x]]>&#0;",
                                "\u001b[2J\u202Ex",
                                "a\\|b\\",
                                "__x__")
                        .map(text -> text.getBytes(UTF_8)));
    }

    private static DocumentBuilder builder() {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder;
        } catch (javax.xml.parsers.ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    @MethodSource("seeds")
    @FuzzTest
    void staysAText(byte[] bytes) throws Exception {
        var text = bytes.length > 2 && bytes[0] == 'u'
                ? new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_16)
                : new String(bytes, UTF_8);
        Bounds.check(bytes, () -> {
            checkMarkdown(text);
            checkTerminal(text);
            checkXml(text);
        });
    }

    private static void checkMarkdown(String text) {
        var line = Markdown.text(text);
        assertThat(MARKUP.matcher(line).find()).as(line).isFalse();
        assertThat(line.chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(line.lines().count()).isLessThanOrEqualTo(1);
        var table = Markdown.table(List.of("a", "b"), List.of(List.of(text, "1")));
        assertThat(table).hasSize(3);
        assertThat(table.get(2)
                        .replaceAll("\\\\.", "")
                        .chars()
                        .filter(c -> c == '|')
                        .count())
                .isEqualTo(3);
        assertThat(table.get(2)).doesNotContain("\n", "\r");
    }

    private static void checkTerminal(String text) {
        var line = TerminalText.line(text);
        assertThat(line.chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(line.strip()).doesNotStartWith("::").doesNotStartWith("##[");
        assertThat(Pattern.compile("##\\p{Alnum}*\\[").matcher(line).find())
                .as(line)
                .isFalse();
    }

    private static void checkXml(String text) throws Exception {
        var result = text.length() % 2 == 0 ? JunitXml.Result.FAILURE : JunitXml.Result.SKIPPED;
        var xml = new JunitXml(text, List.of(new JunitXml.Case(text, result, text, text, text, Duration.ZERO, null)))
                .text();
        var suite = XML.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        var test = (Element) suite.getElementsByTagName("testcase").item(0);
        assertThat(suite.getElementsByTagName("*").getLength()).isEqualTo(text.isEmpty() ? 2 : 3);
        assertThat(test.getAttribute("classname")).isEqualTo(suite.getAttribute("name"));
        var word = result == JunitXml.Result.FAILURE ? "failure" : "skipped";
        assertThat(test.getElementsByTagName(word).item(0).getTextContent()).isEqualTo(legal(text));
    }

    private static String legal(String text) {
        var legal = new StringBuilder();
        text.codePoints()
                .forEach(point -> legal.appendCodePoint(
                        point == 9
                                        || point == 10
                                        || point == 13
                                        || (point >= 32 && point <= 0xD7FF)
                                        || (point >= 0xE000 && point <= 0xFFFD)
                                        || point >= 0x10000
                                ? point
                                : 0xFFFD));
        return legal.toString();
    }
}
