package dev.assay.server;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.ServerDifference;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Live servers that the gate did not start, one for each deployment. Tests of the same name get the same prompts. */
public final class EndpointsTarget implements Target {
    private final Map<String, EndpointTarget> targets = new LinkedHashMap<>();
    private final Map<String, URI> bases;

    /**
     * @param bases the servers' addresses, without {@code /v1}, by the names of their deployments
     * @param seed the seed of the prompts
     * @param credentials the headers that the servers need
     * @param allowed the ways in which servers may differ from their deployments
     */
    public EndpointsTarget(
            Map<String, URI> bases,
            long seed,
            InstantSource clock,
            Credentials credentials,
            Set<ServerDifference> allowed) {
        this.bases = bases;
        bases.forEach((deployment, base) -> targets.put(
                deployment,
                new EndpointTarget(
                        base,
                        seed,
                        clock,
                        credentials,
                        allowed,
                        ModelsRoute.OtherServerHint.ENDPOINT,
                        planned -> planned.test().name())));
    }

    @Override
    public Readiness open(Planned planned, int repeat) {
        var name = planned.deployment().name();
        var target = targets.get(name);
        return target == null
                ? new Readiness.NotReady(
                        "-Dassay.endpoint names no server for the deployment " + name,
                        "Add " + name + "=URL to -Dassay.endpoint.")
                : target.open(planned, repeat);
    }

    @Override
    public Map<String, String> facts(Planned planned) {
        return ServerFacts.ofRunningServer(planned);
    }

    @Override
    public String description() {
        return "endpoints "
                + bases.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        // Nothing stays open between tests.
    }
}
