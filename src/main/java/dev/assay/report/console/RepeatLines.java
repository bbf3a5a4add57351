package dev.assay.report.console;

import dev.assay.accuracy.repeats.RepeatedScores;
import dev.assay.gate.comparison.Flips;
import dev.assay.gate.results.TestVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** The repeats of a test as lines, and the questions that a comparison lost and gained. */
final class RepeatLines {
    private static final int MOST_FLIPPED = 50;

    private RepeatLines() {}

    /** A line with a name. */
    record Line(String name, String text) {}

    /** Returns a line for each repeat and for each one that was measured again; of an evalset also how much its answers changed. */
    static List<String> of(TestVerdict.OfRepeats test) {
        var lines = new ArrayList<String>();
        test.repeats().forEach(repeat -> lines.add("  repeat  " + repeat.number() + ": " + state(repeat)));
        test.superseded()
                .forEach(repeat -> lines.add("  repeat  " + repeat.number() + ", measured again: " + state(repeat)));
        test.scores().stability().ifPresent(stability -> {
            lines.add("  answer  " + stability);
            stability.flipped().stream()
                    .limit(MOST_FLIPPED)
                    .forEach(question -> lines.add("  answer  " + said(question, test)));
            if (stability.flipped().size() > MOST_FLIPPED) {
                lines.add("  answer  and " + (stability.flipped().size() - MOST_FLIPPED) + " more");
            }
        });
        return lines;
    }

    /** Returns the lines of an evalset for a table. */
    static List<Line> ofEvalset(TestVerdict.OfRepeats test) {
        var repeats = test.repeats().stream()
                .map(repeat -> new Line(
                        "repeat " + repeat.number(),
                        repeat.spoilt().isEmpty() && repeat.alone() instanceof TestVerdict.OfAccuracy accuracy
                                ? accuracy.scores()
                                        .accuracy()
                                        .map(share -> share + " correct")
                                        .orElse("no question was answered")
                                : state(repeat)));
        var answers = test.scores().stability().stream().map(stability -> new Line("answers", stability.toString()));
        return Stream.concat(repeats, answers).toList();
    }

    /** Returns what a repeat would be alone, or what spoilt it. */
    static String state(TestVerdict.OfRepeat repeat) {
        return repeat.spoilt()
                .map("spoilt: "::concat)
                .orElseGet(() -> repeat.alone().headline());
    }

    private static String said(RepeatedScores.Flipped question, TestVerdict.OfRepeats test) {
        return question.id() + " right in " + question.right() + " of "
                + test.sound().size() + " repeats";
    }

    /** Returns the questions that the comparisons of a test lost and gained, and how many of each subject. */
    static List<String> flips(TestVerdict test) {
        // Limits on the same reference have the same flips.
        var flips = new LinkedHashMap<String, Flips>();
        test.limits().stream()
                .flatMap(limit -> Stream.ofNullable(limit.compared()))
                .forEach(compared -> compared.flips().ifPresent(each -> flips.putIfAbsent(compared.with(), each)));
        return flips.entrySet().stream()
                .flatMap(entry -> flips(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Stream<String> flips(String with, Flips flips) {
        return Stream.concat(
                Stream.of(
                        "  lost    against " + with + " (" + flips.lost().size() + "): " + Ids.of(flips.lost()),
                        "  gained  against " + with + " (" + flips.gained().size() + "): " + Ids.of(flips.gained())),
                flips.subjects().stream()
                        .filter(subject -> subject.lost() + subject.gained() > 0)
                        .map(subject -> "  subject " + subject.name() + ": " + subject.lost() + " lost, "
                                + subject.gained() + " gained of " + subject.questions()
                                + (subject.questions() == 1 ? " question" : " questions")));
    }
}
