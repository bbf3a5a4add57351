package dev.assay.tools.readers;

import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Node;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.tools.results.ImportedResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result files that can be read. One line per JSON format, which is recognised by keys that no other format has. Markdown tables are
 * recognised by the file name.
 */
public enum Importers {
    VLLM_BENCH(
            "vllm bench serve",
            VllmBenchFile::recognises,
            in -> one(VllmBenchFile.read(in.name, in.root, in.problems))),
    GUIDELLM("GuideLLM", GuideLlmFile::recognises, in -> GuideLlmFile.read(in.name, in.root, in.problems)),
    AIPERF("AIPerf", AiPerfFile::recognises, in -> one(AiPerfFile.read(in.name, in.root, in.beside, in.problems))),
    LM_EVAL(
            "lm-evaluation-harness",
            LmEvalFile::recognises,
            in -> LmEvalFile.read(in.name, in.root, in.beside, in.problems, in.passedOver));

    private final String title;
    private final Predicate<Node.Mapping> recognises;
    private final Function<In, List<ImportedResult>> read;

    Importers(String title, Predicate<Node.Mapping> recognises, Function<In, List<ImportedResult>> read) {
        this.title = title;
        this.recognises = recognises;
        this.read = read;
    }

    /**
     * A value in a file.
     *
     * @param beside returns another file of the same folder by its name, if there is one
     */
    private record In(
            String name,
            Node.Mapping root,
            Function<String, Optional<InputFile>> beside,
            Problems problems,
            List<Problem> passedOver) {}

    /**
     * Reads a file of results.
     *
     * @param beside returns another file of the same folder by its name, if there is one
     * @param passedOver takes results, or parts of results, that are not read, with the reason
     * @return empty if it is not a result file; no results if it cannot be read, then {@code problems} has the reason
     */
    public static Optional<List<ImportedResult>> read(
            InputFile file, Function<String, Optional<InputFile>> beside, Problems problems, List<Problem> passedOver) {
        if (file.name().endsWith(".md")) {
            return MarkdownTables.read(file, problems, passedOver);
        }
        var jsonLines = file.name().endsWith(".jsonl");
        if (jsonLines && !isResult(file)) {
            return Optional.empty();
        }
        var values = Json.read(file, problems).stream()
                .flatMap(value -> value instanceof Node.Sequence list ? list.items().stream() : Stream.of(value))
                .toList();
        var imported = new ArrayList<ImportedResult>();
        // A file that is not valid JSON may be a result, so its problem is reported.
        var known = values.isEmpty();
        for (var i = 0; i < values.size(); i++) {
            var name = values.size() == 1 ? file.name() : file.name() + " #" + (i + 1);
            if (values.get(i) instanceof Node.Mapping root && of(root).isPresent()) {
                known = true;
                imported.addAll(of(root).get().read.apply(new In(name, root, beside, problems, passedOver)));
            } else if (values.get(i) instanceof Node.Mapping root) {
                OtherResults.title(root)
                        .ifPresent(title -> passedOver.add(new Problem(root.place(), title + ", which is not read")));
            }
        }
        return known ? Optional.of(imported) : Optional.empty();
    }

    /** Large files of JSON lines in the same folder are not results; the first line shows that. */
    private static boolean isResult(InputFile file) {
        var first = file.text().lines().findFirst().orElse("");
        var root = Json.read(new InputFile(file.name(), first, file.sha256()), new Problems()).stream()
                .findFirst()
                .orElse(null);
        return root instanceof Node.Mapping mapping
                && (of(mapping).isPresent() || OtherResults.title(mapping).isPresent());
    }

    /** Returns the kinds of file that can be read, for a message. */
    public static String kinds() {
        return Arrays.stream(values()).map(importer -> importer.title).collect(Collectors.joining(", "))
                + ", or a table in Markdown";
    }

    private static Optional<Importers> of(Node.Mapping root) {
        return Arrays.stream(values())
                .filter(importer -> importer.recognises.test(root))
                .findFirst();
    }

    private static List<ImportedResult> one(@Nullable ImportedResult imported) {
        return imported == null ? List.of() : List.of(imported);
    }
}
