package dev.assay.recording;

import java.util.Arrays;
import java.util.Optional;

/** A gauge that a server reports: its state at one instant. */
public enum ServerGauge {
    /** Requests that the server computes. */
    RUNNING("running"),
    /** Requests that wait in the server. */
    WAITING("waiting"),
    /** The share of the KV cache that is in use, from 0 to 1; for several servers that of the fullest. */
    KV_CACHE_USAGE("kv_cache_usage");

    private final String key;

    ServerGauge(String key) {
        this.key = key;
    }

    /** Returns its name in files. */
    public String key() {
        return key;
    }

    /** Returns the gauge of this name; empty if there is none. */
    public static Optional<ServerGauge> of(String key) {
        return Arrays.stream(values()).filter(gauge -> gauge.key.equals(key)).findFirst();
    }
}
