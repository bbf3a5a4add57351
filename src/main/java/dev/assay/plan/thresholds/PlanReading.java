package dev.assay.plan.thresholds;

import dev.assay.input.InputDirectory;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.SimilarNames;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.texts.TextSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state while thresholds.yaml is read: the directory, the known names, the workloads and files read so far, and all problems. */
public final class PlanReading {
    public static final String FILE = "thresholds.yaml";

    /** The most requests in flight. One client machine cannot time more of them reliably. */
    public static final int MOST_IN_FLIGHT = 10_000;

    /** The most requests of a load test. */
    public static final int MOST_REQUESTS = 1_000_000;

    /** Keys that a later version will read, each with the message for it. They are not typing errors, so the message says that they are planned. */
    public static final Map<String, String> LATER =
            Map.of("critical", "is planned, but this version of Assay does not support it: remove it");

    public final InputDirectory directory;
    public final KnownNames vocabulary;
    public final Problems problems = new Problems();
    private final Map<String, Optional<Workload>> workloads = new HashMap<>();
    private final Map<String, Optional<Evalset>> evalsets = new HashMap<>();
    private final Map<String, Optional<TextSet>> texts = new HashMap<>();
    private final Map<String, Optional<PromptFile>> promptFiles = new HashMap<>();

    public PlanReading(InputDirectory directory, KnownNames vocabulary) {
        this.directory = directory;
        this.vocabulary = vocabulary;
    }

    /** Returns whether a name can be part of test names and file names; reports a problem if not. */
    public boolean isName(String name, Location place) {
        var good = name.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
        if (!good) {
            problems.add(
                    place,
                    "a name has letters, digits, '.', '_' and '-', and starts with a letter or a digit; found [" + name
                            + "]");
        }
        return good;
    }

    /** Reads an entry of {@code workloads}. */
    public void define(Node.Entry entry) {
        var named = isName(entry.key(), entry.place());
        var workload = Workload.read(entry, this);
        workloads.put(entry.key(), named ? Optional.ofNullable(workload) : Optional.empty());
    }

    /** Returns the workload of this name; absent, with a problem, if there is none, or if it could not be read. */
    public @Nullable Workload workload(String name, Location place) {
        var workload = workloads.get(name);
        if (workload == null) {
            var defined = workloads.isEmpty()
                    ? "none"
                    : String.join(", ", workloads.keySet().stream().sorted().toList());
            problems.add(
                    place,
                    "no workload is called [" + name + "]; 'workloads' defines: " + defined
                            + SimilarNames.hint(name, workloads.keySet()));
            return null;
        }
        return workload.orElse(null);
    }

    /** Returns the prompts of this file; absent, with a problem, if it cannot be read. Each file is read only once. */
    @Nullable PromptFile promptFile(String name, Location place) {
        if (!directory.has(name)) {
            problems.add(place, "the prompt file [" + name + "] does not exist; its path is relative to " + FILE);
            return null;
        }
        return promptFiles
                .computeIfAbsent(name, n -> Optional.ofNullable(PromptFile.read(n, this)))
                .orElse(null);
    }

    /** Returns the texts of this name; absent, with a problem, if they cannot be read. Each file is read only once. */
    public @Nullable TextSet texts(String name, Location place) {
        if (!isName(name, place)) {
            return null;
        }
        var file = TextSet.file(name);
        if (!directory.has(file)) {
            problems.add(
                    place,
                    "the texts [" + name + "] need the file " + file + ", which does not exist"
                            + SimilarNames.hint(name, directory.names("evalsets", ".jsonl")));
            return null;
        }
        return texts.computeIfAbsent(name, n -> Optional.ofNullable(TextSet.read(n, directory, problems)))
                .orElse(null);
    }

    /** Returns the evalset of this name; absent, with a problem, if it cannot be read. Each evalset is read only once. */
    public @Nullable Evalset evalset(String name, Location place) {
        if (!isName(name, place)) {
            return null;
        }
        if (!Evalset.exists(name, directory)) {
            var known = Stream.of(".jsonl", ".yaml")
                    .flatMap(ending -> directory.names("evalsets", ending).stream())
                    .distinct()
                    .toList();
            problems.add(
                    place,
                    "evalset [" + name + "] needs the file " + Evalset.questionsFile(name) + ", which does not exist"
                            + SimilarNames.hint(name, known));
            return null;
        }
        return evalsets.computeIfAbsent(name, n -> Optional.ofNullable(Evalset.read(n, directory, problems)))
                .orElse(null);
    }
}
