package dev.assay.gate.comparison;

import static dev.assay.testing.Texts.against;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.MeasuredStarts;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.files.TraceFile;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.MeasuredText;
import dev.assay.starts.RunSet;
import dev.assay.stats.PairedCounts;
import dev.assay.testing.PublishedThresholds;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the shipped recordings of the small model show: with weights of 4 bits against the plain ones, and plain against plain. Values, bounds and numbers of
 * texts agree with Python 3.11, NumPy 2.4.6 and SciPy 1.17.1, computed from the same bodies: nll 3.5845509538149014 and 4.262428830626494; change
 * 0.1891109613298012, at most 0.20493826091943643 (95 %), at least 0.1637884812232589 (99.5 %); agreement 0.48457734871674124, from 0.46018380937323466 to
 * 0.5089708880602478; per token 0.6778778768115924, from 0.617636040146463 to 0.7381197134767218.
 */
class QuantisedTextsTest {
    private static final String PLAIN = "smollm2-135m";
    private static final String QUANTISED = "smollm2-135m-4bit";

    /** Of the two statistical limits of the deployment with 4 bits: no-worse and nll. */
    private static final Levels LEVELS = Levels.of(2);

    private static MeasuredStart measured(String deployment, Class<? extends TestSpec> kind, String name) {
        var planned = PublishedThresholds.read().stream()
                .filter(each -> each.name().equals(deployment))
                .flatMap(each -> each.tests().stream()
                        .filter(test -> kind.isInstance(test) && test.name().equals(name))
                        .map(test -> new Planned(each, test)))
                .findFirst()
                .orElseThrow();
        return MeasuredStarts.of(planned, TraceFile.read(Path.of("tapes", deployment, name + ".jsonl")), deployment);
    }

    private static MeasuredStart texts(String deployment) {
        return measured(deployment, LogProbabilities.class, "plain_texts_v1");
    }

    private static ComparedVerdict judge(MeasuredStart now, MeasuredStart then) {
        return Comparison.judge(
                against(1),
                new RunSet(now.source(), List.of(now)),
                new Reference.Found(new RunSet(then.source(), List.of(then)), false),
                LEVELS,
                List.of());
    }

    private static MeasuredStart first(MeasuredStart start, int texts) {
        var some = new LinkedHashMap<String, MeasuredText>();
        start.texts().entrySet().stream().limit(texts).forEach(entry -> some.put(entry.getKey(), entry.getValue()));
        return new MeasuredStart(
                start.source(),
                start.measured(),
                start.serverStart(),
                start.conditions(),
                start.values(),
                Map.of(),
                some,
                start.spoilt());
    }

    /** Returns the least number from which on the first so many fail, and all larger numbers too. */
    private static int failsFrom(int all, IntPredicate fails) {
        return 1
                + IntStream.iterate(all, n -> n >= 2, n -> n - 1)
                        .filter(n -> !fails.test(n))
                        .findFirst()
                        .orElse(1);
    }

    @Test
    void fourBitsFail() {
        var compared = judge(texts(QUANTISED), texts(PLAIN));

        assertThat(compared.verdict()).isEqualTo(new Verdict.Fail());
        assertThat(compared.measured())
                .isEqualTo(
                        "4.2624 nats, was 3.5846 nats: +18.9 % (95 % sure: at most +20.5 %, 99.5 %: at least +16.4 %), +0.6779 nats per"
                                + " token (95 % interval 0.6176 nats to 0.7381 nats), the same most probable token at 48.5 % of the places (95 %"
                                + " interval 46.0 % to 50.9 %), 48 texts, 4247 tokens");
    }

    @Test
    void plainAgainstPlainPasses() {
        var compared = judge(texts("smollm2-135m-again"), texts(PLAIN));

        assertThat(compared.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(compared.measured()).startsWith("3.5846 nats, was 3.5846 nats: +0.0 %");
    }

    @Test
    void fiveTextsOf405TokensDecide() {
        var now = texts(QUANTISED);
        var then = texts(PLAIN);

        var needed = failsFrom(48, n -> judge(first(now, n), first(then, n)).verdict() instanceof Verdict.Fail);

        assertThat(needed).isEqualTo(5);
        assertThat(first(now, needed).texts().values().stream()
                        .mapToInt(MeasuredText::scored)
                        .sum())
                .isEqualTo(405);
    }

    /** By McNemar's exact test at the same level, on the answers to the same model's evalset, in the order of the file. */
    @Test
    void twentySixQuestionsDecide() {
        var now = measured(QUANTISED, TestSpec.Accuracy.class, "basics_v2").answers();
        var then = measured(PLAIN, TestSpec.Accuracy.class, "basics_v2").answers();
        var ids = List.copyOf(now.keySet());

        var needed = failsFrom(100, n -> {
            var some = ids.subList(0, n);
            var lost = some.stream()
                    .filter(id -> right(then, id) && !right(now, id))
                    .count();
            var gained = some.stream()
                    .filter(id -> right(now, id) && !right(then, id))
                    .count();
            return new PairedCounts(
                                    0,
                                    Math.toIntExact(gained),
                                    Math.toIntExact(lost),
                                    Math.toIntExact(n - gained - lost))
                            .mcNemarWorse()
                    <= LEVELS.falseAlarms();
        });

        assertThat(needed).isEqualTo(26);
    }

    private static boolean right(Map<String, Boolean> answers, String id) {
        return Boolean.TRUE.equals(answers.get(id));
    }
}
