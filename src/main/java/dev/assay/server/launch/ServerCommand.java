package dev.assay.server.launch;

import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.launch.Container;
import dev.assay.plan.launch.Launch;
import dev.assay.server.engines.Engines;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The command that starts the server of a test. Tests with equal commands share a server.
 *
 * @param words the program and its arguments, with the placeholders {@link Launch#HOST} and {@link Launch#PORT}
 * @param env environment variables
 * @param container the container's settings, for a server in a container
 * @param place where thresholds.yaml describes the deployment
 */
public record ServerCommand(
        String deployment, List<String> words, Map<String, String> env, Container container, Location place) {
    public static ServerCommand of(Planned planned) {
        var deployment = planned.deployment();
        return new ServerCommand(
                deployment.name(),
                Stream.concat(program(deployment), planned.serve().stream()).toList(),
                deployment.launch().env(),
                deployment.launch().container(),
                deployment.place());
    }

    private static Stream<String> program(Deployment deployment) {
        var own = deployment.launch().command();
        var engine = Engines.named(deployment.engine());
        var command = own.isEmpty() ? engine.command() : own;
        var words = command.stream().map(word -> word.replace(Launch.MODEL, deployment.model()));
        return deployment.servedName() == null || !own.isEmpty()
                ? words
                : Stream.concat(words, Stream.of(engine.servedName(), deployment.servedName()));
    }

    /** Returns the words with this host and port in the placeholders. */
    List<String> at(String host, int port) {
        return words.stream()
                .map(word -> word.replace(Launch.HOST, host).replace(Launch.PORT, "" + port))
                .toList();
    }
}
