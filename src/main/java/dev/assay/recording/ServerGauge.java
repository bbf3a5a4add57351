package dev.assay.recording;

import java.util.Arrays;
import java.util.Optional;

/** What a server tells of itself as it is at an instant. */
public enum ServerGauge {
    /** Requests that it computes. */
    RUNNING("running"),
    /** Requests that wait for it. */
    WAITING("waiting"),
    /** Part of its room for the keys and values of tokens that is taken, from 0 to 1; of several servers, the fullest's. */
    KV_CACHE_USAGE("kv_cache_usage");

    private final String key;

    ServerGauge(String key) {
        this.key = key;
    }

    /** Returns its name in files. */
    public String key() {
        return key;
    }

    /** Returns the one of this name; empty if there is none. */
    public static Optional<ServerGauge> of(String key) {
        return Arrays.stream(values()).filter(gauge -> gauge.key.equals(key)).findFirst();
    }
}
