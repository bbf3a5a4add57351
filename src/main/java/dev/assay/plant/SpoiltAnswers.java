package dev.assay.plant;

import dev.assay.accuracy.Answer;
import dev.assay.accuracy.EvalsetScorer;
import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plant.Fault.Share;
import dev.assay.recording.Recording;
import dev.assay.trace.Body;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An evalset some of whose answers go wrong. A right answer becomes wrong by the bytes of a real one: the answer to another question, which is wrong
 * here. An answer is cut off by its finish reason: its text stays.
 */
record SpoiltAnswers(TestSpec.Accuracy accuracy, Recording recording, long seed) {
    /** In a text within JSON, the quotes would be escaped. */
    private static final Pattern FINISH = Pattern.compile("(\"finish_reason\"\\s*:\\s*\")([^\"\\\\]+)(?=\")");

    private static final String CUT = "length";

    Planted plant(Fault.Spoilt fault) {
        var scored = EvalsetScorer.score(accuracy.evalset(), recording);
        var candidates = candidates(fault.share());
        var wanted = Draw.count(fault.points(), scored.answered());
        if (candidates.size() < wanted) {
            return new Planted.Not("of " + scored.answered() + " answers, " + wanted
                    + (fault.share() == Share.ACCURACY
                            ? " would have to become wrong, and " + candidates.size() + " are right"
                            : " would have to be cut off, and " + candidates.size() + " are not yet"));
        }
        var answers = answers();
        var spoilt = new HashMap<String, Trace>();
        for (var question : candidates.subList(0, wanted)) {
            var id = EvalsetScorer.requestId(accuracy.evalset(), question);
            var trace = answers.get(id);
            var replaced = trace == null
                    ? Optional.<Trace>empty()
                    : fault.share() == Share.ACCURACY ? wrong(question, trace) : cut(trace);
            if (replaced.isEmpty()) {
                return new Planted.Not(
                        fault.share() == Share.ACCURACY
                                ? "no answer of the evalset is a wrong one for question " + question.id()
                                : "the answer to question " + question.id() + " has no finish reason to replace");
            }
            spoilt.put(id, replaced.get());
        }
        var traces = recording.traces().stream()
                .map(trace -> spoilt.getOrDefault(trace.id(), trace))
                .toList();
        var sides = recording
                .counted()
                .map(counted ->
                        recording.sideRecords().with(PlantedCounts.following(counted, recording.measured(), traces)))
                .orElse(recording.sideRecords());
        return new Planted.Into(new Recording(recording.header(), traces, sides));
    }

    /** Returns how many answers can be spoilt, and how many there are. */
    int most(Share share) {
        return candidates(share).size();
    }

    int answered() {
        return EvalsetScorer.score(accuracy.evalset(), recording).answered();
    }

    /** Returns the questions whose answers can be spoilt, in the order in which they are. */
    private List<Question> candidates(Share share) {
        var outcomes = EvalsetScorer.score(accuracy.evalset(), recording).all().stream()
                .collect(Collectors.toMap(each -> each.question().id(), ScoredQuestion::outcome));
        return Draw.shuffled(accuracy.evalset().questions(), seed).stream()
                .filter(question -> switch (share) {
                    case ACCURACY -> outcomes.get(question.id()) == Outcome.CORRECT;
                    case TRUNCATED -> isWhole(outcomes.get(question.id()));
                    case FAILED -> false;
                })
                .toList();
    }

    private static boolean isWhole(@Nullable Outcome outcome) {
        return outcome != null && outcome.measured() && outcome != Outcome.TRUNCATED;
    }

    private Map<String, Trace> answers() {
        return recording.measured().stream().collect(Collectors.toMap(Trace::id, Function.identity()));
    }

    /** Returns the trace with the answer to another question that is wrong for this one; empty if there is none. */
    private Optional<Trace> wrong(Question question, Trace trace) {
        var others = Draw.shuffled(recording.measured(), seed).stream()
                .filter(Trace::complete)
                .toList();
        return others.stream()
                .filter(other -> outcome(question, other) == Outcome.WRONG)
                .findFirst()
                .or(() -> others.stream()
                        .filter(other -> outcome(question, other) == Outcome.NO_ANSWER)
                        .findFirst())
                .map(other -> answered(trace, other));
    }

    private Outcome outcome(Question question, Trace answer) {
        return ScoredQuestion.of(
                        question,
                        Answer.of(answer.transcript()),
                        accuracy.evalset().answerIn())
                .outcome();
    }

    private static Trace answered(Trace trace, Trace other) {
        var later = trace.sent() - other.sent();
        var reads = new ReadTimes.Builder();
        for (var i = 0; i < other.reads().count(); i++) {
            reads.add(other.reads().end(i), other.reads().nanos(i) + later);
        }
        var head = other.head();
        return new Trace(
                trace.id(),
                trace.warmup(),
                trace.requestSha256(),
                trace.scheduled(),
                trace.sent(),
                0,
                null,
                head == null ? null : new ResponseHead(head.status(), head.headers(), head.nanos() + later),
                reads.build(),
                other.body(),
                other.ended() + later,
                other.ending(),
                other.textTokens());
    }

    /** Returns the trace with another finish reason; empty if it has none. */
    private static Optional<Trace> cut(Trace trace) {
        // One char for each byte, so that offsets are those of the bytes.
        var text = new String(trace.body().toByteArray(), StandardCharsets.ISO_8859_1);
        var found = FINISH.matcher(text);
        var begin = -1;
        var end = -1;
        while (found.find()) {
            begin = found.start(2);
            end = found.end(2);
        }
        if (begin < 0) {
            return Optional.empty();
        }
        var body = text.substring(0, begin) + CUT + text.substring(end);
        var more = CUT.length() - (end - begin);
        var reads = new ReadTimes.Builder();
        for (var i = 0; i < trace.reads().count(); i++) {
            var at = trace.reads().end(i);
            reads.add(
                    at >= end ? at + more : Math.min(at, begin + 1),
                    trace.reads().nanos(i));
        }
        return Optional.of(new Trace(
                trace.id(),
                trace.warmup(),
                trace.requestSha256(),
                trace.scheduled(),
                trace.sent(),
                trace.resends(),
                trace.resent(),
                trace.head(),
                reads.build(),
                Body.of(Payload.of(body.getBytes(StandardCharsets.ISO_8859_1))),
                trace.ended(),
                trace.ending(),
                trace.textTokens()));
    }
}
