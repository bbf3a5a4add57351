package dev.assay.plan;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Workload;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Describes what a planned test requests, as named facts. They are written to the header of the test's recording. A recording can be judged by a plan only if these facts are equal. Limits are not facts, because a recording may be judged by other limits. Some keys give no fact if they are left out, so that recordings from before the key existed stay valid.
 */
public final class PlanFacts {
    private PlanFacts() {}

    /** Returns the facts of a planned test, by name. */
    public static Map<String, String> of(Planned planned) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("model", planned.deployment().model());
        facts.put("precision", planned.deployment().precision());
        facts.put("engine", planned.deployment().engine());
        switch (planned.test()) {
            case Protocol protocol ->
                facts.put(
                        "probes",
                        protocol.probes().stream().map(Protocol.Probe::toString).collect(Collectors.joining(", ")));
            case TestSpec.LoadTest loadTest -> {
                facts.putAll(load(loadTest));
                if (loadTest.length().duration() != null) {
                    facts.put("duration", plain(loadTest.length().duration()) + " ms");
                }
                facts.put("requests", Integer.toString(loadTest.requests()));
                facts.put("warmup", Integer.toString(loadTest.warmup()));
            }
            case LogProbabilities test -> {
                if (test.renamed()) {
                    facts.put("texts", test.texts().name());
                }
                facts.put("texts sha256", test.texts().sha256());
                facts.put("concurrency", Integer.toString(test.concurrency()));
            }
            case TestSpec.Accuracy accuracy -> {
                var evalset = accuracy.evalset();
                if (accuracy.renamed()) {
                    facts.put("evalset", evalset.name());
                }
                facts.put("evalset sha256", evalset.sha256());
                facts.put("system message", evalset.system() == null ? "none" : evalset.system());
                facts.put("max tokens", Integer.toString(evalset.maxTokens()));
                facts.put("thinking", word(evalset.thinking()));
                facts.putAll(evalset.asking().facts());
                facts.put("concurrency", Integer.toString(accuracy.concurrency()));
                if (accuracy.during() != null) {
                    facts.put(TestSpec.Accuracy.DURING, said(load(accuracy.during())));
                }
            }
        }
        return facts;
    }

    /** Returns what a load test sends at any time, however long it lasts. */
    private static Map<String, String> load(TestSpec.LoadTest loadTest) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("api", word(loadTest.workload().api()));
        loadTest.workload().file().ifPresent(file -> facts.put("prompt file sha256", file.sha256()));
        facts.put("input tokens", loadTest.workload().input().toString());
        facts.put("output tokens", loadTest.workload().output().toString());
        facts.put("prompts", loadTest.prompts().toString());
        if (loadTest.cache() != CacheState.PLAIN) {
            facts.put("prefix cache", loadTest.cache().toString());
        }
        if (loadTest.workload().promptForm() != Workload.PromptForm.TEXT) {
            facts.put("prompt form", word(loadTest.workload().promptForm()));
        }
        facts.putAll(of(loadTest.pace()));
        return facts;
    }

    /** Writes facts as one: {@code api completions, input tokens 256}. Without the name of the load test, which may change. */
    private static String said(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> of(Pace pace) {
        var facts = new LinkedHashMap<String, String>();
        switch (pace) {
            case Pace.Closed closed -> facts.put("concurrency", Integer.toString(closed.concurrency()));
            case Pace.Open open -> {
                facts.put("rate", plain(open.rate()) + "/s");
                facts.put("arrivals", open.arrivals().toString());
                facts.put("arrival seed", Long.toString(open.seed()));
                if (open.rampUp() != null) {
                    facts.put("ramp-up", plain(open.rampUp()) + " ms");
                }
            }
        }
        if (pace.maxInFlight() != null) {
            facts.put(Pace.MAX_IN_FLIGHT, pace.maxInFlight().toString());
        }
        return facts;
    }

    /** Writes a quantity so that equal values are equal texts: {@code 1 min} as {@code 60000}. */
    private static String plain(Quantity quantity) {
        return BigDecimal.valueOf(quantity.value()).stripTrailingZeros().toPlainString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
