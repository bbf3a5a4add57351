package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.JunitXml.Case;
import dev.assay.report.JunitXml.Result;
import dev.assay.report.ci.SourceLine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class JunitXmlTest {
    private static Case test(String name, Result result, String text, String printed) {
        return new Case(
                name, result, result == Result.PASSED ? "" : "Failure", text, printed, Duration.ofMillis(1500), null);
    }

    @Test
    void saysOfEachTestWhatBecameOfItAndNothingOfTheMachine() {
        var xml = new JunitXml(
                "load",
                List.of(
                        test("a c1", Result.PASSED, "", ""),
                        test("a c2", Result.PASSED, "", "[assay] PASS a c2\n"),
                        test("a c3", Result.SKIPPED, "would FAIL a c3: qps 0.2/s < 0.3/s", ""),
                        test("a q", Result.SKIPPED, "2 of 50 wrong\n  q-7: WRONG, found <b>", ""),
                        test("a c4", Result.FAILURE, "FAIL a c4\n  limit   FAIL qps", ""),
                        test("a c5", Result.ERROR, "UNMEASURED a c5", "[assay] UNMEASURED a c5\n")));

        assertThat(xml.text()).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="load" time="9.000" tests="6" errors="1" skipped="2" failures="1">
                  <testcase name="a c1" classname="load" time="1.500"/>
                  <testcase name="a c2" classname="load" time="1.500">
                    <system-out>[assay] PASS a c2
                </system-out>
                  </testcase>
                  <testcase name="a c3" classname="load" time="1.500">
                    <skipped message="would FAIL a c3: qps 0.2/s &lt; 0.3/s">would FAIL a c3: qps 0.2/s &lt; 0.3/s</skipped>
                  </testcase>
                  <testcase name="a q" classname="load" time="1.500">
                    <skipped message="2 of 50 wrong">2 of 50 wrong
                  q-7: WRONG, found &lt;b&gt;</skipped>
                  </testcase>
                  <testcase name="a c4" classname="load" time="1.500">
                    <failure message="FAIL a c4" type="Failure">FAIL a c4
                  limit   FAIL qps</failure>
                  </testcase>
                  <testcase name="a c5" classname="load" time="1.500">
                    <error message="UNMEASURED a c5" type="Failure">UNMEASURED a c5</error>
                    <system-out>[assay] UNMEASURED a c5
                </system-out>
                  </testcase>
                </testsuite>
                """);
    }

    @Test
    void namesTheLineThatATestIsAbout() {
        var place = new SourceLine("gate/<a> & \"b\".yaml", 33);
        var xml = new JunitXml(
                "load", List.of(new Case("a c1", Result.PASSED, "", "", "", Duration.ofMillis(1500), place)));

        assertThat(xml.text()).contains("""
                  <testcase name="a c1" classname="load" time="1.500" file="gate/&lt;a&gt; &amp; &quot;b&quot;.yaml" line="33"/>
                """);
    }

    /** What a model answers may hold anything; the reader is the JDK's own. */
    @Test
    void isReadBackAsItWasWhateverAnAnswerHolds() throws Exception {
        var answer = "WRONG, found <b>\"a\" & 'b'</b>\t]]> \u4e16 \uD83D\uDE00";

        var read = read(new JunitXml("accuracy", List.of(test("a q-1", Result.FAILURE, answer + "\r\nmore", ""))));

        assertThat(read.getAttribute("message")).isEqualTo(answer);
        assertThat(read.getTextContent()).isEqualTo(answer + "\r\nmore");
    }

    @Test
    void replacesWhatNoXmlCanHold() throws Exception {
        var read =
                read(new JunitXml("accuracy", List.of(test("a q-1", Result.ERROR, "a\0b\u001bc\uD83Dd\uFFFEe", ""))));

        assertThat(read.getTextContent()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    }

    private static Element read(JunitXml xml) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.text().getBytes(StandardCharsets.UTF_8)));
        var test = (Element) document.getElementsByTagName("testcase").item(0);
        return (Element) test.getElementsByTagName("*").item(0);
    }
}
