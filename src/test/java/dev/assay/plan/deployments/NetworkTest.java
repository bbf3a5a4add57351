package dev.assay.plan.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.Workspace;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    private Workspace with(String lines) {
        return workspace.with("    engine: vllm\n", "    engine: vllm\n    " + lines + "\n");
    }

    @Test
    void isDirectByDefault() {
        assertThat(workspace.read().deployments().getFirst().network()).isEqualTo(Network.DIRECT);
    }

    /** The certificate file may be missing, because it is not needed to judge recordings. */
    @Test
    void readsCertificatesAndProxy() {
        with("ca: certificates/ca.pem\n    proxy: http://proxy.example:3128/");

        assertThat(workspace.read().deployments().getFirst().network())
                .isEqualTo(new Network(
                        new Network.Ca("certificates/ca.pem", new Location("thresholds.yaml", 10, 9)),
                        URI.create("http://proxy.example:3128")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ca: [a]                         | 9  | 'ca' must be text, found a list
            proxy: proxy.example:3128       | 12 | 'proxy' must be a URL such as http://proxy.example:3128, found [proxy.example:3128].
            proxy: http://proxy.example     | 12 | 'proxy' must be a URL such as http://proxy.example:3128, found [http://proxy.example].
            proxy: https://proxy:3128       | 12 | 'proxy' must be a URL such as http://proxy.example:3128, found [https://proxy:3128].
            proxy: http://proxy:99999       | 12 | 'proxy' must be a URL such as http://proxy.example:3128, found [http://proxy:99999].
            proxy: http://me:s3cret@proxy:1 | 12 | 'proxy' has a user or a password, which must not be there. This version does not support proxies that need one.
            """)
    void rejectsWrongCertificatesOrProxies(String written, int column, String message) {
        with(written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:10:" + column + ": " + message);
    }
}
