package dev.assay.plan.deployments;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.UrlReader;
import dev.assay.plan.thresholds.PlanReading;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment's live endpoint is reached.
 *
 * @param ca the certificates that are trusted; absent: those that Java trusts
 * @param proxy the proxy for all requests, {@code http://host:port}; absent: no proxy
 */
public record Network(@Nullable Ca ca, @Nullable URI proxy) {
    /** No proxy, and the certificates that Java trusts. */
    public static final Network DIRECT = new Network(null, null);

    private static final int HIGHEST_PORT = 65535;
    private static final UrlReader PROXY = new UrlReader(
            "'proxy'",
            "http://proxy.example:3128",
            "This version does not support proxies that need one.",
            Network::isProxy);

    /**
     * A file of certificates in PEM.
     *
     * @param file relative to thresholds.yaml
     */
    public record Ca(String file, Location place) {}

    static Network read(Fields fields, PlanReading reading) {
        var ca = fields.optionalText("ca");
        return new Network(
                ca == null ? null : new Ca(ca, fields.placeOf("ca")),
                proxy(fields.optionalText("proxy"), fields, reading));
    }

    private static @Nullable URI proxy(@Nullable String text, Fields fields, PlanReading reading) {
        return switch (text == null ? null : PROXY.read(text)) {
            case null -> null;
            case UrlReader.Reading.Read read -> URI.create(read.url().toString().replaceFirst("/$", ""));
            case UrlReader.Reading.Refused refused -> {
                reading.problems.add(fields.placeOf("proxy"), refused.message());
                yield null;
            }
        };
    }

    /** Requests for a proxy go over plain HTTP, to a port that must be written. */
    private static boolean isProxy(URI url) {
        return url.getScheme().equals("http")
                && url.getPort() > 0
                && url.getPort() <= HIGHEST_PORT
                && List.of("", "/").contains(url.getRawPath())
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }
}
