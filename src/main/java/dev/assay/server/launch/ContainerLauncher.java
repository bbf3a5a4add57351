package dev.assay.server.launch;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.assay.wire.secrets.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts servers in containers of a Docker daemon. A label marks the containers. */
public final class ContainerLauncher implements ServerLauncher {
    private static final int PORT = 8000;
    /** The folder in the container that holds this user's models, whatever user the container runs as. */
    private static final String CACHE = "/huggingface";
    /** The gate downloads nothing. The servers that it starts download nothing either, unless `env` allows it. */
    private static final Map<String, String> OFFLINE = Map.of("HF_HUB_OFFLINE", "1", "TRANSFORMERS_OFFLINE", "1");

    private @Nullable DockerDaemon daemon;

    @Override
    public String name() {
        return "container";
    }

    private DockerDaemon daemon() throws LaunchException {
        if (daemon == null) {
            daemon = DockerDaemon.find();
        }
        return daemon;
    }

    @Override
    public List<String> stopLeftovers() {
        try {
            var docker = daemon().client();
            var marked = DockerCall.answer(
                    docker.listContainersCmd().withShowAll(true).withLabelFilter(List.of(OwnerTag.NAME))::exec);
            var left = marked.stream().filter(found -> tag(found).isOrphaned()).toList();
            left.forEach(found -> ContainerServer.remove(docker, found.getId()));
            var said = new ArrayList<String>();
            if (!left.isEmpty()) {
                said.add("found " + left.size() + (left.size() == 1 ? " container" : " containers")
                        + " of a gate that was killed, and removed " + (left.size() == 1 ? "it" : "them"));
            }
            marked.stream()
                    .filter(found -> !tag(found).isInThisNamespace())
                    .forEach(
                            found -> said.add("found a container of a gate in another container or machine, and did not"
                                    + " remove it: if that gate is gone, remove it with `docker rm -f "
                                    + found.getId().substring(0, 12) + "`"));
            return said;
        } catch (LaunchException | DockerException e) {
            // The start that follows reports it.
            return List.of();
        }
    }

    private static OwnerTag tag(Container found) {
        return new OwnerTag(found.getLabels().getOrDefault(OwnerTag.NAME, ""));
    }

    @Override
    public LaunchedServer start(ServerCommand command, Path log, Secrets secrets) throws LaunchException {
        var found = daemon();
        var image = image(found, command);
        try {
            Files.createDirectories(log.getParent());
            DockerException first = null;
            for (var way : GpuPassthrough.options(command.container().gpus(), found.hasNvidiaRuntime())) {
                try {
                    return start(found, image, command, way, log, secrets);
                } catch (DockerException e) {
                    first = first == null ? e : first;
                    if (DockerRefusal.of(e) != DockerRefusal.NO_GPU) {
                        break;
                    }
                }
            }
            throw DockerRefusal.exception(first, command);
        } catch (IOException e) {
            throw new LaunchException("cannot start a container: " + e, "Make " + log.getParent() + " writable.");
        }
    }

    private static ServerImage image(DockerDaemon found, ServerCommand command) throws LaunchException {
        var name = command.container().image();
        if (name == null) {
            throw new LaunchException(
                    "deployment '" + command.deployment() + "' has no image to start a container from",
                    "Name it with `image` at " + command.place() + ".");
        }
        try {
            return ServerImage.of(name, DockerCall.answer(found.client().inspectImageCmd(name)::exec));
        } catch (NotFoundException e) {
            throw new LaunchException(
                    "the Docker daemon has no image " + name,
                    "Get it with `docker pull " + name + "` (the gate downloads nothing), or correct `image` at "
                            + command.place() + ".");
        }
    }

    private static LaunchedServer start(
            DockerDaemon daemon,
            ServerImage image,
            ServerCommand command,
            GpuPassthrough way,
            Path log,
            Secrets secrets)
            throws IOException {
        var docker = daemon.client();
        var port = FreePort.on(daemon.published());
        var words = command.at("0.0.0.0", PORT);
        var config = way.in(HostConfig.newHostConfig()
                .withShmSize(command.container().sharedMemoryMebibytes() * 1024L * 1024)
                .withMounts(mounts(command))
                .withPortBindings(
                        new PortBinding(new Ports.Binding(daemon.published(), "" + port), ExposedPort.tcp(PORT))));
        var created = docker.createContainerCmd(image.name())
                .withEntrypoint(words.getFirst())
                .withCmd(words.subList(1, words.size()))
                .withEnv(env(command, way))
                .withExposedPorts(ExposedPort.tcp(PORT))
                .withLabels(Map.of(OwnerTag.NAME, OwnerTag.here().text()))
                .withHostConfig(config);
        var id = DockerCall.answer(created::exec).getId();
        try {
            DockerCall.answer(docker.startContainerCmd(id)::exec);
            var facts = new LinkedHashMap<String, String>(image.facts());
            facts.put("gpus", command.container().gpus().toString());
            return new ContainerServer(
                    docker, id, URI.create("http://" + daemon.host() + ":" + port), log, secrets, facts);
        } catch (DockerException | IOException e) {
            ContainerServer.remove(docker, id);
            throw e;
        }
    }

    private static List<String> env(ServerCommand command, GpuPassthrough way) {
        var env = new LinkedHashMap<>(OFFLINE);
        cache(command).ifPresent(ignored -> env.put("HF_HUB_CACHE", CACHE + "/hub"));
        env.putAll(way.env());
        env.putAll(command.env());
        return env.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private static List<Mount> mounts(ServerCommand command) {
        var own = command.container().volumes().stream()
                .map(volume -> mount(home(volume.source()), volume.target(), volume.writable()));
        var cache = cache(command).map(folder -> mount(folder.toString(), CACHE, false));
        return Stream.concat(own, cache.stream()).toList();
    }

    /** Returns the folder of this user's models; empty if there is none, or if `volumes` has another one. */
    private static Optional<Path> cache(ServerCommand command) {
        var named = System.getenv("HF_HOME");
        var folder = Path.of(named == null ? home("~/.cache/huggingface") : named);
        var brought = command.container().volumes().stream()
                .anyMatch(volume -> volume.target().contains("huggingface"));
        return brought || !Files.isDirectory(folder) ? Optional.empty() : Optional.of(folder);
    }

    private static String home(String place) {
        return place.startsWith("~/") ? System.getProperty("user.home") + place.substring(1) : place;
    }

    private static Mount mount(String source, String target, boolean writable) {
        return new Mount()
                .withType(MountType.BIND)
                .withSource(source)
                .withTarget(target)
                .withReadOnly(!writable);
    }
}
