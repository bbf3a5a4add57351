package dev.assay.bench.planted;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.ServerCount;
import dev.assay.trace.Ending;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * An evalset of sums, asked of a simulated server and recorded as a run records it.
 *
 * @param isRight whether the server answers the question of this number, from 0, rightly
 * @param accepted how many drafted tokens a step of speculation accepts on average; 0: the server does not speculate
 */
record SimulatedQuestions(IntPredicate isRight, double accepted, SplittableRandom random) {
    private static final String NO_REQUEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Map<String, AnswerBytes> KNOWN = new ConcurrentHashMap<>();
    /** How many tokens are drafted for a step. */
    private static final int DRAFTED = 3;

    private static final int SPECULATED_TOKENS = 30;
    private static final long MILLISECOND = 1_000_000;
    private static final long STEP = 44 * MILLISECOND;
    private static final long TO_FIRST = 250 * MILLISECOND;
    private static final int IN_FLIGHT = 4;

    /** Returns the questions of an evalset, one on each line. */
    static String questions(int count) {
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++) {
            lines.append("{\"id\": \"q-")
                    .append(i)
                    .append("\", \"type\": \"contains\", \"question\": \"What is ")
                    .append(i)
                    .append(" + 0?\", \"answer\": \"")
                    .append(i)
                    .append("\"}\n");
        }
        return lines.toString();
    }

    /** Writes the traces. */
    void write(Planned planned, Path file, Instant started) {
        var evalset = ((TestSpec.Accuracy) planned.test()).evalset();
        try (var recorded = new RecordedTest(file, planned, started)) {
            var free = new long[IN_FLIGHT];
            var output = 0;
            var steps = 0;
            for (var i = 0; i < evalset.questions().size(); i++) {
                var slot = i % IN_FLIGHT;
                var answer = answer(i);
                var trace = trace(evalset.name(), evalset.questions().get(i), free[slot], answer);
                free[slot] = trace.ended();
                output += answer.tokens;
                steps += answer.steps;
                recorded.append(trace);
            }
            if (accepted > 0) {
                counted(recorded, evalset.questions().size(), output, steps);
            }
        }
    }

    private void counted(RecordedTest recorded, int questions, long output, long steps) {
        recorded.counted(
                questions,
                Map.of(
                        ServerCount.PROMPT_TOKENS,
                        (long) AnswerBytes.PROMPT * questions,
                        ServerCount.OUTPUT_TOKENS,
                        output,
                        ServerCount.DRAFTS,
                        steps,
                        ServerCount.ACCEPTED_TOKENS,
                        output - steps),
                IN_FLIGHT,
                null);
    }

    /** @param steps how many steps of speculation it took */
    private record Answer(AnswerBytes bytes, int tokens, int steps) {}

    private Answer answer(int number) {
        var said = Integer.toString(isRight.test(number) ? number : number + 1);
        if (accepted == 0) {
            return new Answer(KNOWN.computeIfAbsent(said, text -> AnswerBytes.chat(List.of(text), 2)), 2, 0);
        }
        var texts = new ArrayList<String>();
        var tokens = 0;
        while (tokens < SPECULATED_TOKENS) {
            var brought = 1;
            for (var i = 0; i < DRAFTED; i++) {
                brought += random.nextDouble() < accepted / DRAFTED ? 1 : 0;
            }
            texts.add(String.join("", Collections.nCopies(brought, " so")));
            tokens += brought;
        }
        texts.set(texts.size() - 1, " " + said);
        return new Answer(AnswerBytes.chat(texts, tokens), tokens, texts.size());
    }

    private Trace trace(String evalset, Question question, long sent, Answer answer) {
        var reads = new ReadTimes.Builder();
        var at = sent + TO_FIRST + random.nextLong(TO_FIRST / 2);
        for (var part = 0; part < answer.bytes.parts(); part++) {
            reads.add(answer.bytes.end(part), at);
            at += STEP + random.nextLong(STEP / 2);
        }
        var last = reads.last();
        return new Trace(
                evalset + "-" + question.id(),
                false,
                NO_REQUEST,
                sent,
                sent,
                0,
                new ResponseHead(
                        200, Map.of("content-type", "text/event-stream; charset=utf-8"), sent + 5 * MILLISECOND),
                reads.build(),
                answer.bytes.body(),
                last,
                new Ending.Complete());
    }
}
