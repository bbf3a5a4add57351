package dev.assay.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** docs/dependencies.md has each dependency and plugin of pom.xml, in its version, with the reason why it is here. */
class DependenciesPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^`]+` \\| \\S+) \\|.*\\| ([^|]+) \\|$");

    private static String child(Element element, String name, String otherwise) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent().strip();
            }
        }
        return otherwise;
    }

    /** Returns the text with the value of the property that it names. */
    private static String value(Document pom, String text) {
        if (!text.startsWith("${")) {
            return text;
        }
        var properties = (Element) pom.getElementsByTagName("properties").item(0);
        return child(properties, text.substring(2, text.length() - 1), text);
    }

    private static Set<String> declared() throws ParserConfigurationException, IOException, SAXException {
        var pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        var found = new TreeSet<String>();
        for (var tag : new String[] {"dependency", "plugin", "path"}) {
            var elements = pom.getElementsByTagName(tag);
            for (var index = 0; index < elements.getLength(); index++) {
                var element = (Element) elements.item(index);
                var version = child(element, "version", "");
                if (!version.isEmpty()) {
                    found.add("`" + child(element, "groupId", "org.apache.maven.plugins") + ":"
                            + child(element, "artifactId", "") + "` | " + value(pom, version));
                }
            }
        }
        var formatter = (Element) pom.getElementsByTagName("palantirJavaFormat").item(0);
        found.add("`com.palantir.javaformat:palantir-java-format` | " + child(formatter, "version", ""));
        return found;
    }

    @Test
    void pageHasEachDependencyAndPluginInItsVersion() throws Exception {
        var page = Files.readString(Path.of("docs/dependencies.md"));
        var table = page.substring(0, page.indexOf("## What comes with them"));
        var named = new TreeSet<String>();
        ROW.matcher(table).results().forEach(row -> named.add(row.group(1)));
        // Their version is that of junit-bom.
        named.removeIf(row -> row.startsWith("`org.junit.jupiter:") || row.startsWith("`org.junit.platform:"));

        assertThat(named)
                .as("docs/dependencies.md and pom.xml: run python3 bench/dependencies.py")
                .isEqualTo(declared());
    }

    @Test
    void pageSaysOfEachWhyItIsHere() throws IOException {
        var page = Files.readString(Path.of("docs/dependencies.md"));
        var table = page.substring(0, page.indexOf("## What comes with them"));

        assertThat(ROW.matcher(table).results().toList())
                .hasSizeGreaterThan(40)
                .allSatisfy(row -> assertThat(row.group(2)).as(row.group(1)).doesNotContain("say why"));
    }
}
