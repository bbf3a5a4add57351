package dev.assay.plan.testspecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.Workspace;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.plan.thresholds.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestSpecTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    @Test
    void plansTenRequestsPerSlotIfThatIsMoreThanAHundred() {
        workspace.with("concurrency: 4", "concurrency: 32");

        var loadTest = (TestSpec.LoadTest)
                workspace.read().deployments().getFirst().tests().get(2);

        assertThat(loadTest.requests()).isEqualTo(320);
        assertThat(loadTest.warmup()).isEqualTo(32);
    }

    @Test
    void readsTheThrottleOfAClosedLoop() {
        workspace.with("concurrency: 4\n", "concurrency: 4\n        max-in-flight: 3\n");

        var tests = workspace.read().deployments().getFirst().tests();

        assertThat(tests)
                .extracting(TestSpec::pace)
                .containsExactly(new Pace.Closed(1), new Pace.Closed(4), new Pace.Closed(4, 3));
        assertThat(tests)
                .extracting(test -> ((Pace.Closed) test.pace()).inFlight())
                .containsExactly(1, 4, 3);
        assertThat(tests)
                .extracting(TestSpec::throttle)
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of("max-in-flight 3"));
        assertThat(tests)
                .extracting(test -> test.pace().toString())
                .containsExactly("1 in flight", "4 in flight", "concurrency 4, max-in-flight 3");
    }

    private TestSpec.LoadTest loadTestWith(String... keys) {
        workspace.with("concurrency: 4\n", String.join("\n        ", keys) + "\n");
        return (TestSpec.LoadTest)
                workspace.read().deployments().getFirst().tests().get(2);
    }

    @Test
    void readsARateWithItsDefaults() {
        var loadTest = loadTestWith("rate: 2/s");

        assertThat(loadTest.pace())
                .isEqualTo(
                        new Pace.Open(new Quantity(2, Unit.PER_SECOND, "2/s"), new Arrivals.Poisson(), 1, null, null));
        assertThat(loadTest.pace()).hasToString("2/s poisson");
        assertThat(loadTest.length()).isEqualTo(new TestLength(120));
        assertThat(loadTest.warmup()).isEqualTo(10);
        assertThat(loadTest.endsByTime()).isFalse();
    }

    @Test
    void readsTheKeysOfARate() {
        var loadTest = loadTestWith(
                "rate: 2.50/s", "arrivals: {gamma: 0.50}", "arrival-seed: 7", "ramp-up: 30 s", "max-in-flight: 24");

        assertThat(loadTest.pace()).hasToString("2.50/s gamma 0.5, ramp-up 30 s, max-in-flight 24");
        assertThat(loadTest.pace().asked()).isEqualTo("2.50/s gamma 0.5, ramp-up 30 s");
        assertThat(loadTest.throttle()).contains("max-in-flight 24");
        assertThat(PlanFacts.of(new Plan.Planned(workspace.read().deployments().getFirst(), loadTest)))
                .containsEntry("rate", "2.5/s")
                .containsEntry("arrivals", "gamma 0.5")
                .containsEntry("arrival seed", "7")
                .containsEntry("ramp-up", "30000 ms")
                .containsEntry("max-in-flight", "24")
                .containsEntry("requests", "150")
                .doesNotContainKeys("concurrency", "duration");
    }

    /** Two requests per second, the first after half a second. The one at 60 s counts. */
    @Test
    void countsTheRequestsOfADuration() {
        var loadTest = loadTestWith("rate: 2/s", "arrivals: constant", "duration: 1 min");

        assertThat(loadTest.requests()).isEqualTo(120);
        assertThat(loadTest.amount(" requests")).isEqualTo("120 requests in 1 min");
        assertThat(loadTest.scheduled()).contains(Duration.ofSeconds(60));
        assertThat(loadTest.endsByTime()).isFalse();
        assertThat(PlanFacts.of(new Plan.Planned(workspace.read().deployments().getFirst(), loadTest)))
                .containsEntry("duration", "60000 ms")
                .containsEntry("requests", "120");
    }

    @Test
    void readsAClosedLoopWithADuration() {
        var loadTest = loadTestWith("concurrency: 4", "duration: 60 s", "requests: 500");

        assertThat(loadTest.amount(" requests")).isEqualTo("at most 500 requests in 60 s");
        assertThat(loadTest.scheduled()).contains(Duration.ofSeconds(60));
        assertThat(loadTest.endsByTime()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            concurrency: 4; rate: 2/s | 14:15: 'rate' and 'concurrency' exclude each other: requests either arrive at a rate, or a fixed number is kept in flight. Remove one of the keys
            concurrency: 4; arrivals: poisson | 14:19: 'arrivals' only applies to a load test with a 'rate', and this one has none: remove it
            concurrency: 4; ramp-up: 30 s | 14:18: 'ramp-up' only applies to a load test with a 'rate', and this one has none: remove it
            concurrency: 4; duration: 60 s | 14:19: 'duration' with 'concurrency' also needs 'requests', the most requests that may be sent in that time, because all are built before the first is sent
            concurrency: 4; duration: 20000 min; requests: 9 | 14:19: 'duration' must be at most 7 days, found [20000 min]
            concurrency: 4; duration: 60; requests: 9 | 14:19: 'duration' needs a duration: expected e.g. '39.2 ms', found [60]
            rate: 2 | 13:15: 'rate' needs a rate: expected e.g. '0.30/s', found [2]
            rate: 0/s | 13:15: 'rate' must be above zero, found [0/s]
            rate: 2/s; arrivals: normal | 14:19: 'arrivals' must be poisson, constant or {gamma: 0.5}, found the text [normal]
            rate: 2/s; arrivals: {gamma: 0} | 14:27: 'gamma' must be from 0.01 to 1000, found [0]: 1 is poisson, and below 1 requests arrive in bursts
            rate: 2/s; arrivals: {gamma: x} | 14:27: 'gamma' needs a number without a unit: expected e.g. '3', found [x]
            rate: 2/s; arrivals: {burstiness: 1, gamma: 1} | 14:20: unknown key 'burstiness' in 'arrivals'; allowed: gamma
            rate: 2/s; arrivals: {} | 14:19: 'arrivals' needs 'gamma'
            rate: 2/s; arrival-seed: x | 14:23: 'arrival-seed' must be a whole number from 0 to 2147483647, found the text [x]
            rate: 2/s; duration: 60 s; requests: 100 | 14:19: 'duration' and 'requests' exclude each other with 'rate': each of them determines the other. Remove one of them
            rate: 0.1/s; arrivals: constant; duration: 9 s | 15:19: no request is due within 'duration', 9 s, at 0.1/s constant: make it longer
            rate: 20000/s; arrivals: constant; duration: 60 s | 15:19: more than 1000000 requests are due within 'duration', 60 s, at 20000/s constant: make it shorter
            rate: 2/s; arrivals: constant; ramp-up: 2 min; requests: 100 | 15:18: 'ramp-up' has not ended when the last of 100 requests is due, so 'rate' is never reached: make it shorter, or plan more requests
            rate: 2/s; published: {qps: 1/s, prompt-tps: 1 tok/s, decode-tps: 1 tok/s, ttft: 1 ms, e2e: 2 ms, tpot: 1 ms, source: x} | 14:20: 'published' has figures for a 'concurrency', but the load test has a 'rate': remove it
            rate: 2/s; max-in-flight: 0 | 14:24: 'max-in-flight' must be a whole number from 1 to 10000, found the number [0]
            """)
    void rejectsAWrongPace(String written, String message) {
        workspace.with("concurrency: 4\n", written.replace("; ", "\n        ") + "\n");

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:" + message);
    }

    @Test
    void readsObjectives() {
        workspace.with("concurrency: 4\n", "concurrency: 4\n        objectives: {ttft: 0.5 s, tpot: 50 ms}\n");

        var loadTest = (TestSpec.LoadTest)
                workspace.read().deployments().getFirst().tests().get(2);

        assertThat(loadTest.objectives())
                .containsExactly(
                        new RequestObjective(
                                Workspace.figure("ttft", Unit.MILLISECONDS, Direction.LESS),
                                new Quantity(500, Unit.MILLISECONDS, "0.5 s")),
                        new RequestObjective(
                                Workspace.figure("tpot", Unit.MILLISECONDS, Direction.LESS),
                                new Quantity(50, Unit.MILLISECONDS, "50 ms")));
        assertThat(RequestObjective.text(loadTest.objectives())).isEqualTo("ttft 0.5 s, tpot 50 ms");
        assertThat(PlanFacts.of(new Plan.Planned(workspace.read().deployments().getFirst(), loadTest))
                        .values())
                .noneMatch(fact -> fact.contains("ttft"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            unique                  | unique                         | 0
            identical               | identical                      | 256
            {shared-prefix: 50 %}   | shared-prefix of 128 tokens    | 128
            {shared-prefix: 0.5 %}  | shared-prefix of 1 token       | 1
            {shared-prefix: 33.3 %} | shared-prefix of 85 tokens     | 85
            """)
    void readsWhichPrefixPromptsShare(String written, String shown, int common) {
        workspace.with("concurrency: 4\n", "concurrency: 4\n        prompts: " + written + "\n");

        var loadTest = (TestSpec.LoadTest)
                workspace.read().deployments().getFirst().tests().get(2);

        assertThat(loadTest.prompts()).hasToString(shown);
        assertThat(loadTest.prompts().common(256)).isEqualTo(common);
    }

    @Test
    void rejectsATestThatIsNotAMapping() {
        workspace.with(
                "      - evalset: first_light_v1\n        limits:\n          accuracy: {min: 1/2}",
                "      - first_light_v1");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:17:9: an evalset must be a mapping of keys to values,"
                        + " found the text [first_light_v1]");
    }

    @Test
    void rejectsALoadTestThatHasOnlyAName() {
        workspace.with(
                "        workload: short-256-64\n        concurrency: 4\n        limits:\n          tpot.mean: {max: 39.2 ms}\n",
                "");

        assertThat(workspace.refusal()).isEqualTo("""
                        thresholds.yaml:11:9: a load test needs 'workload'
                        thresholds.yaml:11:9: a load test needs 'concurrency' or 'rate'
                        thresholds.yaml:11:9: a load test needs 'limits': without a limit it cannot fail""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            concurrency: 0     | 22 | 'concurrency' must be a whole number from 1 to 10000, found the number [0]
            concurrency: 10001 | 22 | 'concurrency' must be a whole number from 1 to 10000, found the number [10001]
            concurrency: 4.5   | 22 | 'concurrency' must be a whole number from 1 to 10000, found the number [4.5]
            concurrency: four  | 22 | 'concurrency' must be a whole number from 1 to 10000, found the text [four]
            concurrency: 99999999999999999999 | 22 | 'concurrency' must be a whole number from 1 to 10000, found the number [99999999999999999999]
            """)
    void rejectsAWrongConcurrency(String written, int column, String message) {
        workspace.with("concurrency: 4", written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:13:" + column + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            max-in-flight: 0 | 24 | 'max-in-flight' must be a whole number from 1 to 10000, found the number [0]
            max-in-flight: 4 | 24 | 'max-in-flight' must be below 'concurrency': 4 for 4 has no effect. Lower it, or remove it
            max-in-flight: 24 | 24 | 'max-in-flight' must be below 'concurrency': 24 for 4 has no effect. Lower it, or remove it
            max-in-flight: none | 24 | 'max-in-flight' must be a whole number from 1 to 10000, found the text [none]
            requests: 3  | 19 | 'requests' must be at least 'concurrency': 3 requests cannot keep 4 in flight
            requests: -1 | 19 | 'requests' must be a whole number from 1 to 1000000, found the number [-1]
            warmup: -1   | 17 | 'warmup' must be a whole number from 0 to 1000000, found the number [-1]
            prompts: random | 18 | 'prompts' must be unique, identical or {shared-prefix: 50 %}, found the text [random]
            prompts: shared-prefix | 18 | 'prompts' must be unique, identical or {shared-prefix: 50 %}, found the text [shared-prefix]
            prompts: []  | 18 | 'prompts' must be unique, identical or {shared-prefix: 50 %}, found a list
            prompts: {}  | 18 | 'prompts' needs 'shared-prefix'
            prompts: {shared-prefix: 50 %, identical: 1} | 40 | unknown key 'identical' in 'prompts'; allowed: shared-prefix
            prompts: {shared-prefix: 128} | 34 | 'shared-prefix' needs a share: expected e.g. '85 %' or '31/40', found [128]
            prompts: {shared-prefix: 0 %} | 34 | 'shared-prefix' of 0 % is 0 of 256 tokens: write prompts: unique
            prompts: {shared-prefix: 0.1 %} | 34 | 'shared-prefix' of 0.1 % is 0 of 256 tokens: write prompts: unique
            prompts: {shared-prefix: 99.9 %} | 34 | 'shared-prefix' of 99.9 % is 256 of 256 tokens: write prompts: identical
            prompts: {shared-prefix: 100 %} | 34 | 'shared-prefix' of 100 % is 256 of 256 tokens: write prompts: identical
            objectives: {} | 21 | 'objectives' must have at least one, such as ttft: 500 ms; add one or remove the key
            objectives: 1 s | 21 | 'objectives' must be a mapping of keys to values, found the text [1 s]
            objectives: {ttft: 500} | 28 | 'ttft' needs a duration: expected e.g. '39.2 ms', found [500]
            objectives: {ttft: 1/s} | 28 | 'ttft' needs a duration: expected e.g. '39.2 ms', found [1/s]
            objectives: {ttfb: 1 s} | 22 | an objective cannot be on 'ttfb'; allowed: ttft, tpot, e2e. Did you mean 'ttft'?
            objectives: {ttft.p99: 1 s} | 22 | an objective cannot be on 'ttft.p99'; allowed: ttft, tpot, e2e
            source: [a]  | 17 | 'source' must be text, found a list
            tier: p r    | 15 | a tier must be a word of letters, digits and '-', such as pr or nightly; found the text [p r]
            tier: [pr, [x]] | 20 | a tier must be a word of letters, digits and '-', such as pr or nightly; found a list
            tier: {pr: x} | 15 | a tier must be a word of letters, digits and '-', such as pr or nightly; found a mapping of keys to values
            tier:        | 14 | a tier must be a word of letters, digits and '-', such as pr or nightly; found nothing
            tier: []     | 15 | 'tier' must name a tier, found an empty list
            prefix-cache: cold | 23 | 'prefix-cache' must be one of reset, warm; found [cold]
            enforce: no   | 18 | 'enforce' must be true or false, found the text [no]
            request: 40  | 9 | unknown key 'request' in a load test; allowed: cell, tier, serve, enforce, repeats, workload, concurrency, rate, arrivals, arrival-seed, ramp-up, max-in-flight, requests, duration, prefix-cache, warmup, prompts, objectives, source, limits, published. Did you mean 'requests'?
            """)
    void rejectsAKeyOfALoadTest(String written, int column, String message) {
        workspace.with("concurrency: 4\n", "concurrency: 4\n        " + written + "\n");

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:14:" + column + ": " + message);
    }

    @Test
    void readsTheFormOfThePrompts() {
        workspace.with("api: completions}", "api: completions, prompt-form: token-ids}");

        var loadTest = (TestSpec.LoadTest)
                workspace.read().deployments().getFirst().tests().get(2);

        assertThat(loadTest.workload().promptForm()).isEqualTo(Workload.PromptForm.TOKEN_IDS);
        assertThat(loadTest.promptWords()).isEqualTo("unique, as token-ids");
    }

    @Test
    void rejectsAWorkloadThatIsNotDefined() {
        workspace.with("workload: short-256-64", "workload: short-256");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:12:19: no workload is called [short-256]; 'workloads' defines: short-256-64."
                                + " Did you mean 'short-256-64'?");
    }

    @Test
    void rejectsALoadTestIfThereAreNoWorkloads() {
        workspace.with("workloads:\n  short-256-64: {input-tokens: 256, output-tokens: 64, api: completions}\n", "");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:10:19: no workload is called [short-256-64]; 'workloads' defines: none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {input-tokens: 0, output-tokens: 64, api: completions} | 32 | 'input-tokens' must be a whole number from 1 to 10000000, found the number [0]
            {input-tokens: 256, output-tokens: 64, api: chat} | 61 | 'api' must be one of completions; found [chat]
            {input-tokens: 256, output-tokens: 64, api: completions, prompt-form: ids} | 87 | 'prompt-form' must be one of text, token-ids; found [ids]
            {input-tokens: 256, output-tokens: 64} | 17 | a workload needs 'api'
            256 | 17 | a workload must be a mapping of keys to values, found the number [256]
            """)
    void reportsAWrongWorkloadOnce(String written, int column, String message) {
        workspace.with("{input-tokens: 256, output-tokens: 64, api: completions}", written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:3:" + column + ": " + message);
    }

    @Test
    void rejectsAnEvalsetThatIsMissing() {
        workspace.with("evalset: first_light_v1", "evalset: first_light_v2");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:17:18: evalset [first_light_v2] needs the file evalsets/first_light_v2.jsonl,"
                                + " which does not exist. Did you mean 'first_light_v1'?");
    }

    @Test
    void rejectsAnEvalsetOutsideItsFolder() {
        workspace.with("evalset: first_light_v1", "evalset: ../first_light_v1");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:17:18: a name has letters, digits, '.', '_' and '-',"
                        + " and starts with a letter or a digit; found [../first_light_v1]");
    }

    @Test
    void rejectsAnEvalsetsTestWithoutLimits() {
        workspace.with("        limits:\n          accuracy: {min: 1/2}\n", "        limits:\n");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:18:16: an evalset needs 'limits': without a limit it cannot fail");
    }
}
