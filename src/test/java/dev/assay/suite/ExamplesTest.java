package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.assay.gate.outlook.LimitOutlook;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.deployments.Header;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.RunDirectory;
import dev.assay.run.StartupResult;
import dev.assay.run.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample files in examples/thresholds are read as the gate reads them, and plan what their heads say. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples/thresholds");
    private static final Pattern NAMED = Pattern.compile("(tokenizers|prompts)/[\\w.-]+");
    private static final Set<String> TESTED = new ConcurrentSkipListSet<>();

    @TempDir
    Path folder;

    /** Makes a directory of a user: the sample files' evalsets beside those of this repository. */
    @BeforeEach
    void makeDirectory() throws IOException {
        var evalsets = Files.createDirectories(folder.resolve("evalsets"));
        for (var from : List.of(Path.of("evalsets"), EXAMPLES.resolve("evalsets"))) {
            try (var files = Files.list(from)) {
                for (var file : files.toList()) {
                    Files.copy(file, evalsets.resolve(file.getFileName()));
                }
            }
        }
    }

    @AfterAll
    static void everySampleFileWasTested() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .toList())
                    .hasSizeGreaterThanOrEqualTo(10)
                    .containsExactlyInAnyOrderElementsOf(TESTED);
        }
    }

    /** Opens a session on a sample file, which sends nothing, and returns its tests but for those of the protocol. */
    private List<Planned> plan(String name, Map<String, String> properties) throws IOException {
        TESTED.add(name);
        var yaml = Files.readString(EXAMPLES.resolve(name));
        assertThat(yaml).startsWith("# Use this ").contains("\n# Change: ");
        assertThat(ThresholdsSchemaTest.complaints(yaml)).isEmpty();
        Files.writeString(folder.resolve("thresholds.yaml"), yaml);
        for (var file : NAMED.matcher(yaml).results().map(MatchResult::group).collect(Collectors.toSet())) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(Path.of(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        var all = new HashMap<>(properties);
        all.put("assay.directory", folder.toString());
        try (var started = StartupResult.of(all, new Console(line -> {}))) {
            var judging = assertThat(started)
                    .asInstanceOf(type(StartupResult.Judging.class))
                    .actual();
            return judging.session().announce(TestSpec.class).stream()
                    .filter(planned -> !(planned.test() instanceof Protocol))
                    .toList();
        }
    }

    private List<String> planned(String name) throws IOException {
        return words(plan(name, Map.of()));
    }

    private static List<String> words(List<Planned> plan) {
        return plan.stream().map(ExamplesTest::words).toList();
    }

    private static String words(Planned planned) {
        var facts = PlanFacts.of(planned);
        var asked = switch (planned.test()) {
            case TestSpec.Accuracy accuracy ->
                accuracy.evalset().questions().size() + " questions, " + facts.get("concurrency")
                        + " in flight, thinking " + facts.get("thinking");
            case LogProbabilities texts ->
                texts.texts().texts().size() + " texts, " + facts.get("concurrency") + " in flight";
            case TestSpec.LoadTest ignored ->
                facts.entrySet().stream()
                        .filter(fact -> !List.of("model", "precision", "engine", "api", "prompt file sha256")
                                .contains(fact.getKey()))
                        .map(fact -> fact.getKey() + " " + fact.getValue())
                        .collect(Collectors.joining(", "));
            case Protocol ignored -> throw new IllegalArgumentException(planned.name());
        };
        return planned.name() + ": " + asked + "; "
                + planned.test().limits().stream()
                        .map(limit -> limit.named() + " " + limit.bound())
                        .collect(Collectors.joining(", "));
    }

    @Test
    void accuracyOnlyAsksOneEvalset() throws IOException {
        assertThat(planned("01-accuracy-only.yaml"))
                .containsExactly(
                        "mine basics_v2: 100 questions, 4 in flight, thinking off; accuracy at least 90/100, truncated at most 5 %");
    }

    @Test
    void calibrateSetsNoLimit() throws IOException {
        assertThat(planned("02-calibrate.yaml"))
                .containsExactly(
                        "mine basics_v2: 100 questions, 4 in flight, thinking off; accuracy calibrate",
                        "mine c8: input tokens 512, output tokens 128, prompts unique, concurrency 8, requests 80, warmup 8; ttft.mean calibrate, tpot.mean calibrate, e2e.p90 calibrate, qps calibrate");
    }

    @Test
    void theSweepRaisesTheConcurrency() throws IOException {
        assertThat(planned("03-concurrency-sweep.yaml"))
                .containsExactly(
                        "qwen3-14b c1: input tokens 10000, output tokens 800, prompts unique, concurrency 1, requests 10, warmup 1; ttft.mean at most 2 s, tpot.mean at most 30 ms",
                        "qwen3-14b c10: input tokens 10000, output tokens 800, prompts unique, concurrency 10, requests 50, warmup 10; tpot.mean (steady) at most 35 ms, e2e.p90 at most 60 s",
                        "qwen3-14b c40: input tokens 10000, output tokens 800, prompts unique, concurrency 40, requests 200, warmup 40; tpot.mean (steady) at most 60 ms, qps at least 0.8/s",
                        "qwen3-14b c200: input tokens 10000, output tokens 800, prompts unique, concurrency 200, requests 1000, warmup 200; output-tps (steady) at least 1500 tok/s, failed-share at most 0.1 %");
    }

    @Test
    void theRateIsAnOpenLoop() throws IOException {
        assertThat(planned("04-rate.yaml"))
                .containsExactly(
                        "mine r2: input tokens uniform 100 to 900, output tokens normal 200 ± 60 within 20 to 400, prompts unique, rate 2/s, arrivals poisson, arrival seed 1, ramp-up 30000 ms, duration 600000 ms, requests 1161, warmup 10; ttft.scheduled.p99 at most 2 s, e2e.scheduled.p95 at most 20 s, goodput at least 1.7/s");
    }

    @Test
    void thePrefixCacheIsColdSharedAndWarm() throws IOException {
        assertThat(planned("05-prefix-cache.yaml"))
                .containsExactly(
                        "mine cold: input tokens 2048, output tokens 128, prompts unique, prefix cache reset, concurrency 8, requests 80, warmup 8; ttft.mean at most 900 ms, cache-hit-rate at most 1 %",
                        "mine shared: input tokens 2048, output tokens 128, prompts shared-prefix of 1536 tokens, prefix cache reset, concurrency 8, requests 80, warmup 8; ttft.mean at most 400 ms, cache-hit-rate between 70 % and 76 %",
                        "mine warm: input tokens 2048, output tokens 128, prompts unique, prefix cache warm, concurrency 8, requests 80, warmup 80; ttft.mean at most 150 ms, cache-hit-rate between 90 % and 100 %");
    }

    @Test
    void theThinkingModelIsAskedWithAndWithoutThinking() throws IOException {
        assertThat(planned("06-thinking-model.yaml"))
                .containsExactly(
                        "qwen3-8b sums_thinking: 10 questions, 8 in flight, thinking on; accuracy at least 9/10, think-unclosed at most 0, truncated at most 0",
                        "qwen3-8b sums_direct: 10 questions, 8 in flight, thinking off; accuracy at least 8/10, guessed at most 0");
    }

    @Test
    void aProcessIsStartedForEachListOfArguments() throws IOException {
        var plan = plan("07-server-as-process.yaml", Map.of("assay.target", "process"));

        assertThat(words(plan))
                .containsExactly(
                        "mine-vllm c4: input tokens 256, output tokens 64, prompts unique, concurrency 4, requests 40, warmup 4; startup.cold at most 5 min, tpot.mean at most 90 ms",
                        "mine-vllm c4-eager: input tokens 256, output tokens 64, prompts unique, concurrency 4, requests 40, warmup 4; tpot.mean at most 120 ms",
                        "mine-llama-cpp c4: input tokens 256, output tokens 64, prompts unique, concurrency 4, requests 40, warmup 4; tpot.mean at most 60 ms");
        assertThat(plan)
                .extracting(Planned::serve)
                .containsExactly(
                        List.of("--max-model-len", "2048"),
                        List.of("--max-model-len", "2048", "--enforce-eager"),
                        List.of());
    }

    @Test
    void theContainerHasGpusAndAPrice() throws IOException {
        var plan = plan("08-container-with-gpu.yaml", Map.of("assay.target", "container"));

        assertThat(words(plan))
                .containsExactly(
                        "qwen3-14b-fp8 c40: input tokens 10000, output tokens 800, prompts unique, concurrency 40, requests 200, warmup 40; tpot.mean at most 40 ms, preemptions at most 0, kv-cache-usage.max at most 95 %, energy-per-mtok at most 150 Wh/Mtok, cost-per-mtok at most 0.60/Mtok");
        var deployment = plan.getFirst().deployment();
        assertThat(deployment.launch().container().image()).isEqualTo("vllm/vllm-openai:v0.12.0");
        assertThat(deployment.launch().container().gpus()).hasToString("0");
        assertThat(deployment.price()).hasToString("2.20 EUR/h");
    }

    @Test
    void theGatewayIsAskedByItsOwnNameAndWithAKey() throws IOException {
        var plan = plan("09-behind-a-gateway.yaml", Map.of());

        assertThat(words(plan))
                .containsExactly(
                        "mine-gateway basics_v2: 100 questions, 4 in flight, thinking off; accuracy at least 44/100",
                        "mine-gateway c16: input tokens 256, output tokens 64, prompts unique, concurrency 16, requests 160, warmup 16; ttft.p95 at most 3 s, failed-share at most 1 %");
        assertThat(plan.getFirst().deployment().servedName()).isEqualTo("team-model");
        assertThat(plan.getFirst().deployment().headers())
                .extracting(Header::name)
                .containsExactly("X-Team", "Authorization");
    }

    @Test
    void aTierPicksTests() throws IOException {
        var pr = plan("10-tiers.yaml", Map.of("assay.tier", "pr"));
        var nightly = plan("10-tiers.yaml", Map.of("assay.tier", "nightly"));

        assertThat(words(pr))
                .containsExactly(
                        "mine basics_v2: 100 questions, 4 in flight, thinking off; accuracy at least 44/100",
                        "mine quick: input tokens 256, output tokens 64, prompts unique, concurrency 4, requests 40, warmup 4; tpot.mean at most 90 ms");
        assertThat(words(nightly))
                .containsExactly(
                        "mine basics_v2: 100 questions, 4 in flight, thinking off; accuracy at least 44/100",
                        "mine quick: input tokens 256, output tokens 64, prompts unique, concurrency 4, requests 40, warmup 4; tpot.mean at most 90 ms",
                        "mine slow: input tokens 1024, output tokens 256, prompts unique, concurrency 8, requests 400, warmup 8; tpot.mean at most 120 ms, ttft.p99 at most 8 s",
                        "mine watched: input tokens 1024, output tokens 256, prompts unique, concurrency 32, requests 320, warmup 32; qps (tolerated) at least 1/s");
    }

    @Test
    void aPrivateNetworkHasItsAuthorityProxyKeyAndHeaders() throws IOException {
        var plan = plan("11-private-network.yaml", Map.of());

        assertThat(words(plan))
                .containsExactly(
                        "internal c4: input tokens 256, output tokens 64, prompts unique, concurrency 4, requests 100, warmup 4; ttft.p95 at most 1500 ms, tpot.mean at most 90 ms");
        var deployment = plan.getFirst().deployment();
        assertThat(Objects.requireNonNull(deployment.network().ca()).file()).isEqualTo("certificates/private-ca.pem");
        assertThat(deployment.network().proxy()).hasToString("http://proxy.internal.example:3128");
        assertThat(deployment.headers()).extracting(Header::name).containsExactly("X-Team", "X-Job", "Authorization");
        assertThat(deployment.headers())
                .extracting(Header::value)
                .contains(new Header.Value.Bearer("LLM_API_KEY"), new Header.Value.Variable("CI_JOB_ID"));
    }

    @Test
    void promptsComeFromAFile() throws IOException {
        assertThat(planned("12-prompts-from-a-file.yaml"))
                .containsExactly(
                        "mine errands-c2: input tokens the file's own, output tokens uniform 16 to 96, prompts as-written, concurrency 2, requests 20, warmup 2; ttft.mean at most 2 s, tpot.mean at most 80 ms");
    }

    @Test
    void oneEvalsetIsAskedInTwoTests() throws IOException {
        var plan = plan("13-evalset-at-several-concurrencies.yaml", Map.of());

        assertThat(words(plan))
                .containsExactly(
                        "mine basics_alone: 100 questions, 1 in flight, thinking off; accuracy at least 90/100",
                        "mine basics_c32: 100 questions, 32 in flight, thinking off; accuracy at least 90/100, accuracy no-worse against basics_alone lower than basics_alone by less than 6 pp");
        assertThat(plan)
                .extracting(planned -> new RunDirectory(Path.of("run")).traces(planned))
                .containsExactly(
                        Path.of("run/traces/mine/basics_alone.jsonl"), Path.of("run/traces/mine/basics_c32.jsonl"));
        assertThat(plan("13-evalset-at-several-concurrencies.yaml", Map.of("assay.only", "mine basics_c32 accuracy")))
                .extracting(Planned::name)
                .containsExactly("mine basics_c32");
    }

    /** What the sample says, and what a run of today does with a waiver that ended. */
    @Test
    void aWaiverIsReadAndRefusedByALiveRunWhenItHasEnded() throws IOException {
        assertThat(planned("14-waiver.yaml"))
                .containsExactly(
                        "mine c8: input tokens 512, output tokens 128, prompts unique, concurrency 8, requests 80, warmup 8; ttft.mean at most 900 ms, tpot.mean at most 40 ms");
        var yaml = Files.readString(folder.resolve("thresholds.yaml"));
        Files.writeString(folder.resolve("thresholds.yaml"), yaml.replace("until: 2027-03-01", "until: 2026-03-01"));

        try (var started = StartupResult.of(
                Map.of("assay.directory", folder.toString(), "assay.endpoint", "http://127.0.0.1:9"),
                new Console(line -> {}))) {
            assertThat(started).isInstanceOf(StartupResult.Refused.class);
            assertThat(((StartupResult.Refused) started).why())
                    .hasMessageContaining(
                            "thresholds.yaml:24:20: the waiver of 'tpot.mean' ended on 2026-03-01, and" + " today is ");
        }
    }

    @Test
    void aLimitHasABoundForEachGpu() throws IOException {
        assertThat(planned("15-bounds-by-gpu.yaml"))
                .containsExactly(
                        "mine c8: input tokens 512, output tokens 128, prompts unique, concurrency 8, requests 80, warmup 8; ttft.p90 at most 600 ms on H100, at most 1200 ms on L40S, tpot.mean at most 35 ms on H100, at most 61 ms on L40S, qps at least 2.4/s on H100, at least 1.1/s on L40S");
    }

    @Test
    void speculationIsLimitedOnAnEvalset() throws IOException {
        assertThat(planned("16-speculation.yaml"))
                .containsExactly(
                        "mine basics_v2: 100 questions, 4 in flight, thinking off; accuracy at least 90/100, accept-length at least 2.5 tokens");
    }

    @Test
    void aRatioBelongsToTheLoadTestBeforeTheStroke() throws IOException {
        assertThat(planned("17-ratio.yaml"))
                .containsExactly(
                        "mine cold: input tokens 2048, output tokens 128, prompts unique, prefix cache reset, concurrency 8, requests 80, warmup 8; ttft.mean at most 900 ms",
                        "mine warm: input tokens 2048, output tokens 128, prompts unique, prefix cache warm, concurrency 8, requests 80, warmup 80; cache-hit-rate between 90 % and 100 %, ttft.p50 / cold at most 0.4, tpot.mean / cold between 0.9 and 1.1");
    }

    @Test
    void repeatsAreComparedWithABaseline() throws IOException {
        assertThat(planned("18-compared-with-a-baseline.yaml"))
                .containsExactly(
                        "mine basics_v2: 100 questions, 4 in flight, thinking off; accuracy no-worse against baseline lower than its baseline by less than 3 pp",
                        "mine c8: input tokens 1024, output tokens 256, prompts unique, concurrency 8, requests 80, warmup 8; tpot.mean against baseline worse than its baseline by less than 3 % or 2 ms, output-tps against baseline worse than its baseline by less than 3 %, ttft.mean at most 900 ms");
        assertThat(plan("18-compared-with-a-baseline.yaml", Map.of())
                        .getLast()
                        .test()
                        .conditions()
                        .repeats())
                .isEqualTo(5);
    }

    @Test
    void aQuantisedCheckpointIsComparedWithTheOriginal() throws IOException {
        assertThat(planned("19-quantised-against-the-original.yaml"))
                .containsExactly(
                        "original basics_v2: 100 questions, 4 in flight, thinking off; accuracy at least 44/100",
                        "quantised basics_v2: 100 questions, 4 in flight, thinking off; accuracy no-worse against original lower than original by less than 5 pp, accuracy no-worse against a score (tolerated) lower than 0.92 of 1319 questions by less than 3 pp, accuracy recovery against original at least 95 % of the accuracy of original");
    }

    @Test
    void anEvalsetMayBeDecidedEarly() throws IOException {
        var plan = plan("20-early-decision.yaml", Map.of());

        assertThat(words(plan))
                .containsExactly(
                        "mine-bf16 basics_v2: 100 questions, 8 in flight, thinking off; truncated at most 5 %",
                        "mine-fp8 basics_v2: 100 questions, 8 in flight, thinking off; accuracy no-worse against mine-bf16 lower than mine-bf16 by less than 5 pp");
        assertThat(plan)
                .extracting(planned -> ((TestSpec.Accuracy) planned.test()).early())
                .containsExactly(false, true);
    }

    @Test
    void computedLimitsKeepTheRateOfFalseAlarmsThatTheyState() throws IOException {
        assertThat(planned("21-computed-limits.yaml"))
                .containsExactly(
                        "mine basics_v2: 100 questions, 4 in flight, thinking off; accuracy at least 51/100",
                        "mine c2: input tokens 64, output tokens 16, prompts unique, concurrency 2, requests 8, warmup 2; ttft.mean at most 106 ms, tpot.mean at most 25.0 ms, qps at least 3.7/s");
        for (var planned : plan("21-computed-limits.yaml", Map.of())) {
            var limits = planned.test().limits();
            assertThat(limits)
                    .allSatisfy(limit -> assertThat(
                                    LimitOutlook.of(limit).orElseThrow().chance())
                            .isBetween(0.002 / limits.size(), 0.01 / limits.size()));
        }
    }

    @Test
    void logProbabilitiesComparesTextByText() throws IOException {
        assertThat(planned("22-log-probabilities.yaml"))
                .containsExactly(
                        "original plain_texts_v1: 48 texts, 4 in flight; perplexity at most 20",
                        "quantised plain_texts_v1: 48 texts, 4 in flight; nll against original higher than original by less than 1 %");
    }

    @Test
    void anEvalsetIsAskedAloneAndDuringALoad() throws IOException {
        var plan = plan("23-evalset-during-a-load.yaml", Map.of());

        assertThat(words(plan))
                .containsExactly(
                        "mine basics_alone: 100 questions, 4 in flight, thinking off; accuracy at least 90/100",
                        "mine basics_busy: 100 questions, 4 in flight, thinking off; accuracy at least 90/100, accuracy no-worse against basics_alone lower than basics_alone by less than 6 pp",
                        "mine c40: input tokens 10000, output tokens 800, prompts unique, concurrency 40, requests 400, warmup 40; tpot.mean at most 60 ms");
        assertThat(plan.stream().map(PlanFacts::of).map(facts -> facts.getOrDefault("during", "nothing")))
                .containsExactly(
                        "nothing",
                        "api completions, input tokens 10000, output tokens 800, prompts unique, concurrency 40",
                        "nothing");
    }

    @Test
    void callsOfFunctionsLimitsWhatTheServerGetsWrong() throws IOException {
        assertThat(planned("24-calls-of-functions.yaml"))
                .containsExactly(
                        "mine tool_calls_v1: 20 questions, 1 in flight, thinking server; malformed-call at most 0/20,"
                                + " stream-differs at most 0/20, accuracy at least 15/20");
    }
}
