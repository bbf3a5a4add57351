package dev.assay.tools.readers;

import dev.assay.input.InputDirectory;
import dev.assay.input.InputFile;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads result files of other tools for tests: real files, and texts. */
final class Results {
    private static final Path FOLDER = Path.of("src/test/resources/client-results");

    private Results() {}

    /** Reads one of the real files. */
    static List<ImportedResult> of(String folder, String file) {
        var directory = new InputDirectory(FOLDER.resolve(folder));
        var problems = new Problems();
        var text = directory.read(file, "a result", problems);
        Function<String, Optional<InputFile>> beside = name -> directory.has(name)
                ? Optional.ofNullable(directory.read(name, "a result", problems))
                : Optional.empty();
        return problems.resolve(
                text == null
                        ? null
                        : Importers.read(text, beside, problems, new ArrayList<>())
                                .orElseThrow());
    }

    /** Reads one of the real files, which has one load test. */
    static ImportedLoadTest loadTest(String folder, String file) {
        return (ImportedLoadTest) of(folder, file).getFirst();
    }

    /** Reads a text as a file. */
    static List<ImportedResult> text(String name, String text) {
        var problems = new Problems();
        return problems.resolve(read(name, text, problems).orElseThrow());
    }

    /** Reads a text that may not be a result. */
    static Optional<List<ImportedResult>> read(String name, String text, Problems problems) {
        return Importers.read(new InputFile(name, text, ""), other -> Optional.empty(), problems, new ArrayList<>());
    }

    /** Returns the parts of a text that are not read, with the reasons. */
    static List<String> passedOver(String name, String text) {
        var problems = new Problems();
        var passedOver = new ArrayList<Problem>();
        var read = Importers.read(new InputFile(name, text, ""), other -> Optional.empty(), problems, passedOver);
        problems.resolve(read.orElse(List.of()));
        return passedOver.stream().map(Problem::toString).toList();
    }
}
