package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.plan.Plan;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.Header;
import dev.assay.plan.deployments.Network;
import dev.assay.plan.deployments.ServerLog;
import dev.assay.plan.launch.Container;
import dev.assay.plan.launch.Launch;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestConditions;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.plan.thresholds.Workload;
import dev.assay.testing.Plans;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.secrets.Secrets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final Location PLACE = new Location("thresholds.yaml", 9, 10);

    private static Plan plan(Header... headers) {
        var workload = new Workload(
                "short",
                new TokenLengths.Exactly(8),
                new TokenLengths.Exactly(2),
                Workload.Api.COMPLETIONS,
                Workload.PromptForm.TEXT);
        var loadTest = new TestSpec.LoadTest(
                "c1",
                workload,
                new Pace.Closed(1),
                new TestLength(2),
                1,
                new Prompts.Unique(),
                CacheState.PLAIN,
                List.of(),
                "",
                List.of(),
                TestConditions.DEFAULT,
                null,
                PLACE);
        var deployment = new Deployment(
                "a",
                "m",
                null,
                "t.json",
                "bf16",
                "vllm",
                null,
                Deadlines.DEFAULT,
                Launch.DEFAULT,
                null,
                List.of(headers),
                Network.DIRECT,
                ServerLog.UNREAD,
                List.of(loadTest),
                PLACE);
        return new Plan(List.of(new Plan.Planned(deployment, loadTest)), false);
    }

    private static final Header KEY = new Header("Authorization", new Header.Value.Bearer("VLLM_API_KEY"), PLACE);
    private static final Header TEAM = new Header("X-Team", new Header.Value.Literal("serving"), PLACE);
    private static final Header TRACE = new Header("X-Trace", new Header.Value.Variable("TRACE_ID"), PLACE);

    @Test
    void readsEnvironmentVariables() {
        var plan = plan(KEY, TEAM, TRACE);

        var found = Credentials.of(plan, Map.of("VLLM_API_KEY", "sk-0123456789", "TRACE_ID", "run 7"));

        assertThat(found.of(plan.tests().getFirst().deployment()))
                .isEqualTo(new RequestHeaders(
                        Map.of("Authorization", "Bearer sk-0123456789", "X-Team", "serving", "X-Trace", "run 7"),
                        Secrets.of(List.of("sk-0123456789"))));
    }

    @Test
    void sendsNoHeadersToADeploymentThatNamesNone() {
        var plan = plan();

        assertThat(Credentials.of(plan, Map.of("VLLM_API_KEY", "x"))
                        .of(plan.tests().getFirst().deployment()))
                .isEqualTo(RequestHeaders.NONE);
    }

    @Test
    void rejectsMissingAndEmptyVariables() {
        assertThatThrownBy(() -> Credentials.of(plan(KEY, TRACE), Map.of("TRACE_ID", " ")))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        thresholds.yaml:9:10: the environment variable VLLM_API_KEY is not set, and the header 'Authorization' needs it
                        thresholds.yaml:9:10: the environment variable TRACE_ID is empty, and the header 'X-Trace' needs it""");
    }

    @Test
    void rejectsCharactersThatAreNotAllowedInAHeaderWithoutShowingTheValue() {
        assertThatThrownBy(() -> Credentials.of(plan(KEY), Map.of("VLLM_API_KEY", "sk-0123456789\n")))
                .isInstanceOf(InputException.class)
                .hasMessage("thresholds.yaml:9:10: the environment variable VLLM_API_KEY holds a character that is"
                        + " not allowed in a header, perhaps a line end, so the header 'Authorization'"
                        + " cannot be sent");
    }

    /** What stands in the file is sent, and is no secret: answers would be damaged without it. */
    @Test
    void takesWhatTheFileHasForNoSecret() {
        var plan = plan(new Header("X-Team", new Header.Value.Literal("production"), PLACE));

        assertThat(secrets(Credentials.of(plan, Map.of()), plan).strikeOut("in production"))
                .isEqualTo("in production");
    }

    @Test
    void knowsWhatElseAServerIsTold() {
        var plan = started(
                List.of("serve", "--api-key", "argument-1"),
                Map.of("DB_PASSWORD", "variable-1", "ATTENTION", "TRITON_ATTN"));
        var environment = Map.of(
                "HF_TOKEN", "inherited-1",
                "HTTPS_PROXY", "http://me:password-1@proxy:1",
                "SSH_AUTH_SOCK", "/run/agent.1",
                "GIT_AUTH", "required");

        var of = secrets(Credentials.of(plan, environment), plan);
        assertThat(of.strikeOut("argument-1 variable-1 TRITON_ATTN inherited-1"))
                .isEqualTo("********** ********** TRITON_ATTN inherited-1");

        var started = started(List.of("serve"), Map.of());
        assertThat(secrets(Credentials.ofStarted(started, environment), started)
                        .strikeOut("inherited-1 password-1 /run/agent.1 required"))
                .isEqualTo("*********** ********** /run/agent.1 required");
    }

    @Test
    void startsNoServerWhoseArgumentsWouldShowASecret() {
        var plan = started(List.of("serve", "--api-key=argument-1", "--eos-token-id", "5"), Map.of());

        assertThatThrownBy(() -> Credentials.ofStarted(plan, Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "thresholds.yaml:9:10: the server of 'a' would be started with a value for --api-key, and every"
                                + " user of the machine can read the arguments of a process. Take it out of 'serve' or"
                                + " 'command', and give it in an environment variable that the engine reads (vLLM:"
                                + " VLLM_API_KEY, llama.cpp: LLAMA_API_KEY, model hubs: HF_TOKEN); a server that Assay starts as"
                                + " a process listens only on this machine and needs no key");
    }

    private static Plan started(List<String> command, Map<String, String> env) {
        var planned = plan().tests().getFirst();
        var launch = new Launch(command, List.of(), Container.DEFAULT, env);
        return new Plan(
                List.of(new Plan.Planned(
                        Plans.started(planned.deployment(), launch, Deadlines.DEFAULT), planned.test())),
                false);
    }

    private static Secrets secrets(Credentials credentials, Plan plan) {
        return credentials.of(plan.tests().getFirst().deployment()).secrets();
    }
}
