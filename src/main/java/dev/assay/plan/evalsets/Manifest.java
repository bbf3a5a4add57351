package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.InputDirectory;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.Yaml;
import dev.assay.plan.evalsets.Asking.Api;
import dev.assay.plan.evalsets.Evalset.Thinking;
import dev.assay.plan.evalsets.tools.Tools;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code evalsets/NAME.yaml}, and the files that it names. */
final class Manifest {
    private static final int MOST_TOKENS = 10_000_000;

    private static final int MOST_SAMPLES = 1000;
    private static final BigDecimal MOST_HEAT = BigDecimal.valueOf(2);

    /** The default of {@code max-tokens}: enough for a model that thinks for a while. */
    private static final int USUAL_TOKENS = 1024;

    private final String name;
    private final InputDirectory directory;
    private final Problems problems;

    Manifest(String name, InputDirectory directory, Problems problems) {
        this.name = name;
        this.directory = directory;
        this.problems = problems;
    }

    @Nullable Evalset evalset() {
        var manifest = Evalset.manifest(name);
        if (!directory.has(manifest)) {
            var nothing = new Node.Mapping(List.of(), Location.startOf(manifest));
            return evalset(new Fields(nothing, "the manifest of an evalset", problems));
        }
        var file = directory.read(manifest, "how the questions are asked", problems);
        if (file == null) {
            return null;
        }
        var fields = Fields.of(Yaml.read(file, problems), "the manifest of an evalset", problems);
        return fields == null ? null : evalset(fields);
    }

    private @Nullable Evalset evalset(Fields fields) {
        var before = problems.found().size();
        var title = fields.optionalText("title");
        var files = files(fields);
        var columns = texts(fields, "columns");
        var map = FieldMap.read(fields, problems);
        var prompt = template(fields, "prompt");
        var subset = Subset.read(fields, problems);
        var system = fields.optionalText("system");
        var api = "completions".equals(fields.optionalChoice("api", List.of("chat", "completions")))
                ? Api.COMPLETIONS
                : Api.CHAT;
        var wanted = Shots.read(fields, api, problems);
        var shotFiles = wanted == null ? List.<Node.Scalar>of() : files(wanted.fields());
        var maxTokens = fields.count("max-tokens", 1, MOST_TOKENS, USUAL_TOKENS);
        var thinking = thinking(fields, api);
        var sampling = sampling(fields);
        var samples = samples(fields, sampling);
        var answerIn = fields.optionalChoice("answer-in", AnswerForm.words());
        var licence = fields.optionalText("licence");
        var source = fields.optionalText("source");
        var sha256 = fields.optionalText("sha256");
        var tools = Tools.read(fields, problems);
        var shotsSha256 = wanted == null ? null : wanted.fields().optionalText("sha256");
        refuseOthers(fields, wanted, shotFiles);
        if (problems.found().size() > before && (!map.all().isEmpty() || prompt != null || wanted != null)) {
            // What follows reads each row with the templates, of which some are missing.
            return null;
        }
        var reader = new QuestionFiles(directory, map, prompt, columns, problems);
        var read = hasFiles(files, fields)
                ? reader.read(orUsual(files, fields), files.isEmpty() && !map.given() ? null : name)
                : null;
        if (read == null || !isAsWritten(read, sha256, fields.placeOf("sha256"))) {
            return null;
        }
        var drawn = idsAreUnique(read.rows()) ? drawn(read.rows(), subset, fields) : null;
        var rows = drawn == null
                ? null
                : drawn.stream()
                        .flatMap(row -> Samples.of(row, samples).stream())
                        .toList();
        if (rows == null) {
            return null;
        }
        var shots = wanted == null ? null : shots(wanted, reader, shotFiles, shotsSha256, rows);
        var questions = ToolQuestions.completed(rows.stream().map(Row::question).toList(), tools, problems);
        if (api == Api.COMPLETIONS
                && questions.stream().anyMatch(each -> each.expected() instanceof Expected.ToolCalls)) {
            problems.add(
                    fields.placeOf("api"),
                    "'api: completions' cannot ask questions of type tool-call: functions are a part of a chat. Leave it out");
        }
        if (problems.found().size() > before) {
            return null;
        }
        return new Evalset(
                name,
                title == null ? name : title,
                system,
                maxTokens,
                thinking,
                answerIn == null ? null : AnswerForm.of(answerIn),
                licence,
                source,
                tools.sha256With(read.sha256()),
                new Asking(api, map.shown(), prompt == null ? null : prompt.text(), subset, shots, sampling, samples),
                questions);
    }

