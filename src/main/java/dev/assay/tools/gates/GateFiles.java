package dev.assay.tools.gates;

import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.Yaml;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The gates of other projects that can be read. One line per kind, which is recognised by keys that no other kind has. */
public enum GateFiles {
    PERF_EVAL("a workload of perf-eval", PerfEvalFile::recognises, PerfEvalFile::read),
    VLLM_GSM8K("a GSM8K config of vLLM", VllmGsm8kFile::recognises, VllmGsm8kFile::read),
    ASCEND_ACCURACY("an accuracy config of vllm-ascend", AscendAccuracyFile::recognises, AscendAccuracyFile::read),
    ASCEND_CASES("test cases of vllm-ascend", AscendCasesFile::recognises, AscendCasesFile::read),
    TENSTORRENT("targets of tt-inference-server", TenstorrentFile::recognises, TenstorrentFile::read);

    private final String title;
    private final Predicate<Node.Mapping> recognises;
    private final BiFunction<Node.Mapping, GateReading, List<DeploymentRow>> read;

    GateFiles(
            String title,
            Predicate<Node.Mapping> recognises,
            BiFunction<Node.Mapping, GateReading, List<DeploymentRow>> read) {
        this.title = title;
        this.recognises = recognises;
        this.read = read;
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /**
     * Reads a gate of another project.
     *
     * @param problems takes every problem of a file of a known kind; of another file, none
     * @return empty if it is of no known kind; with problems, only what could be read
     */
    public static Optional<TranslatedGate> read(InputFile file, Problems problems) {
        // A file that cannot be read at all may be anything, so its problems are not told.
        var unread = new Problems();
        var repeated = new Problems();
        if (!(root(file, unread, repeated) instanceof Node.Mapping root)) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(kind -> kind.recognises.test(root))
                .findFirst()
                .map(kind -> kind.read(file.name(), root, unread, repeated, problems));
    }

    private static @Nullable Node root(InputFile file, Problems unread, Problems repeated) {
        if (isYaml(file.name())) {
            return Yaml.readWithAliases(file, unread);
        }
        // Results of load tests are JSON too, and can be large: they are not parsed here.
        return file.name().endsWith(".json") && file.text().contains(TenstorrentFile.WORD)
                ? Json.readAsPython(file, unread, repeated).stream().findFirst().orElse(null)
                : null;
    }

    private TranslatedGate read(String file, Node.Mapping root, Problems unread, Problems repeated, Problems problems) {
        unread.found().forEach(problem -> problems.add(problem.place(), problem.message()));
        var reading = new GateReading(file, problems);
        repeated.found().forEach(problem -> reading.leaveOut(problem.place(), problem.message()));
        var rows = read.apply(root, reading);
        return new TranslatedGate(file, title, rows, reading.notTranslated());
    }

    /** Returns the kinds that can be read, for a message. */
    public static String kinds() {
        return Arrays.stream(values()).map(kind -> kind.title).collect(Collectors.joining(", "));
    }
}
