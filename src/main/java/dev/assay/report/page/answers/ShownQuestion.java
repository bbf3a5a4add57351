package dev.assay.report.page.answers;

import dev.assay.accuracy.Outcome;
import dev.assay.report.page.shown.CutText;
import dev.assay.report.page.shown.ShownText;
import dev.assay.report.words.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question as a page without a script shows it.
 *
 * @param test the name of the test that asked it
 * @param lost what answered it rightly, while this test did not; empty if nothing
 * @param gained what answered it wrongly, while this test did not; empty if nothing
 * @param elsewhere what became of it in other tests of the run and in what the test is compared with
 */
public record ShownQuestion(
        ShownText id,
        String test,
        ShownText subject,
        boolean critical,
        ShownText expected,
        ShownText prompt,
        List<ShownReply> replies,
        String lost,
        String gained,
        List<Fate> elsewhere) {
    private static final int SHORT = 300;

    public ShownQuestion {
        replies = List.copyOf(replies);
        elsewhere = List.copyOf(elsewhere);
    }

    /**
     * An answer.
     *
     * @param repeated which repeat it is of; empty if there is only one
     * @param source where the value was found; empty if the scorer does not tell
     * @param came what came: its content, its thinking, its calls, and the answer without a stream; those that are empty are left out
     */
    public record ShownReply(
            Said repeated,
            OutcomeWord outcome,
            ShownText found,
            Optional<SourceWord> source,
            ShownText explanation,
            List<Came> came) {
        public ShownReply {
            came = List.copyOf(came);
        }

        /** Returns whether it was cut off, so that nothing in it is taken as the answer. */
        public boolean cut() {
            return outcome.outcome() == Outcome.TRUNCATED;
        }
    }

    /** A text that came. */
    public record Came(Said what, ShownText text) {}

    /** What became of the question elsewhere. */
    public record Fate(String where, Said outcome) {}

    /**
     * Returns it.
     *
     * @param all the rows of the same question
     * @param longest the most characters of a prompt and of an answer
     */
    static ShownQuestion of(QuestionRow row, List<QuestionRow> all, int longest) {
        var question = row.question();
        return new ShownQuestion(
                ShownText.of(question.id()),
                row.of().name(),
                brief(question.subject()),
                question.critical(),
                brief(question.expected().shown()),
                ShownText.of(CutText.of(question.text(), longest)),
                row.replies().stream().map(reply -> reply(reply, longest)).toList(),
                String.join(", ", row.lost()),
                String.join(", ", row.gained()),
                elsewhere(row, all));
    }

    private static ShownText brief(String text) {
        return ShownText.of(CutText.of(text, SHORT));
    }

    private static ShownReply reply(Reply reply, int longest) {
        var scored = reply.scored();
        var came = reply.received();
        // What stands in an answer that was cut off is not judged, so that it is no answer.
        var cut = scored.outcome() == Outcome.TRUNCATED;
        return new ShownReply(
                reply.repeat() == 0 ? Said.name("") : Said.in(language -> language.repeat(reply.repeat())),
                OutcomeWord.of(scored.outcome()),
                scored.found() == null || cut ? ShownText.NONE : brief(scored.found()),
                Optional.ofNullable(scored.source()).filter(source -> !cut).map(SourceWord::of),
                brief(scored.explanation()),
                Stream.of(
                                came(Said.of("answer", "回答"), came.text(), longest),
                                came(Said.of("thinking", "思考"), came.thinking(), longest),
                                came(Said.of("calls", "函数调用"), came.calls(), longest),
                                came(Said.of("answer without a stream", "非流式回答"), came.whole(), longest))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<Came> came(Said what, String text, int longest) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new Came(what, ShownText.of(CutText.of(text, longest))));
    }

    private static List<Fate> elsewhere(QuestionRow row, List<QuestionRow> all) {
        var fates = new ArrayList<Fate>();
        all.stream()
                .filter(other -> !other.of().name().equals(row.of().name()))
                .forEach(other -> fates.add(new Fate(other.of().name(), outcome(other.replies()))));
        var names = all.stream().map(other -> other.of().deployment()).toList();
        for (var each : row.of().references()) {
            var reference = each.name();
            if (!names.contains(reference)) {
                var right = row.lost().contains(reference)
                        || (row.replies().getFirst().right() && !row.gained().contains(reference));
                fates.add(new Fate(reference, right ? Said.of("right", "对") : Said.of("not right", "不对")));
            }
        }
        return fates;
    }

    /** Returns the outcome; of several repeats that differ, in how many it is right. */
    private static Said outcome(List<Reply> replies) {
        var outcomes = replies.stream()
                .map(reply -> reply.scored().outcome())
                .distinct()
                .toList();
        var right = replies.stream().filter(Reply::right).count();
        return outcomes.size() == 1
                ? Said.name(outcomes.getFirst().name())
                : Said.of(
                        Outcome.CORRECT + " in " + right + " of " + replies.size(),
                        replies.size() + " 次中 " + right + " 次 " + Outcome.CORRECT);
    }
}
