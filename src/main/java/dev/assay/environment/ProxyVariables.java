package dev.assay.environment;

import dev.assay.plan.Plan;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Variables of the environment by which other programs find a proxy. The gate does not follow them: the way to a server is a part of what is
 * measured, and stands in thresholds.yaml. It says so, since whoever set them may expect otherwise.
 */
public final class ProxyVariables {
    private ProxyVariables() {}

    /** Returns what to say of them; empty where none is set, or nobody would expect a proxy. */
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
