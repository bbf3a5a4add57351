package dev.assay.accuracy.asking;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.recording.Recording;
import dev.assay.stats.EarlyLook;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The order in which the questions of an evalset are asked if a part of them may decide, and the parts. Each look at the answers is at one more third of the
 * questions; the thirds are nested.
 *
 * @param questions all of them, in an order that is drawn
 */
public record AskingOrder(List<Question> questions) {
    public AskingOrder {
        questions = List.copyOf(questions);
    }

    /** Returns the order that a run draws with its seed. */
    public static AskingOrder of(Evalset evalset, long seed) {
        var shuffled = new ArrayList<>(evalset.questions());
        // java.util.Random would start with similar values for similar seeds.
        Collections.shuffle(shuffled, new SplittableRandom(seed));
        return new AskingOrder(shuffled);
    }

    /** Returns the questions that are asked until a look, from 1 to {@link EarlyLook#LOOKS}. */
    public List<Question> until(int look) {
        return questions.subList(0, size(look));
    }

    /** Returns the questions that are asked between the look before and this one. */
    public List<Question> part(int look) {
        return questions.subList(look == 1 ? 0 : size(look - 1), size(look));
    }

    private int size(int look) {
        return Math.toIntExact(((long) questions.size() * look + EarlyLook.LOOKS - 1) / EarlyLook.LOOKS);
    }

    /** Returns the last look at which all questions had been asked, by their traces; 0 if the first part was not asked whole. */
    public int looks(Evalset evalset, Recording recording) {
        var asked = recording.measured().stream().map(Trace::id).collect(Collectors.toSet());
        var look = 0;
        while (look < EarlyLook.LOOKS
                && part(look + 1).stream()
                        .allMatch(question -> asked.containsAll(EvalsetScorer.requestIds(evalset, question)))) {
            look++;
        }
        return look;
    }
}
