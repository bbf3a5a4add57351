package dev.assay.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The routes and headers are those of the three clouds' own documents. */
class CloudInstanceTest {
    private static final Script NO = Script.json(404, "{}");

    private static ScriptedEndpoint cloud(String line, String header, String value, Script type) {
        return new ScriptedEndpoint(request ->
                request.line().equals(line) && value.equals(request.headers().get(header)) ? type : NO);
    }

    private static Script text(String body) {
        return Script.document(200, "text/plain", body);
    }

    @Test
    void isAskedOfAmazonWithAToken() {
        try (var service = new ScriptedEndpoint(request -> switch (request.line()) {
            case "PUT /latest/api/token HTTP/1.1" -> text("t0ken");
            case "GET /latest/meta-data/instance-type HTTP/1.1" ->
                "t0ken".equals(request.headers().get("x-aws-ec2-metadata-token")) ? text("g5.xlarge") : NO;
            default -> NO;
        })) {
            assertThat(new CloudInstance(service.base()).type()).contains("aws g5.xlarge");
            assertThat(service.requests().getFirst().headers())
                    .containsEntry("x-aws-ec2-metadata-token-ttl-seconds", "60");
        }
    }

    @Test
    void isAskedOfGoogleAndLeavesTheProjectOut() {
        try (var service = cloud(
                "GET /computeMetadata/v1/instance/machine-type HTTP/1.1",
                "metadata-flavor",
                "Google",
                text("projects/4711/machineTypes/a2-highgpu-1g"))) {
            assertThat(new CloudInstance(service.base()).type()).contains("gcp a2-highgpu-1g");
        }
    }

    @Test
    void isAskedOfAzure() {
        try (var service = cloud(
                "GET /metadata/instance/compute/vmSize?api-version=2021-02-01&format=text HTTP/1.1",
                "metadata",
                "true",
                text("Standard_NC24ads_A100_v4"))) {
            assertThat(new CloudInstance(service.base()).type()).contains("azure Standard_NC24ads_A100_v4");
        }
    }

    @Test
    void isNotFoundOutFromAnotherServersPage() {
        try (var service = ScriptedEndpoint.of(text("<html>Sign in</html>"))) {
            assertThat(new CloudInstance(service.base()).type()).isEmpty();
            assertThat(service.requests()).extracting(Seen::path).hasSize(4);
        }
    }

    @Test
    void isNotFoundOutWhereNobodyAnswers() throws IOException {
        URI base;
        try (var closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            base = URI.create("http://127.0.0.1:" + closedAtOnce.getLocalPort());
        }

        assertThat(new CloudInstance(base).type()).isEmpty();
    }
}
