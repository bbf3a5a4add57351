package dev.assay.browser;

import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;

import dev.assay.gate.Judge;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.input.Location;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestConditions;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.report.page.PageInput;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A run of the size of MMLU with load tests, made by generators with fixed seeds. */
final class LargeRun {
    static final int QUESTIONS = 14_000;
    static final int LOAD_TESTS = 15;
    static final int REQUESTS = 2_000;
    private static final int SUBJECTS = 57;
    private static final int WORDS = 12_000;
    private static final int PROMPT = 400;
    private static final int ANSWER = 200;
    private static final int TOKENS = 100;
    private static final int CHARACTERS_OF_A_TOKEN = 4;
    private static final double RIGHT = 0.7;
    private static final String SYLLABLES =
            "ba co di fe gu ha jo ki le mo nu pa qui ra se ti vo wa xe yo zu an el in or us th st ch sh tr pl ing tion er ed ly";

    private final SplittableRandom random = new SplittableRandom(18);
    private final List<String> words;
    private final Map<String, Recording> recordings = new HashMap<>();

    private LargeRun() {
        var syllables = SYLLABLES.split(" ", -1);
        words = IntStream.range(0, WORDS)
                .mapToObj(i -> random.ints(1 + random.nextInt(4), 0, syllables.length)
                        .mapToObj(each -> syllables[each])
                        .collect(Collectors.joining()))
                .toList();
    }

    /** Returns what its page is made from. */
    static PageInput input() {
        var made = new LargeRun();
        var tests = new ArrayList<TestVerdict>();
        tests.add(made.evalset());
        for (var i = 0; i < LOAD_TESTS; i++) {
            tests.add(made.loadTest(i));
        }
        var plan = new Plan(tests.stream().map(TestVerdict::planned).toList(), false);
        return new PageInput(
                new RunVerdict("20261129-170000-000", "recordings in tapes", plan, tests),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                planned -> Stream.of(made.recordings.get(planned.name())),
                planned -> "mvn verify -Dassay.only='" + planned.name() + "'");
    }

    /** Returns words, of which the n-th is drawn about 1/n times as often as the first, as in languages. */
    private String text(int characters) {
        var text = new StringBuilder();
        while (text.length() < characters) {
            var word = words.get((int) Math.exp(random.nextDouble() * Math.log(WORDS)) - 1);
            text.append(text.isEmpty() ? "" : random.nextInt(12) == 0 ? ". " : " ")
                    .append(word);
        }
        return text.toString();
    }

    private TestVerdict evalset() {
        var questions = new ArrayList<Question>();
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < QUESTIONS; i++) {
            var options = List.of(text(30), text(30), text(30), text(30));
            var right = "ABCD".charAt(random.nextInt(4));
            var prompt = text(PROMPT - 150) + "\nA. " + options.get(0) + "\nB. " + options.get(1) + "\nC. "
                    + options.get(2) + "\nD. " + options.get(3);
            questions.add(new Question(
                    "mmlu-" + i,
                    prompt,
                    new Expected.Choice(options, String.valueOf(right)),
                    false,
                    List.of("subject-" + i * SUBJECTS / QUESTIONS),
                    new Location("evalsets/large_v1.jsonl", i + 1, 1)));
            var said = random.nextDouble() < RIGHT ? right : "ABCD".charAt(random.nextInt(4));
            traces.add(answer("large_v1-mmlu-" + i, text(ANSWER - 12) + ".\nAnswer: " + said));
        }
        var evalset = new Evalset(
                "large_v1", "Large", null, 512, Evalset.Thinking.OFF, null, "CC0-1.0", "seeds", "0f", questions);
        var limit = min("accuracy", 0.8, Unit.SHARE, "80 %");
        return judged(
                Plans.planned(new TestSpec.Accuracy(
                        evalset.name(),
                        evalset,
                        8,
                        false,
                        "",
                        List.of(limit),
                        TestConditions.DEFAULT,
                        new Location("thresholds.yaml", 10, 1))),
                traces);
    }

    /** Returns an answer with an event for each token. */
    private static Trace answer(String id, String text) {
        var trace = Traces.trace(id).role(1);
        var at = 2.0;
        for (var from = 0; from < text.length(); from += CHARACTERS_OF_A_TOKEN) {
            trace.says(at++, text.substring(from, Math.min(text.length(), from + CHARACTERS_OF_A_TOKEN)));
        }
        return trace.finish(at, "stop")
                .usage(130, text.length() / CHARACTERS_OF_A_TOKEN)
                .done()
                .build();
    }

    private TestVerdict loadTest(int number) {
        var concurrency = 1 << number % 5;
        var requests = REQUESTS / LOAD_TESTS + (number < REQUESTS % LOAD_TESTS ? 1 : 0);
        var test = Plans.with(
                Plans.loadTest(
                        requests,
                        TOKENS,
                        max("tpot.mean", 12, Unit.MILLISECONDS, "12 ms"),
                        max("ttft.p90", 60, Unit.MILLISECONDS, "60 ms")),
                new Pace.Closed(concurrency),
                new TestLength(requests));
        var traces = IntStream.range(0, requests)
                .mapToObj(i -> Traces.whole(
                        "c4-" + (1000 + i),
                        1100.0 * Math.floorDiv(i, concurrency),
                        30 + 40 * random.nextDouble(),
                        9 + 2 * random.nextDouble(),
                        TOKENS))
                .toList();
        return judged(Plans.planned("deployment-" + number, test), traces);
    }

    private TestVerdict judged(Planned planned, List<Trace> traces) {
        var recording = Plans.recording(traces);
        recordings.put(planned.name(), recording);
        return Judge.judge(planned, recording);
    }
}