    private void refuseOthers(Fields fields, Shots.@Nullable Wanted wanted, List<Node.Scalar> shotFiles) {
        fields.refuseOthers(Map.of());
        if (wanted != null) {
            wanted.fields().refuseOthers(Map.of());
            if (shotFiles.isEmpty()) {
                problems.add(
                        wanted.fields().place(), "'shots' needs 'file' or 'files': where the solved questions are");
            }
        }
    }

    private boolean hasFiles(List<Node.Scalar> files, Fields fields) {
        var usual = Evalset.questionsFile(name);
        if (!files.isEmpty() || directory.has(usual)) {
            return true;
        }
        if (fields.optional("file") == null && fields.optional("files") == null) {
            problems.add(
                    fields.place(),
                    "the manifest has no 'file', so the questions are read from " + usual
                            + ", which does not exist: write it, or say with 'file' or 'files' where the questions are");
        }
        return false;
    }

    private List<Node.Scalar> orUsual(List<Node.Scalar> files, Fields fields) {
        return files.isEmpty()
                ? List.of(new Node.Scalar(Evalset.questionsFile(name), Node.Kind.TEXT, fields.place()))
                : files;
    }

    /** Returns the names or patterns of the files; none if the manifest does not have them. */
    private List<Node.Scalar> files(Fields fields) {
        var one = fields.optional("file");
        var several = fields.optional("files");
        if (one != null && several != null) {
            problems.add(several.place(), "'file' and 'files' are alike: write one of them");
        }
        var files = new ArrayList<Node.Scalar>();
        var items = several == null ? List.<Node>of() : fields.list("files");
        if (several != null && items.isEmpty() && several instanceof Node.Sequence) {
            problems.add(several.place(), "'files' must not be empty");
        }
        for (var node : one == null ? items : List.of(one)) {
            if (node instanceof Node.Scalar scalar
                    && scalar.kind() == Node.Kind.TEXT
                    && !scalar.text().isBlank()) {
                files.add(scalar);
            } else {
                problems.add(node.place(), "the name of a file must be text, found " + node.found());
            }
        }
        return files;
    }

    private List<String> texts(Fields fields, String key) {
        var texts = new ArrayList<String>();
        for (var item : fields.list(key)) {
            if (item instanceof Node.Scalar scalar
                    && scalar.kind() == Node.Kind.TEXT
                    && !scalar.text().isEmpty()) {
                texts.add(scalar.text());
            } else {
                problems.add(item.place(), "each of '" + key + "' must be text, found " + item.found());
            }
        }
        return texts;
    }

    private @Nullable Template template(Fields fields, String key) {
        var text = fields.optionalText(key);
        return text != null && fields.optional(key) instanceof Node.Scalar scalar
                ? Template.read(scalar, problems)
                : null;
    }

    private Thinking thinking(Fields fields, Api api) {
        var word = fields.optionalChoice("thinking", List.of("on", "off", "server-default", "server"));
        var thinking = switch (word == null ? "server" : word) {
            case "on" -> Thinking.ON;
            case "off" -> Thinking.OFF;
            default -> Thinking.SERVER;
        };
        if (api == Api.COMPLETIONS && thinking != Thinking.SERVER) {
            problems.add(
                    fields.placeOf("thinking"),
                    "'thinking: " + word
                            + "' is for api chat: a completion has no chat template that could switch it. Leave it out");
        }
        return thinking;
    }

    private Sampling sampling(Fields fields) {
        var stop = texts(fields, "stop");
        var seed = fields.optional("seed") == null ? null : (Integer) fields.count("seed", 0, Integer.MAX_VALUE, 0);
        var temperature = decimal(fields, "temperature", BigDecimal.ZERO, MOST_HEAT, BigDecimal.ZERO);
        var topP = decimal(fields, "top-p", new BigDecimal("0.000001"), BigDecimal.ONE, BigDecimal.ONE);
        var topK = fields.optional("top-k") == null ? null : (Integer) fields.count("top-k", 1, MOST_TOKENS, 1);
        for (var key : List.of("top-p", "top-k")) {
            if (temperature.signum() == 0 && fields.optional(key) != null) {
                problems.add(
                        fields.placeOf(key),
                        "'" + key
                                + "' needs a 'temperature' above 0: without one the most probable token is always taken");
            }
        }
        return new Sampling(temperature, topP, topK, seed, stop);
    }

