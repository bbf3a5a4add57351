package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.UrlReader.Reading;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlReaderTest {
    private static final UrlReader PAGE = new UrlReader("'page'", "http://10.0.0.1:8000/metrics", "Name a variable.");

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "https://a.b:1/metrics?x=1", "http://[::1]:8000/", "http://a/p@th"})
    void readsUrlsOfServers(String text) {
        assertThat(PAGE.read(text)).isEqualTo(new Reading.Read(URI.create(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:1", "ftp://a", "http://", "file:///metrics", "not a URL", "HTTP:a", "//a/metrics"})
    void refusesWhatIsNoUrlOfAServer(String text) {
        assertThat(PAGE.read(text))
                .isEqualTo(new Reading.Refused(
                        "'page' must be a URL such as http://10.0.0.1:8000/metrics, found [" + text + "]."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:s3cret@a",
                "http://s3cret@a/x",
                "http://me:s3cret@a_b/x",
                "me:s3cret@a",
                "http://me:s3 cret@a",
                "http://me:s3/cret@a:1",
                "ftp://me:s3cret@a"
            })
    void refusesAPasswordWithoutShowingIt(String text) {
        assertThat(PAGE.read(text))
                .isEqualTo(new Reading.Refused(
                        "'page' has a user or a password, which must not be there. Name a variable."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a/metrics?api_key=s3cret",
                "http://a/metrics?x=1&token=s3cret",
                "http://a/metrics?sig=s3cret"
            })
    void refusesAKeyWithoutShowingIt(String text) {
        assertThat(PAGE.read(text))
                .isEqualTo(
                        new Reading.Refused("'page' has something behind [http://a/metrics] that may be a key and must"
                                + " not be there. Name a variable."));
    }

    @Test
    void showsNothingBehindAQuestionMarkOfWhatIsNoUrl() {
        assertThat(PAGE.read("a:1?token=s3cret"))
                .isEqualTo(new Reading.Refused(
                        "'page' must be a URL such as http://10.0.0.1:8000/metrics, found [a:1?…]."));
    }

    @Test
    void tellsWhatToDoAboutAHostWithAnUnderscore() {
        assertThat(PAGE.read("http://gpu_node_1:8000/metrics"))
                .isEqualTo(new Reading.Refused(
                        "'page': the host name [gpu_node_1] has a '_', which is not allowed in host names. Write"
                                + " the host's IP address, or give the host another name, such as [gpu-node-1]."));
    }

    @Test
    void refusesWhatDoesNotFitHere() {
        var secure =
                new UrlReader("'page'", "https://a", "", url -> url.getScheme().equals("https"));

        assertThat(secure.read("https://b")).isEqualTo(new Reading.Read(URI.create("https://b")));
        assertThat(secure.read("http://b"))
                .isEqualTo(new Reading.Refused("'page' must be a URL such as https://a, found [http://b]."));
    }
}
