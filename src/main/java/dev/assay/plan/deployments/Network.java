package dev.assay.plan.deployments;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.plan.thresholds.PlanReading;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way to a deployment's live endpoint.
 *
 * @param ca whose certificates are trusted; absent: those that Java trusts
 * @param proxy {@code http://host:port}, through which all requests go; absent: they go straight
 */
public record Network(@Nullable Ca ca, @Nullable URI proxy) {
    /** What holds where the file says nothing. */
    public static final Network DIRECT = new Network(null, null);

    private static final Pattern PROXY = Pattern.compile("http://[A-Za-z0-9._-]+:[0-9]{1,5}/?");
    private static final int HIGHEST_PORT = 65535;

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
        if (text == null) {
            return null;
        }
        if (PROXY.matcher(text).matches()) {
            var proxy = URI.create(text.replaceFirst("/$", ""));
            if (proxy.getHost() != null && proxy.getPort() > 0 && proxy.getPort() <= HIGHEST_PORT) {
                return proxy;
            }
        }
        reading.problems.add(
                fields.placeOf("proxy"),
                text.contains("@")
                        // Not repeated: it may be a password.
                        ? "'proxy' holds a user or a password, which must not stand in a file; a proxy that wants one is not"
                                + " known to this version"
                        : "'proxy' is an address such as http://proxy.example:3128, found [" + text + "]");
        return null;
    }
}
