package dev.assay.server;

import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.Header;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What live servers want to be shown with each request, by deployment, found in the environment before anything is sent. */
public final class Credentials {
    /** Nothing is shown to any server. */
    public static final Credentials NONE = new Credentials(Map.of());

    /** Text as short as this is no secret, and striking it out would spoil answers. */
    private static final int SHORTEST_SECRET = 8;

    private final Map<String, RequestHeaders> byDeployment;

    private Credentials(Map<String, RequestHeaders> byDeployment) {
        this.byDeployment = Map.copyOf(byDeployment);
    }

    /**
     * Finds what the deployments of a plan name.
     *
     * @param environment a variable's value by its name; absent if it is not set
     * @throws InputException naming, with its place, every variable that holds nothing or what no header carries
     */
    public static Credentials of(Plan plan, Function<String, @Nullable String> environment) {
        var problems = new ArrayList<Problem>();
        var found = new HashMap<String, RequestHeaders>();
        plan.tests().stream()
                .map(Plan.Planned::deployment)
                .distinct()
                .forEach(deployment -> found.put(deployment.name(), headers(deployment, environment, problems)));
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return new Credentials(found);
    }

    private static RequestHeaders headers(
            Deployment deployment, Function<String, @Nullable String> environment, List<Problem> problems) {
        var headers = new LinkedHashMap<String, String>();
        var secrets = new ArrayList<String>();
        for (var header : deployment.headers()) {
            var text = switch (header.value()) {
                case Header.Value.Literal literal -> literal.text();
                case Header.Value.Variable variable -> held(variable.variable(), header, environment, problems);
                case Header.Value.Bearer bearer -> held(bearer.variable(), header, environment, problems);
            };
            headers.put(header.name(), header.value() instanceof Header.Value.Bearer ? "Bearer " + text : text);
            if (text.length() >= SHORTEST_SECRET) {
                secrets.add(text);
            }
        }
        return new RequestHeaders(headers, secrets);
    }

    private static String held(
            String variable, Header header, Function<String, @Nullable String> environment, List<Problem> problems) {
        var text = environment.apply(variable);
        if (text == null || text.isBlank()) {
            problems.add(new Problem(
                    header.place(),
                    "the environment variable " + variable + " is " + (text == null ? "not set" : "empty")
                            + ": the header '" + header.name() + "' needs it, and nothing is sent without it"));
            return "";
        }
        if (!Header.canCarry(text)) {
            problems.add(new Problem(
                    header.place(),
                    "the environment variable " + variable + " holds a character that no header carries, perhaps a line"
                            + " end: the header '" + header.name() + "' cannot be sent"));
        }
        return text;
    }

    /** Returns the same, shown on other ways: by deployment. */
    public Credentials through(Map<String, Route> routes) {
        var found = new HashMap<>(byDeployment);
        routes.forEach((deployment, route) -> found.put(
                deployment,
                byDeployment.getOrDefault(deployment, RequestHeaders.NONE).by(route)));
        return new Credentials(found);
    }

    /** Returns what goes with each request to a deployment's server, and on which way. */
    public RequestHeaders of(Deployment deployment) {
        return byDeployment.getOrDefault(deployment.name(), RequestHeaders.NONE);
    }
}
