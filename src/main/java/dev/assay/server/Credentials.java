package dev.assay.server;

import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.Header;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.Route;
import dev.assay.wire.secrets.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The headers that each deployment's live server needs with each request, read from environment variables before anything is sent, and what the server is told and
 * must be written nowhere.
 */
public final class Credentials {
    /** No server gets a header. */
    public static final Credentials NONE = new Credentials(Map.of());

    private final Map<String, RequestHeaders> byDeployment;

    private Credentials(Map<String, RequestHeaders> byDeployment) {
        this.byDeployment = Map.copyOf(byDeployment);
    }

    /**
     * Reads the environment variables that the deployments of a plan name.
     *
     * @param environment the variables of this process
     * @throws InputException if a variable is not set or empty, or holds a character that is not allowed in a header; lists each with its place
     */
    public static Credentials of(Plan plan, Map<String, String> environment) {
        return of(plan, environment, new ArrayList<>(), Secrets.NONE);
    }

    /**
     * Reads the same for servers that the gate starts, which also inherit the environment.
     *
     * @throws InputException also if an argument of a server is a secret
     */
    public static Credentials ofStarted(Plan plan, Map<String, String> environment) {
        var problems = new ArrayList<Problem>();
        deployments(plan).forEach(deployment -> problems.addAll(ToldSecrets.inProcessList(plan, deployment)));
        return of(plan, environment, problems, ToldSecrets.ofEnvironment(environment));
    }

    private static Credentials of(
            Plan plan, Map<String, String> environment, List<Problem> problems, Secrets inherited) {
        var found = new HashMap<String, RequestHeaders>();
        deployments(plan).forEach(deployment -> {
            var headers = headers(deployment, environment, problems);
            var told = ToldSecrets.ofFile(plan, deployment).and(inherited);
            found.put(
                    deployment.name(),
                    new RequestHeaders(headers.byName(), headers.secrets().and(told)));
        });
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return new Credentials(found);
    }

    private static List<Deployment> deployments(Plan plan) {
        return plan.tests().stream().map(Plan.Planned::deployment).distinct().toList();
    }

    private static RequestHeaders headers(
            Deployment deployment, Map<String, String> environment, List<Problem> problems) {
        var headers = new LinkedHashMap<String, String>();
        var secrets = new ArrayList<String>();
        for (var header : deployment.headers()) {
            var text = switch (header.value()) {
                case Header.Value.Literal literal -> literal.text();
                case Header.Value.Variable variable -> variable(variable.variable(), header, environment, problems);
                case Header.Value.Bearer bearer -> variable(bearer.variable(), header, environment, problems);
            };
            headers.put(header.name(), header.value() instanceof Header.Value.Bearer ? "Bearer " + text : text);
            // What stands in a file is none.
            if (!(header.value() instanceof Header.Value.Literal)) {
                secrets.add(text);
            }
        }
        return new RequestHeaders(headers, Secrets.of(secrets));
    }

    private static String variable(
            String variable, Header header, Map<String, String> environment, List<Problem> problems) {
        var text = environment.get(variable);
        if (text == null || text.isBlank()) {
            problems.add(new Problem(
                    header.place(),
                    "the environment variable " + variable + " is " + (text == null ? "not set" : "empty")
                            + ", and the header '" + header.name() + "' needs it"));
            return "";
        }
        if (!Header.canCarry(text)) {
            problems.add(new Problem(
                    header.place(),
                    "the environment variable " + variable + " holds a character that is not allowed in a"
                            + " header, perhaps a line end, so the header '" + header.name() + "' cannot be sent"));
        }
        return text;
    }

    /** Returns the same headers, with the route of each deployment. */
    public Credentials through(Map<String, Route> routes) {
        var found = new HashMap<>(byDeployment);
        routes.forEach((deployment, route) -> found.put(
                deployment,
                byDeployment.getOrDefault(deployment, RequestHeaders.NONE).by(route)));
        return new Credentials(found);
    }

    /** Returns the headers of each request to a deployment's server, with the route to it. */
    public RequestHeaders of(Deployment deployment) {
        return byDeployment.getOrDefault(deployment.name(), RequestHeaders.NONE);
    }
}
