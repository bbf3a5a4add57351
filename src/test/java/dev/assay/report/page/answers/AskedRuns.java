package dev.assay.report.page.answers;

import dev.assay.gate.Judge;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.input.Location;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestConditions;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.report.page.PageInput;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs of evalsets with questions and answers of any text. */
public final class AskedRuns {
    private AskedRuns() {}

    /** A question with its answer. */
    public record Told(String prompt, String expected, String subject, boolean critical, String answer) {
        /** A question of no subject. */
        public Told(String prompt, String expected, String answer) {
            this(prompt, expected, "other", false, answer);
        }
    }

    /** Returns what a page is made from: one evalset, {@code asked_v1}, whose right answers are in the answers. */
    public static PageInput of(List<Told> told, Limit... limits) {
        return of("smollm2-135m", told, limits);
    }

    public static PageInput of(String deployment, List<Told> told, Limit... limits) {
        var planned = Plans.planned(deployment, test(told, limits));
        var recording = Plans.recording(traces(told));
        return input(planned, Judge.judge(planned, recording), recording);
    }

    private static PageInput input(Planned planned, TestVerdict verdict, Recording recording) {
        var run = new RunVerdict("r-1", "recordings", new Plan(List.of(planned), false), List.of(verdict));
        return new PageInput(
                run, Optional.empty(), Optional.empty(), Map.of(), test -> Stream.of(recording), test -> "again");
    }

    static TestSpec.Accuracy test(List<Told> told, Limit... limits) {
        var questions = IntStream.range(0, told.size())
                .mapToObj(i -> new Question(
                        "q-" + (i + 1),
                        told.get(i).prompt(),
                        new Expected.Contains(told.get(i).expected()),
                        told.get(i).critical(),
                        List.of(told.get(i).subject()),
                        new Location("evalsets/asked_v1.jsonl", i + 1, 1)))
                .toList();
        var evalset = new Evalset(
                "asked_v1", "Asked", null, 64, Evalset.Thinking.OFF, null, "CC0-1.0", "a test", "0f", questions);
        return new TestSpec.Accuracy(
                evalset.name(),
                evalset,
                4,
                false,
                "",
                List.of(limits),
                TestConditions.DEFAULT,
                new Location("thresholds.yaml", 10, 1));
    }

    static List<Trace> traces(List<Told> told) {
        return IntStream.range(0, told.size())
                .mapToObj(i -> Traces.trace("asked_v1-q-" + (i + 1))
                        .role(1)
                        .says(2, told.get(i).answer())
                        .finish(3, "stop")
                        .usage(30, 6)
                        .done()
                        .build())
                .toList();
    }
}
