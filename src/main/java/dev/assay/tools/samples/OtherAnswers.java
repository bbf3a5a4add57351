package dev.assay.tools.samples;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The answers in a file of another tool.
 *
 * @param tool the tool, with its version if the file says it
 * @param all one for each question, in the order of the file
 * @param remarks what was left out of the file, a sentence each
 */
public record OtherAnswers(String tool, List<OtherAnswer> all, List<String> remarks) {
    public OtherAnswers {
        all = List.copyOf(all);
        remarks = List.copyOf(remarks);
    }

    /** Returns whether the file says of every answer why it ended. */
    boolean knowsFinishes() {
        return all.stream().allMatch(answer -> answer.finish().isPresent());
    }

    /** Returns the file's own scores, each with its scorer's name, of these of its answers: {@code exact_match by strict-match 3/20}. */
    static List<String> ownScores(List<OtherAnswer> answers) {
        return answers.stream()
                .flatMap(answer -> answer.scores().keySet().stream())
                .distinct()
                .sorted()
                .map(scorer -> scorer + " " + ownScore(scorer, answers))
                .toList();
    }

    private static String ownScore(String scorer, List<OtherAnswer> answers) {
        var values = answers.stream()
                .flatMap(answer -> answer.scores().entrySet().stream())
                .filter(score -> score.getKey().equals(scorer))
                .collect(Collectors.summarizingDouble(score -> score.getValue()));
        var wholes = answers.stream()
                .flatMap(answer -> answer.scores().entrySet().stream())
                .filter(score -> score.getKey().equals(scorer))
                .allMatch(score -> score.getValue() == 0 || score.getValue() == 1);
        return wholes
                ? Math.round(values.getSum()) + "/" + values.getCount()
                : String.format(Locale.ROOT, "%.4f on average of %d", values.getAverage(), values.getCount());
    }
}