    private BigDecimal decimal(Fields fields, String key, BigDecimal least, BigDecimal most, BigDecimal absent) {
        var node = fields.optional(key);
        if (node == null) {
            return absent;
        }
        if (node instanceof Node.Scalar scalar
                && scalar.kind() == Node.Kind.NUMBER
                && scalar.text().matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            var number = new BigDecimal(scalar.text());
            if (number.compareTo(least) >= 0 && number.compareTo(most) <= 0) {
                return number;
            }
        }
        problems.add(
                node.place(),
                "'" + key + "' must be a number " + (least.signum() == 0 ? "from 0" : "above 0") + " to "
                        + most.toPlainString() + ", found " + node.found());
        return absent;
    }

    private int samples(Fields fields, Sampling sampling) {
        var samples = fields.count("samples", 1, MOST_SAMPLES, 1);
        if (samples > 1 && sampling.isGreedy()) {
            problems.add(
                    fields.placeOf("samples"),
                    "'samples' needs a 'temperature' above 0: without one all answers to a question are alike");
        }
        if (sampling.seed() != null && sampling.seed() > Integer.MAX_VALUE - (samples - 1)) {
            problems.add(
                    fields.placeOf("seed"),
                    "'seed' is that of the first of " + samples + " answers, and the last one would have a seed above "
                            + Integer.MAX_VALUE + ": make it smaller");
        }
        return samples;
    }

    private boolean isAsWritten(QuestionFiles.Read read, @Nullable String sha256, Location place) {
        if (sha256 == null || sha256.equals(read.sha256())) {
            return true;
        }
        problems.add(
                place,
                read.names() + (read.names().contains(" ") ? " have" : " has") + " the sha256 [" + read.sha256()
                        + "], but the manifest says [" + sha256
                        + "]: the questions were changed, or the manifest is out of date. Update 'sha256' in the manifest, or remove it to allow any questions");
        return false;
    }

    private boolean idsAreUnique(List<Row> rows) {
        var places = new HashMap<String, Location>();
        var unique = true;
        for (var row : rows) {
            var id = row.question().id();
            var first = places.putIfAbsent(id, row.id());
            if (first != null) {
                unique = false;
                problems.add(
                        row.id(),
                        "the id '" + id + "' is here and at " + first + ": give each question an id of its own");
            }
        }
        return unique;
    }

    private @Nullable List<Row> drawn(List<Row> rows, @Nullable Subset subset, Fields fields) {
        if (subset == null) {
            return rows;
        }
        if (subset.size() > rows.size()) {
            problems.add(
                    fields.placeOf("subset"),
                    "'subset' has the size " + subset.size() + ", but there are only " + rows.size() + " questions");
            return null;
        }
        return subset.bySubject() && !haveSubjects(rows, "subset", fields.placeOf("subset")) ? null : subset.of(rows);
    }

    private boolean haveSubjects(List<Row> rows, String key, Location place) {
        var some = rows.stream().anyMatch(row -> !row.question().tags().isEmpty());
        if (!some) {
            problems.add(
                    place,
                    "'" + key
                            + "' has 'by: subject', but no question has a subject, which is its first tag: say with 'tags' in 'fields' what it is, or leave 'by' out");
        }
        return some;
    }

    private @Nullable Shots shots(
            Shots.Wanted wanted,
            QuestionFiles reader,
            List<Node.Scalar> files,
            @Nullable String sha256,
            List<Row> rows) {
        var read = reader.read(files, name + "-shot");
        return read != null
                        && isAsWritten(read, sha256, wanted.fields().placeOf("sha256"))
                        && (!wanted.bySubject()
                                || haveSubjects(rows, "shots", wanted.fields().placeOf("by")))
                ? Shots.of(wanted, read, rows, problems)
                : null;
    }
}
