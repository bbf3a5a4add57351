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
 * How the server of a test is started. Tests whose commands are equal share a server.
 *
 * @param words the program and its arguments; {@link Launch#HOST} and {@link Launch#PORT} stand for where it listens
 * @param env variables of its environment
 * @param container what it runs in, where it runs in one
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

    /** Returns the words of one that listens there. */
    List<String> at(String host, int port) {
        return words.stream()
                .map(word -> word.replace(Launch.HOST, host).replace(Launch.PORT, "" + port))
                .toList();
    }
}
