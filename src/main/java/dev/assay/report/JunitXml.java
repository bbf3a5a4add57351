package dev.assay.report;

import dev.assay.report.ci.SourceLine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The tests of one class as JUnit XML for CI systems, in the form that Surefire writes, but without facts about the machine. The reason of a skip is both the
 * message and the text of its element, since some readers show only one of them (docs/ci-readers.md).
 *
 * @param name the name of the class for people: {@code load}
 * @param cases its tests, in the order in which they ran
 */
public record JunitXml(String name, List<Case> cases) {
    public JunitXml {
        cases = List.copyOf(cases);
    }

    /** The result of a test, by its word in the XML. */
    public enum Result {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    /**
     * One test.
     *
     * @param name unique in its class, and the same in each run
     * @param type the class of the exception; empty if there was none
     * @param text why it did not pass: a headline, then details; empty if it passed
     * @param printed what it printed
     * @param place the line that it is about; absent if there is none in the checkout
     */
    public record Case(
            String name,
            Result result,
            String type,
            String text,
            String printed,
            Duration time,
            @Nullable SourceLine place) {}

    /** Returns the file's text. */
    public String text() {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        var time = cases.stream().map(Case::time).reduce(Duration.ZERO, Duration::plus);
        xml.append(String.format(
                Locale.ROOT,
                "<testsuite name=\"%s\" time=\"%s\" tests=\"%d\" errors=\"%d\" skipped=\"%d\" failures=\"%d\">\n",
                attribute(name),
                seconds(time),
                cases.size(),
                count(Result.ERROR),
                count(Result.SKIPPED),
                count(Result.FAILURE)));
        cases.forEach(each -> append(each, xml));
        return xml.append("</testsuite>\n").toString();
    }

    private long count(Result result) {
        return cases.stream().filter(each -> each.result() == result).count();
    }

    private void append(Case test, StringBuilder xml) {
        xml.append(String.format(
                Locale.ROOT,
                "  <testcase name=\"%s\" classname=\"%s\" time=\"%s\"%s",
                attribute(test.name()),
                attribute(name),
                seconds(test.time()),
                place(test.place())));
        if (test.result() == Result.PASSED && test.printed().isEmpty()) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n");
        var first = test.text().lines().findFirst().orElse("");
        switch (test.result()) {
            case PASSED -> {}
            case SKIPPED ->
                xml.append("    <skipped message=\"")
                        .append(attribute(first))
                        .append("\">")
                        .append(element(test.text()))
                        .append("</skipped>\n");
            case FAILURE, ERROR -> {
                var tag = test.result().name().toLowerCase(Locale.ROOT);
                xml.append(String.format(
                        Locale.ROOT,
                        "    <%s message=\"%s\" type=\"%s\">%s</%s>\n",
                        tag,
                        attribute(first),
                        attribute(test.type()),
                        element(test.text()),
                        tag));
            }
        }
        if (!test.printed().isEmpty()) {
            xml.append("    <system-out>").append(element(test.printed())).append("</system-out>\n");
        }
        xml.append("  </testcase>\n");
    }

    /** Readers that annotate files look for these two attributes; without them some search the checkout for a file with the name of the class. */
    private static String place(@Nullable SourceLine place) {
        return place == null
                ? ""
                : String.format(Locale.ROOT, " file=\"%s\" line=\"%d\"", attribute(place.path()), place.line());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }

    /** A reader turns line ends in an attribute into blanks, unless they are written as character references. */
    private static String attribute(String text) {
        return element(text).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
    }

    private static String element(String text) {
        return legal(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }

    /** XML 1.0 cannot contain every character, but the answer of a model can. */
    private static String legal(String text) {
        var legal = new StringBuilder(text.length());
        text.codePoints().forEach(point -> legal.appendCodePoint(isLegal(point) ? point : '\uFFFD'));
        return legal.toString();
    }

    private static boolean isLegal(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
