package dev.assay.tools.gates;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a deployment's server is started.
 *
 * @param serve arguments of {@code vllm serve}
 * @param env its environment variables, in the order of the file
 * @param image its container image
 * @param startSeconds how long its start may take
 */
record ServerRow(List<String> serve, Map<String, String> env, Optional<String> image, Optional<Integer> startSeconds) {
    /** A server of which the file says nothing. */
    static final ServerRow UNKNOWN = new ServerRow(List.of(), Map.of(), Optional.empty(), Optional.empty());

    ServerRow {
        serve = List.copyOf(serve);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }
}
