package dev.assay.server.launch;

import com.github.dockerjava.api.command.InspectImageResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The image of a container.
 *
 * @param name the image's name in thresholds.yaml
 * @param digest the image's digest in its registry; for a local image, the daemon's id
 */
record ServerImage(String name, String digest) {
    static ServerImage of(String name, InspectImageResponse image) {
        var digests = Objects.requireNonNullElse(image.getRepoDigests(), List.<String>of());
        return new ServerImage(
                name,
                digests.stream()
                        .findFirst()
                        .map(digest -> digest.replaceFirst("^.*@", ""))
                        .orElse(image.getId()));
    }

    Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("image", name);
        facts.put("image digest", digest);
        return facts;
    }
}
