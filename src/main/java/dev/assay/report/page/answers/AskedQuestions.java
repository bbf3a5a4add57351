package dev.assay.report.page.answers;

import dev.assay.accuracy.ScoredQuestion;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Recording;
import dev.assay.report.page.answers.AskedTest.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The questions of one evalset, each with what every test made of it.
 *
 * @param evalset its name
 * @param questions the rows of each question, one for each test that asked it; the questions are in their order
 */
record AskedQuestions(String evalset, List<List<QuestionRow>> questions) {
    AskedQuestions {
        questions = List.copyOf(questions);
    }

    /** Returns the questions of all evalsets, in the order in which tests name them. */
    static List<AskedQuestions> of(List<AskedTest> tests, Function<Planned, Stream<Recording>> recordings) {
        var evalsets = new LinkedHashMap<String, Map<String, List<QuestionRow>>>();
        for (var test : tests) {
            var questions = evalsets.computeIfAbsent(test.evalset(), key -> new LinkedHashMap<>());
            rows(test, recordings)
                    .forEach(row -> questions
                            .computeIfAbsent(row.question().id(), key -> new ArrayList<>())
                            .add(row));
        }
        return evalsets.entrySet().stream()
                .map(each -> new AskedQuestions(
                        each.getKey(), List.copyOf(each.getValue().values())))
                .toList();
    }

    private static List<QuestionRow> rows(AskedTest test, Function<Planned, Stream<Recording>> recordings) {
        var received = new HashMap<Instant, Map<String, Received>>();
        if (!test.asked().isEmpty()) {
            recordings
                    .apply(test.test().planned())
                    .forEach(recording -> received.put(
                            recording.header().started(),
                            Received.of(test.spec().evalset(), recording)));
        }
        var replies = new LinkedHashMap<String, List<Reply>>();
        for (var asked : test.asked()) {
            var came = received.getOrDefault(started(asked), Map.of());
            for (var scored : asked.verdict().scores().all()) {
                replies.computeIfAbsent(scored.question().id(), key -> new ArrayList<>())
                        .add(reply(asked, scored, came));
            }
        }
        return replies.values().stream().map(each -> row(test, each)).toList();
    }

    private static Instant started(Asked asked) {
        return asked.verdict().measured().started();
    }

    private static Reply reply(Asked asked, ScoredQuestion scored, Map<String, Received> came) {
        return new Reply(
                asked.repeat(), scored, came.getOrDefault(scored.question().id(), Received.NOTHING));
    }

    private static QuestionRow row(AskedTest test, List<Reply> replies) {
        var question = replies.getFirst().scored().question();
        return new QuestionRow(
                test,
                question,
                replies,
                names(test, reference -> reference.lost().contains(question.id())),
                names(test, reference -> reference.gained().contains(question.id())));
    }

    private static List<String> names(AskedTest test, Predicate<AskedTest.Reference> which) {
        return test.references().stream()
                .filter(which)
                .map(AskedTest.Reference::name)
                .toList();
    }
}
