package dev.assay.environment;

import dev.assay.plan.Plan;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Environment variables in which other programs find a proxy. The gate ignores them, because the route to a server is part of what is measured and belongs into
 * thresholds.yaml. It prints that it ignores them, because the person who set them may expect otherwise.
 */
public final class ProxyVariables {
    private ProxyVariables() {}

    /** Returns the line to print; empty if no variable is set, or if no proxy would be used anyway. */
    public static Optional<String> unused(Map<String, String> environment, URI endpoint, Plan plan) {
        var set = Stream.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .collect(Collectors.joining(", "));
        var named = plan.tests().stream()
                .map(planned -> planned.deployment().network().proxy())
                .anyMatch(Objects::nonNull);
        return set.isEmpty() || named || isHere(endpoint.getHost())
                ? Optional.empty()
                : Optional.of("requests go straight to " + endpoint + ": " + set
                        + " of the environment is not followed; name a proxy with `proxy` in thresholds.yaml");
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
