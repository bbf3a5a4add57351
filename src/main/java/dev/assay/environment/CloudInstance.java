package dev.assay.environment;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The type of the cloud machine that this process runs on, from the metadata service of the host. The service is asked for nothing else, and only if an option
 * says so.
 *
 * @param service the service's address, the same in all three clouds
 */
public record CloudInstance(URI service) {
    private static final int DEADLINE_MS = 500;
    /** Any other text comes from another server. */
    private static final String TYPE = "[A-Za-z0-9._-]{1,64}";

    public static CloudInstance here() {
        return new CloudInstance(URI.create("http://169.254.169.254"));
    }

    /** Returns the cloud and its name for the type: {@code aws g5.xlarge}; empty if no service answers. */
    public Optional<String> type() {
        return Stream.of(amazon(), google(), azure()).flatMap(Optional::stream).findFirst();
    }

    /** The service wants a token first. */
    private Optional<String> amazon() {
        return ask("PUT", "/latest/api/token", Map.of("X-aws-ec2-metadata-token-ttl-seconds", "60"))
                .flatMap(token ->
                        ask("GET", "/latest/meta-data/instance-type", Map.of("X-aws-ec2-metadata-token", token)))
                .filter(type -> type.matches(TYPE))
                .map("aws "::concat);
    }

    /** The answer also names the project, which is removed. */
    private Optional<String> google() {
        return ask("GET", "/computeMetadata/v1/instance/machine-type", Map.of("Metadata-Flavor", "Google"))
                .map(type -> type.replaceFirst(".*/", ""))
                .filter(type -> type.matches(TYPE))
                .map("gcp "::concat);
    }

    private Optional<String> azure() {
        return ask(
                        "GET",
                        "/metadata/instance/compute/vmSize?api-version=2021-02-01&format=text",
                        Map.of("Metadata", "true"))
                .filter(type -> type.matches(TYPE))
                .map("azure "::concat);
    }

    private Optional<String> ask(String method, String route, Map<String, String> headers) {
        try {
            var connection =
                    (HttpURLConnection) URI.create(service + route).toURL().openConnection(Proxy.NO_PROXY);
            try {
                connection.setRequestMethod(method);
                connection.setConnectTimeout(DEADLINE_MS);
                connection.setReadTimeout(DEADLINE_MS);
                connection.setInstanceFollowRedirects(false);
                headers.forEach(connection::setRequestProperty);
                if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                    return Optional.empty();
                }
                return Optional.of(
                        new String(connection.getInputStream().readNBytes(4096), StandardCharsets.UTF_8).strip());
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
