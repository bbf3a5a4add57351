package dev.assay.trace;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The head of a response.
 *
 * @param headers by lower-case name; several values are joined with commas
 * @param nanos when it came
 */
public record ResponseHead(int status, Map<String, String> headers, long nanos) {
    public ResponseHead {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }
}
