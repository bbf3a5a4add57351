package dev.assay.tools.samples;

import dev.assay.accuracy.Answer;
import dev.assay.input.InputDirectory;
import dev.assay.input.Location;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.testing.Plans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Eight sums, sum-1 to sum-8, which other tools asked too: README.md in the resources says how. */
public final class Sums {
    private static final int[][] TERMS = {{17, 25}, {20, 22}, {3, 4}, {12, 30}, {15, 6}, {8, 23}, {41, 9}, {7, 70}};

    private Sums() {}

    /** Returns what a tool collected. */
    public static OtherAnswers answers(String file) {
        return SampleFile.read(new InputDirectory(Path.of("src/test/resources/dev/assay/tools/samples")), file);
    }

    /** Returns the sums as an evalset, with ids and texts that begin so. */
    public static Evalset evalset(String id, String text) {
        var questions = new ArrayList<Question>();
        for (var terms : TERMS) {
            var number = questions.size() + 1;
            questions.add(new Question(
                    id + number,
                    text + terms[0] + " + " + terms[1] + "?",
                    new Expected.OfNumber(Integer.toString(terms[0] + terms[1]), null, null),
                    false,
                    List.of(),
                    new Location("evalsets/sums.jsonl", number, 1)));
        }
        return with(questions);
    }

    public static Evalset evalset() {
        return evalset("sum-", "What is ");
    }

    static Evalset with(List<Question> questions) {
        return Plans.accuracy(1).evalset().asking(questions);
    }

    /** Returns answers that are right but for the first, of which the last was cut off. */
    public static Map<String, Answer> here() {
        var answers = new LinkedHashMap<String, Answer>();
        evalset()
                .questions()
                .forEach(question -> answers.put(
                        question.id(), new Answer("It is " + question.expected().answer() + ".", "", "stop")));
        answers.put("sum-1", new Answer("It is 41.", "", "stop"));
        answers.put("sum-8", new Answer("It is 77.", "", "length"));
        return answers;
    }
}
