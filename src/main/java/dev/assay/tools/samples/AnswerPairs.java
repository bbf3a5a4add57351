package dev.assay.tools.samples;

import dev.assay.accuracy.asking.AskedText;
import dev.assay.accuracy.scorers.Scorer;
import dev.assay.accuracy.scorers.Scorers;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which answer of another tool belongs to which question. An answer belongs to the question with the id of its row in the data set; else to the only
 * question with one of its texts; else, if neither pairs any answer of the file, to the question at its place in the data set, provided that
 * the right answers agree at every place. Two that would be a pair but have different right answers are none.
 *
 * @param pairs in the order of the evalset
 * @param onlyHere the questions without an answer there
 * @param onlyThere the answers without a question here, by what the file calls them; those with another right answer say so
 */
public record AnswerPairs(List<Pair> pairs, List<Question> onlyHere, List<String> onlyThere) {
    public AnswerPairs {
        pairs = List.copyOf(pairs);
        onlyHere = List.copyOf(onlyHere);
        onlyThere = List.copyOf(onlyThere);
    }

    /** How a pair was found. */
    public enum By {
        ID,
        TEXT,
        PLACE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A question and the answer that another tool got to it. */
    public record Pair(Question question, OtherAnswer there, By by) {}

    /** Pairs the answers of a file with the questions of an evalset. */
    public static AnswerPairs of(Evalset evalset, OtherAnswers answers) {
        var pairing = new Pairing(evalset);
        var left = new ArrayList<OtherAnswer>();
        for (var answer : answers.all()) {
            if (!pairing.byIdOrText(answer)) {
                left.add(answer);
            }
        }
        if (pairing.found.isEmpty() && pairing.refused.isEmpty() && agreesByPlace(evalset, left)) {
            left.removeIf(pairing::byPlace);
        }
        return pairing.end(left);
    }

    /** Returns how many pairs were found in which way: {@code 18 by id, 2 by text}. */
    public String ways() {
        return pairs.stream()
                .collect(Collectors.groupingBy(Pair::by, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(way -> way.getValue() + " by " + way.getKey())
                .collect(Collectors.joining(", "));
    }

    private static boolean agreesByPlace(Evalset evalset, List<OtherAnswer> left) {
        return left.stream()
                .allMatch(answer -> answer.number()
                        .filter(number -> number < evalset.questions().size())
                        .filter(number ->
                                agree(evalset.questions().get(number), answer).orElse(false))
                        .isPresent());
    }

    /** Returns whether both sides have the same right answer; empty if the file has none. */
    private static Optional<Boolean> agree(Question question, OtherAnswer answer) {
        return answer.target()
                .map(String::strip)
                .filter(target -> !target.isEmpty())
                .map(target -> agree(question.expected(), target));
    }

    private static boolean agree(Expected expected, String target) {
        // Data sets name the right option by its letter, its text or its place from 0.
        if (expected instanceof Expected.Choice choice
                && (target.equals(choice.options().get(choice.index()))
                        || target.equals(Integer.toString(choice.index())))) {
            return true;
        }
        // A target may be a whole solution, so it is read as an answer.
        return target.equals(expected.answer()) || Scorers.of(expected).score(target) instanceof Scorer.Result.Correct;
    }

    /** The pairs found so far. */
    private static final class Pairing {
        private final Evalset evalset;
        private final Map<String, Question> byId = new HashMap<>();
        private final Map<String, List<Question>> byText = new HashMap<>();
        private final Map<Question, Pair> found = new LinkedHashMap<>();
        private final List<String> refused = new ArrayList<>();

        private Pairing(Evalset evalset) {
            this.evalset = evalset;
            for (var question : evalset.questions()) {
                byId.put(question.id(), question);
                Stream.of(question.text(), AskedText.of(evalset, question))
                        .map(String::strip)
                        .distinct()
                        .forEach(text -> byText.computeIfAbsent(text, each -> new ArrayList<>())
                                .add(question));
            }
        }

        private boolean byIdOrText(OtherAnswer answer) {
            var named = answer.id().map(byId::get);
            if (named.isPresent()) {
                return pair(named.get(), answer, By.ID);
            }
            var known = new HashSet<Question>();
            answer.asked().forEach(text -> known.addAll(byText.getOrDefault(text.strip(), List.of())));
            return known.size() == 1 && pair(known.iterator().next(), answer, By.TEXT);
        }

        private boolean byPlace(OtherAnswer answer) {
            return answer.number()
                    .filter(number -> pair(evalset.questions().get(number), answer, By.PLACE))
                    .isPresent();
        }

        /** Returns whether the answer is dealt with. */
        private boolean pair(Question question, OtherAnswer answer, By by) {
            if (!agree(question, answer).orElse(true)) {
                refused.add(answer.name() + " (its right answer is ["
                        + excerpt(answer.target().orElse("")) + "], that of " + question.id() + " is ["
                        + question.expected().answer() + "])");
            } else if (found.putIfAbsent(question, new Pair(question, answer, by)) != null) {
                refused.add(answer.name() + " (a second answer to " + question.id() + ")");
            }
            return true;
        }

        private static String excerpt(String text) {
            var line = text.strip().replaceAll("\\s+", " ");
            return line.length() > 40 ? "…" + line.substring(line.length() - 40) : line;
        }

        private AnswerPairs end(List<OtherAnswer> left) {
            var unpaired = new ArrayList<>(refused);
            left.forEach(answer -> unpaired.add(answer.name()));
            return new AnswerPairs(
                    evalset.questions().stream()
                            .flatMap(question -> Optional.ofNullable(found.get(question)).stream())
                            .toList(),
                    evalset.questions().stream()
                            .filter(question -> !found.containsKey(question))
                            .toList(),
                    unpaired);
        }
    }
}
