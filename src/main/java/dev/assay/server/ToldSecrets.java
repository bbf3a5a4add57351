package dev.assay.server;

import dev.assay.input.Problem;
import dev.assay.input.SecretText;
import dev.assay.plan.Plan;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.launch.ServeArguments;
import dev.assay.wire.secrets.Secrets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a server is told in other ways than by headers, and must not stand in anything that the gate writes: arguments and variables. */
final class ToldSecrets {
    /** A path, a number, or a word such as {@code required}: it says something about a secret, and is none. */
    private static final Pattern NO_SECRET = Pattern.compile("[/~.].*|[0-9]+|[a-z]+");

    private static final Pattern PASSWORD = Pattern.compile("://[^/@\\s]*:([^/@\\s]+)@");
    /** Options whose values give access, whatever the engine. */
    private static final Pattern ACCESS = Pattern.compile(
            "(?i)--?(?:[\\w-]+[-_])?(?:api[-_]?key|secret|password|passwd|(?:hf|auth|access|bearer)[-_]token)");

    private ToldSecrets() {}

    /** Returns the secrets that thresholds.yaml itself has about a deployment: values of arguments and of variables. */
    static Secrets ofFile(Plan plan, Deployment deployment) {
        return Secrets.of(Stream.concat(
                        arguments(plan, deployment).map(ServeArguments.Secret::value),
                        ofVariables(deployment.launch().env()))
                .toList());
    }

    /** Returns the secrets in variables, which a server inherits that the gate starts as a process. */
    static Secrets ofEnvironment(Map<String, String> variables) {
        return Secrets.of(ofVariables(variables).toList());
    }

    private static Stream<String> ofVariables(Map<String, String> variables) {
        return variables.entrySet().stream()
                .flatMap(variable -> Stream.concat(
                        SecretText.isNamedBy(variable.getKey())
                                        && !NO_SECRET
                                                .matcher(variable.getValue())
                                                .matches()
                                ? Stream.of(variable.getValue())
                                : Stream.of(),
                        PASSWORD.matcher(variable.getValue()).results().map(found -> found.group(1))));
    }

    private static Stream<ServeArguments.Secret> arguments(Plan plan, Deployment deployment) {
        var serve = plan.tests().stream()
                .filter(planned -> planned.deployment().equals(deployment))
                .map(Plan.Planned::serve);
        return Stream.concat(Stream.of(deployment.launch().command()), serve)
                .distinct()
                .flatMap(words -> new ServeArguments(words).secrets().stream());
    }

    /** Returns why a server cannot be started with the arguments that thresholds.yaml has: every user of the machine sees the arguments of its processes. */
    static List<Problem> inProcessList(Plan plan, Deployment deployment) {
        return arguments(plan, deployment)
                .map(ServeArguments.Secret::option)
                .filter(option -> ACCESS.matcher(option).matches())
                .distinct()
                .map(option -> new Problem(
                        deployment.place(),
                        "the server of '" + deployment.name() + "' would be started with a value for " + option
                                + ", and every user of the machine can read the arguments of a process. Take it out of"
                                + " 'serve' or 'command', and give it in an environment variable that the engine reads"
                                + " (vLLM: VLLM_API_KEY, llama.cpp: LLAMA_API_KEY, model hubs: HF_TOKEN); a server that"
                                + " Assay starts as a process listens only on this machine and needs no key"))
                .toList();
    }
}
