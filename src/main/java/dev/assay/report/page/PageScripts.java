package dev.assay.report.page;

import dev.assay.report.page.packed.PackedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scripts and the style sheet of the page.
 *
 * @param library the library that draws, packed: the first of the scripts unpacks it and runs it
 * @param libraryHash the source of the policy that lets the library run
 * @param texts the scripts, in the order in which they run
 * @param style the style sheet
 */
public record PageScripts(String library, String libraryHash, List<String> texts, String style) {
    public PageScripts {
        texts = List.copyOf(texts);
    }

    /**
     * Returns what a page uses: what every page uses, then its own parts.
     *
     * @param parts the names of resources of this package, each with a script {@code <part>.js} and a style sheet {@code <part>.css}
     */
    public static PageScripts of(String... parts) {
        var library = resource("echarts/echarts.min.js");
        return new PageScripts(
                PackedText.of(library),
                hash(library),
                Stream.concat(Stream.of("page.js"), Stream.of(parts).map(part -> part + ".js"))
                        .map(PageScripts::resource)
                        .toList(),
                Stream.concat(Stream.of("page.css"), Stream.of(parts).map(part -> part + ".css"))
                        .map(PageScripts::resource)
                        .collect(Collectors.joining()));
    }

    /** Returns the content security policy under which nothing runs but these scripts, and nothing is loaded. */
    public String policy() {
        return Stream.concat(Stream.of(libraryHash), texts.stream().map(PageScripts::hash))
                .collect(Collectors.joining(
                        " ",
                        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'; script-src ",
                        ""));
    }

    private static String hash(String script) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(sha256) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (var in = PageScripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of the jar", e);
        }
    }
}
