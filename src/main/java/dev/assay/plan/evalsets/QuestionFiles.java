package dev.assay.plan.evalsets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.input.Fields;
import dev.assay.input.InputDirectory;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.input.SimilarNames;
import dev.assay.input.rows.FilePattern;
import dev.assay.input.rows.RowFile;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads files of rows as questions. */
final class QuestionFiles {
    /** More problems of the rows of one file are only counted: one wrong template makes one in each row. */
    private static final int MOST_SHOWN = 20;

    private final InputDirectory directory;
    private final FieldMap fields;
    private final @Nullable Template prompt;
    private final List<String> columns;
    private final Problems problems;

    QuestionFiles(
            InputDirectory directory,
            FieldMap fields,
            @Nullable Template prompt,
            List<String> columns,
            Problems problems) {
        this.directory = directory;
        this.fields = fields;
        this.prompt = prompt;
        this.columns = columns;
        this.problems = problems;
    }

    /**
     * The rows of all files.
     *
     * @param sha256 of the file; of several files that of their hashes, each with a new line behind it
     */
    record Read(String names, String sha256, List<Row> rows) {}

    /**
     * Reads all files that fit.
     *
     * @param ids what the id of a row begins with that has none; absent: each row must have one
     * @return absent, with problems, if a file or a row cannot be read
     */
    @Nullable Read read(List<Node.Scalar> patterns, @Nullable String ids) {
        var rows = new ArrayList<Row>();
        var hashes = new ArrayList<String>();
        var names = new ArrayList<String>();
        var whole = true;
        for (var pattern : patterns) {
            var files = new FilePattern(pattern.text()).files(directory);
            if (files.isEmpty()) {
                problems.add(
                        pattern.place(),
                        "no file fits [" + pattern.text() + "] in [" + directory.path()
                                + "]: each '*' stands for a part of one name, of a file or of a folder");
                whole = false;
            }
            for (var match : files) {
                var file = RowFile.read(directory, match.name(), columns, problems);
                if (file == null || !hasAllColumns(file)) {
                    whole = false;
                    continue;
                }
                hashes.add(file.sha256());
                names.add(file.name());
                var read = rows(file, match.part(), ids, rows.size());
                whole &= read.size() == file.rows().size();
                rows.addAll(read);
            }
        }
        return whole ? new Read(names(names), sha256(hashes), rows) : null;
    }

    private static String names(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : names.size() + " files from " + names.getFirst() + " to " + names.getLast();
    }

    private static String sha256(List<String> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        try {
            var lines = hashes.stream().map(hash -> hash + "\n").collect(Collectors.joining());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** JSON Lines have no columns for all rows, so there each row is asked. */
    private boolean hasAllColumns(RowFile file) {
        var all = true;
        if (file.columns().isEmpty()) {
            return true;
        }
        for (var template : fields.all()) {
            all &= hasAllColumns(file, template, List.of());
        }
        if (prompt != null) {
            all &= hasAllColumns(file, prompt, Prompts.NAMES);
        }
        return all;
    }

    private boolean hasAllColumns(RowFile file, Template template, List<String> own) {
        var wrong = template.names().stream()
                .map(Template.Name::name)
                .filter(name -> !own.contains(name) && !Columns.has(file.columns(), name))
                .findFirst();
        wrong.ifPresent(name -> {
            var known = Stream.of(own, file.columns(), List.of(Columns.ROW, Columns.FILE))
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
            problems.add(
                    template.node().place(),
                    file.name() + " has no column '" + name + "'; a template may name: " + String.join(", ", known)
                            + SimilarNames.hint(name, known));
        });
        return wrong.isEmpty();
    }

    private List<Row> rows(RowFile file, String part, @Nullable String ids, int before) {
        var found = new Problems();
        var rows = new ArrayList<Row>();
        for (var i = 0; i < file.rows().size(); i++) {
            var columns = new Columns(
                    file.rows().get(i),
                    i + 1,
                    part,
                    new Node.Mapping(List.of(), file.rows().get(i).place()));
            var id = ids == null ? null : String.format(Locale.ROOT, "%s-%05d", ids, before + i + 1);
            var row = row(columns, id, file.columns().isEmpty(), found);
            if (row != null) {
                rows.add(row);
            }
        }
        report(file, found.found().stream().distinct().toList());
        return found.found().isEmpty() ? rows : List.of();
    }

    private void report(RowFile file, List<Problem> found) {
        found.stream().limit(MOST_SHOWN).forEach(each -> problems.add(each.place(), each.message()));
        if (found.size() > MOST_SHOWN) {
            problems.add(
                    Location.startOf(file.name()),
                    (found.size() - MOST_SHOWN) + " more problems of this kind in the rows below are not shown");
        }
    }

    private @Nullable Row row(Columns columns, @Nullable String usualId, boolean strict, Problems found) {
        var writing = new Writing(found);
        var mapping = fields.question(columns, usualId, strict, writing);
        var question = mapping == null ? null : Question.read(new Fields(mapping, "a question", found), found);
        if (mapping == null || question == null) {
            return null;
        }
        var text = Prompts.of(question, prompt, columns, writing);
        var answer = mapping.value("answer") instanceof Node.Scalar scalar
                ? scalar.text()
                : question.expected().answer();
        if (text == null) {
            return null;
        }
        return new Row(
                new Question(
                        question.id(),
                        text,
                        question.expected(),
                        question.critical(),
                        question.tags(),
                        question.cluster(),
                        question.place()),
                question.text(),
                answer,
                placeOf("id", mapping));
    }

    private static Location placeOf(String key, Node.Mapping mapping) {
        var value = mapping.value(key);
        return value == null ? mapping.place() : value.place();
    }
}
