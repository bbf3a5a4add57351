package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Solved questions that are shown before each question.
 *
 * @param files the names of their files, for people
 * @param sha256 of their files
 * @param count how many are shown before each question
 * @param bySubject whether they have the subject of the question
 * @param seed of their order; absent: that of the file. The first ones are shown
 * @param form how they are shown
 * @param candidates all that could be shown, in their order, by subject; all under one name if the subject does not count
 */
public record Shots(
        String files,
        String sha256,
        int count,
        boolean bySubject,
        @Nullable Integer seed,
        Form form,
        Map<String, List<Shot>> candidates) {
    private static final int MOST = 100;

    public Shots {
        candidates = Map.copyOf(candidates);
    }

    /** How solved questions are shown. */
    public enum Form {
        /** In the text of the question itself, with an empty line after each. */
        TEXT,
        /** As messages before it, by user and assistant in turn. */
        MESSAGES
    }

    /**
     * A solved question.
     *
     * @param prompt it is asked like all questions
     * @param answer the right answer; of gsm8k the whole solution
     * @param same the ids of the questions of the evalset that ask the same
     */
    public record Shot(String prompt, String answer, Set<String> same) {
        public Shot {
            same = Set.copyOf(same);
        }
    }

    /** Returns the shots of a question, without the question itself. */
    public List<Shot> of(Question question) {
        return candidates.getOrDefault(stratum(question), List.of()).stream()
                .filter(shot -> !shot.same().contains(question.id()))
                .limit(count)
                .toList();
    }

    private String stratum(Question question) {
        return bySubject ? question.subject() : "";
    }

    /** What the manifest says of shots, before their files are read. */
    record Wanted(
            Fields fields,
            int count,
            boolean bySubject,
            @Nullable Integer seed,
            Form form) {}

    /**
     * Returns the shots of all questions.
     *
     * @param read the rows of the files of shots
     * @param rows the questions
     * @return absent, with a problem, if there are not enough for a question
     */
    static @Nullable Shots of(Wanted wanted, QuestionFiles.Read read, List<Row> rows, Problems problems) {
        var same = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> plain(row.text()),
                        Collectors.mapping(row -> row.question().id(), Collectors.toSet())));
        Function<Row, Shot> shot =
                row -> new Shot(row.question().text(), row.answer(), same.getOrDefault(plain(row.text()), Set.of()));
        var ordered = wanted.seed == null ? read.rows() : SeededRank.order(read.rows(), wanted.seed);
        var candidates = ordered.stream()
                .collect(Collectors.groupingBy(
                        row -> wanted.bySubject ? row.question().subject() : "",
                        Collectors.mapping(shot, Collectors.toList())));
        var shots = new Shots(
                read.names(), read.sha256(), wanted.count, wanted.bySubject, wanted.seed, wanted.form, candidates);
        return shots.areEnough(rows, wanted.fields.placeOf("count"), problems) ? shots : null;
    }

    private boolean areEnough(List<Row> rows, Location place, Problems problems) {
        var told = new HashSet<String>();
        for (var row : rows) {
            var shown = of(row.question()).size();
            if (shown < count && told.add(stratum(row.question()))) {
                problems.add(
                        place,
                        "the question '" + row.question().id() + "' has " + shown + " shots"
                                + (bySubject
                                        ? " of its subject '" + row.question().subject() + "'"
                                        : "") + " in "
                                + files + ", but " + count
                                + " are to be shown (a question is never its own shot): make 'count' smaller, or add rows");
            }
        }
        return told.isEmpty();
    }

    /** Returns a question for a comparison of its words. */
    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    static @Nullable Wanted read(Fields manifest, Asking.Api api, Problems problems) {
        var fields = Fields.of(manifest.optional("shots"), "'shots'", problems);
        if (fields == null) {
            return null;
        }
        var count = fields.count("count", MOST);
        var by = fields.optionalChoice("by", List.of("subject"));
        var as = fields.optionalChoice("as", List.of("text", "messages"));
        var seed = fields.optional("seed") == null ? null : (Integer) fields.count("seed", 0, Integer.MAX_VALUE, 0);
        if (api == Asking.Api.COMPLETIONS && "messages".equals(as)) {
            problems.add(
                    fields.placeOf("as"),
                    "'as: messages' is for api chat, which has messages: with completions write 'as: text', or leave it out");
        }
        var form = as == null ? api == Asking.Api.CHAT : as.equals("messages");
        return count == null ? null : new Wanted(fields, count, by != null, seed, form ? Form.MESSAGES : Form.TEXT);
    }

    @Override
    public String toString() {
        return count + (bySubject ? " of its subject" : "") + " from " + files
                + (seed == null ? "" : ", seed " + seed) + ", as "
                + (form == Form.TEXT ? "text" : "messages") + ", sha256 " + sha256;
    }
}
