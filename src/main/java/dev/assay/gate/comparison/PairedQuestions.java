package dev.assay.gate.comparison;

import dev.assay.plan.evalsets.Question;
import dev.assay.starts.MeasuredStart;
import dev.assay.stats.ClusteredDifferences;
import dev.assay.stats.MeanDifference;
import dev.assay.stats.PairedCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same questions, asked of the reference and of the deployment that is judged now. */
final class PairedQuestions {
    private final List<Pair> pairs;

    private PairedQuestions(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /**
     * One question.
     *
     * @param was whether the reference answered it rightly
     * @param is whether it is answered rightly now
     */
    private record Pair(String id, String subject, Optional<String> cluster, boolean was, boolean is) {
        boolean lost() {
            return was && !is;
        }

        boolean gained() {
            return is && !was;
        }
    }

    /**
     * Questions that were not answered on both sides.
     *
     * @param here how many have no answer of the test
     * @param there how many have no answer of the reference
     * @param of how many questions there are
     * @param example the first of them
     */
    record Unpaired(int here, int there, int of, String example) {
        String reason() {
            return "of " + of + " questions " + here + " have no answer here and " + there
                    + " have none in the reference, the first is [" + example + "], and only pairs can be compared";
        }
    }

    /** Returns how many questions cannot be paired; empty if all can. */
    static Optional<Unpaired> unpaired(List<String> ids, MeasuredStart now, MeasuredStart reference) {
        var here = ids.stream().filter(id -> !now.answers().containsKey(id)).toList();
        var there =
                ids.stream().filter(id -> !reference.answers().containsKey(id)).toList();
        return Stream.concat(here.stream(), there.stream())
                .findFirst()
                .map(first -> new Unpaired(here.size(), there.size(), ids.size(), first));
    }

    /** Returns the ids of the questions that were asked; of all that were answered on a side, if the questions are not known. */
    static List<String> ids(List<Question> questions, MeasuredStart now, MeasuredStart reference) {
        return questions.isEmpty()
                ? Stream.concat(now.answers().keySet().stream(), reference.answers().keySet().stream())
                        .distinct()
                        .toList()
                : questions.stream().map(Question::id).toList();
    }

    /** Returns the pairs; each of the ids must have an answer on both sides. */
    static PairedQuestions of(List<String> ids, List<Question> questions, MeasuredStart now, MeasuredStart reference) {
        var byId = new HashMap<String, Question>();
        questions.forEach(question -> byId.put(question.id(), question));
        return new PairedQuestions(ids.stream()
                .map(id -> new Pair(
                        id,
                        subject(byId.get(id)),
                        Optional.ofNullable(byId.get(id)).flatMap(question -> Optional.ofNullable(question.cluster())),
                        Boolean.TRUE.equals(reference.answers().get(id)),
                        Boolean.TRUE.equals(now.answers().get(id))))
                .toList());
    }

    private static String subject(@Nullable Question question) {
        return question == null ? Question.NO_SUBJECT : question.subject();
    }

    int size() {
        return pairs.size();
    }

    PairedCounts counts() {
        return new PairedCounts(
                count(pair -> pair.was && pair.is),
                count(Pair::gained),
                count(Pair::lost),
                count(pair -> !pair.was && !pair.is));
    }

    private int count(Predicate<Pair> which) {
        return Math.toIntExact(pairs.stream().filter(which).count());
    }

    Flips flips() {
        var bySubject = new LinkedHashMap<String, List<Pair>>();
        pairs.forEach(pair -> bySubject
                .computeIfAbsent(pair.subject, subject -> new ArrayList<>())
                .add(pair));
        return new Flips(
                pairs.stream().filter(Pair::lost).map(Pair::id).toList(),
                pairs.stream().filter(Pair::gained).map(Pair::id).toList(),
                bySubject.entrySet().stream()
                        .map(each -> new Flips.Subject(
                                each.getKey(), each.getValue().size(), lost(each.getValue()), gained(each.getValue())))
                        .toList());
    }

    private static int lost(List<Pair> pairs) {
        return Math.toIntExact(pairs.stream().filter(Pair::lost).count());
    }

    private static int gained(List<Pair> pairs) {
        return Math.toIntExact(pairs.stream().filter(Pair::gained).count());
    }

    /**
     * Returns the mean of (right now − share · right in the reference) over the questions, with a standard error that allows for clusters; empty
     * if no two questions share a cluster.
     */
    Optional<MeanDifference> clustered(double share) {
        var numbers = new HashMap<String, Integer>();
        var clusters = pairs.stream()
                .mapToInt(pair -> pair.cluster
                        .map(name -> numbers.computeIfAbsent("cluster " + name, key -> numbers.size()))
                        .orElseGet(() -> numbers.computeIfAbsent("question " + pair.id, key -> numbers.size())))
                .toArray();
        if (numbers.size() == pairs.size()) {
            return Optional.empty();
        }
        var differences = pairs.stream()
                .mapToDouble(pair -> (pair.is ? 1 : 0) - share * (pair.was ? 1 : 0))
                .toArray();
        return Optional.of(ClusteredDifferences.mean(differences, clusters));
    }
}
