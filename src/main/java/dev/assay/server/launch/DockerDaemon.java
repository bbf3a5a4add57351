package dev.assay.server.launch;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * The Docker daemon that Testcontainers finds: by DOCKER_HOST, its settings file, or the usual sockets.
 *
 * @param host the host of its containers' ports
 */
record DockerDaemon(DockerClient client, Info info, String host) {
    /** Finds the daemon. */
    static DockerDaemon find() throws LaunchException {
        var strategies = new ArrayList<DockerClientProviderStrategy>();
        ServiceLoader.load(DockerClientProviderStrategy.class).forEach(strategies::add);
        try {
            var found = DockerClientProviderStrategy.getFirstValidStrategy(strategies);
            return new DockerDaemon(
                    found.getDockerClient(),
                    found.getInfo(),
                    host(found.getTransportConfig().getDockerHost()));
        } catch (IllegalStateException e) {
            throw new LaunchException(
                    "no Docker daemon answers, and -Dassay.target=container needs one",
                    "Start Docker, let this user reach it, or name it with DOCKER_HOST; `docker info` shows"
                            + " whether it answers.");
        }
    }

    /** Testcontainers' own way is not used: if the gate runs in a container, it starts another one, from an image that may be missing. */
    private static String host(URI daemon) {
        var named = System.getenv("TESTCONTAINERS_HOST_OVERRIDE");
        if (named != null) {
            return named;
        }
        return daemon.getHost() == null ? "127.0.0.1" : daemon.getHost();
    }

    /** Returns the address on which ports are published: loopback if the daemon is on this machine. */
    String published() {
        return isHere() ? "127.0.0.1" : "0.0.0.0";
    }

    private boolean isHere() {
        return List.of("localhost", "127.0.0.1").contains(host);
    }

    /** Returns whether the daemon has NVIDIA's container runtime. */
    boolean hasNvidiaRuntime() {
        var runtimes = info.getRawValues().get("Runtimes");
        return Objects.toString(runtimes, "").contains("nvidia");
    }
}
