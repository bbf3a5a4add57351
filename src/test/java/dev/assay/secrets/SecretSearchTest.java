package dev.assay.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The search of {@link PlantedSecretsTest} finds what was written on purpose: otherwise it would show nothing. */
class SecretSearchTest {
    private static final SecretSearch SEARCH = SecretSearch.ofAll();

    private static List<String> found(String text) {
        return SEARCH.in("file", text.getBytes(UTF_8));
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void findsEachSecretInEachForm(Secret secret) {
        assertThat(found("key: " + secret.text() + "\n")).contains("file has " + secret + ", as it is");
        assertThat(found("{\"key\":\"" + secret.inJson() + "\"}")).contains("file has " + secret + ", as it is");
        assertThat(found("\"" + secret.inJsonByNumbers() + "\"")).contains("file has " + secret + ", as it is");
        assertThat(found("/v1?key=" + secret.inUrl())).contains("file has " + secret + ", as it is");
        assertThat(found("<p>" + secret.inHtml() + "</p>")).contains("file has " + secret + ", as it is");
        assertThat(found(secret.inHex())).contains("file has " + secret + ", in hexadecimal numbers");
        for (var before : List.of("", "a", "ab", "user:")) {
            var bytes = (before + secret.text()).getBytes(UTF_8);
            assertThat(found(Base64.getEncoder().encodeToString(bytes))).contains("file has " + secret + ", in base64");
            assertThat(found(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .contains("file has " + secret + ", in base64");
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsAPartAndOneThatIsDividedOverEvents(Secret secret) {
        for (var from = 0; from + SecretSearch.ENOUGH <= secret.text().length() - 7; from++) {
            assertThat(found(secret.text().substring(from, from + SecretSearch.ENOUGH)))
                    .as("from " + from)
                    .containsExactly("file has " + secret + ", as it is");
        }
        var stream = secret.pieces().stream()
                .map(piece -> "data: {\"index\":0,\"content\":\""
                        + piece.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}\n\n")
                .collect(Collectors.joining());
        assertThat(found(stream)).containsExactly("file has " + secret + ", as it is and divided");
    }

    @Test
    void findsOneInCompressedFilesAndInAPage(@TempDir Path folder) throws IOException {
        var bytes = ("{\"a\":\"" + Secret.KEY.inJson() + "\"}").getBytes(UTF_8);
        Files.write(folder.resolve("a.gz"), zipped(bytes));
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("b.zip")))) {
            zip.putNextEntry(new ZipEntry("inner.gz"));
            zip.write(zipped(bytes));
        }
        Files.writeString(
                folder.resolve("c.html"), "<script>" + Base64.getEncoder().encodeToString(zipped(bytes)) + "</script>");

        assertThat(SEARCH.in(folder))
                .containsExactly(
                        "a.gz has KEY, as it is", "b.zip!inner.gz has KEY, as it is", "c.html has KEY, as it is");
    }

    /** A copy of an entry is left out, and whatever else has a secret is found: a changed copy, and what stands beside it. */
    @Test
    void leavesOutOnlyWhatWasThereBeforeByteForByte(@TempDir Path folder) throws IOException {
        var entry = ("library " + Secret.KEY.text()).getBytes(UTF_8);
        var jar = folder.resolve("gate.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("lib/library.jar"));
            zip.write(entry);
        }
        var search = new SecretSearch(List.of(Secret.values()));
        search.takeForSearched(jar);
        var left = Files.createDirectory(folder.resolve("left"));
        Files.write(left.resolve("a"), entry);
        Files.write(left.resolve("b"), (new String(entry, UTF_8) + "\n").getBytes(UTF_8));
        Files.writeString(left.resolve("c"), Secret.KEY.text());

        assertThat(search.in(left)).containsExactly("b has KEY, as it is", "c has KEY, as it is");
    }

    @Test
    void findsOneBehindOtherTextInBase64AndInGzipThatIsCutOff() throws IOException {
        var packed =
                Base64.getUrlEncoder().encodeToString(zipped(Secret.KEY.text().getBytes(UTF_8)));

        assertThat(found("name-" + packed)).containsExactly("file has KEY, as it is");
        assertThat(found(packed.substring(0, packed.length() - 9))).containsExactly("file has KEY, as it is");
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(found("sk-****** " + "&lt;b&gt; %20 \\u0041 " + "QUJD".repeat(50)))
                .isEmpty();
    }
}
