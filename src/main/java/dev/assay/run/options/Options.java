package dev.assay.run.options;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.SimilarNames;
import dev.assay.plan.Selection;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.replay.ModelledTraces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says, {@code -Dassay.x=y} each.
 *
 * @param directory where thresholds.yaml, evalsets/, tapes/ and runs/ are
 * @param selection the tests to judge
 * @param endpoint the live server's address, without {@code /v1}; absent: none is named
 * @param metrics where the live servers tell what they count, each of them; none: where the requests go
 * @param started what the gate starts the servers in itself; absent: it starts none, and without an endpoint recordings are replayed
 * @param dcgm where a DCGM exporter tells of the server's GPUs; absent: nvidia-smi does, of a server on this machine
 * @param smi the program nvidia-smi
 * @param imported the file or folder of other tools' results that is imported, and nothing judged; absent: none
 * @param run the directory of a finished run that is judged again; absent: one is made
 * @param resume the directory of a run that was killed and goes on; absent: one begins
 * @param beside the directory of a run whose environment is compared with that of this one; absent: none is
 * @param cloud whether the metadata service of a cloud is asked what machine this is
 * @param modelled what is planted into tests of which only published figures exist, and which are modelled; absent: they are not
 * @param change in what live servers may differ from their deployments
 * @param record whether the run is kept as the recordings of its tests
 * @param seed what prompts are drawn with; absent: another in each run
 * @param paired whether two deployments take turns
 * @param stop whether no further test is started once a server has died in the middle of one; if not, it is started again
 * @param budget how long tests are started; absent: until all have run
 * @param plan whether the plan is only shown
 * @param required whether a build waits for a verdict, so that a run without one must fail
 */
public record Options(
        Path directory,
        Selection selection,
        @Nullable URI endpoint,
        List<URI> metrics,
        @Nullable Started started,
        @Nullable URI dcgm,
        String smi,
        @Nullable Path imported,
        @Nullable Path run,
        @Nullable Path resume,
        @Nullable Path beside,
        boolean cloud,
        ModelledTraces.@Nullable Fault modelled,
        Set<ServerDifference> change,
        boolean record,
        @Nullable Long seed,
        boolean paired,
        boolean stop,
        @Nullable Duration budget,
        boolean plan,
        boolean required) {
    private static final String PREFIX = "assay.";

    /** Returns whether servers are measured, and not recordings. */
    public boolean live() {
        return endpoint != null || started != null;
    }

    /** What servers are started in. */
    public enum Started {
        PROCESS,
        CONTAINER;

        public static Optional<Started> of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }

    /** Returns where recordings are. */
    public Path tapes() {
        return directory.resolve("tapes");
    }

    /** Returns where the directories of runs are. */
    public Path runs() {
        return directory.resolve("runs");
    }

    /** Every property that means something. One line each. */
    public enum Name {
        DIRECTORY,
        DEPLOYMENT,
        TIER,
        CELLS,
        ONLY,
        ENDPOINT,
        METRICS,
        TARGET,
        DCGM,
        SMI,
        IMPORT,
        RUN,
        RESUME,
        BESIDE,
        CLOUD,
        REPLAY,
        CHANGE,
        RECORD,
        SEED,
        ORDER,
        STOP,
        BUDGET,
        PLAN,
        REQUIRED;

        public String key() {
            return PREFIX + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads the properties that start with {@code assay.}.
     *
     * @throws InputException naming every one that is not known or has no such value
     */
    public static Options of(Map<String, String> properties) {
        var problems = new ArrayList<Problem>();
        var known = Arrays.stream(Name.values()).map(Name::key).toList();
        properties.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !known.contains(key))
                .sorted()
                .forEach(key -> problems.add(problem("-D" + key + " is not known; known are: "
                        + String.join(", ", known) + SimilarNames.hint(key, known))));
        var reader = new OptionReader(properties, problems);
        var options = new Options(
                Path.of(properties.getOrDefault(Name.DIRECTORY.key(), "")),
                reader.selection(),
                reader.endpoint(),
                reader.metrics(),
                reader.started(),
                reader.dcgm(),
                properties.getOrDefault(Name.SMI.key(), "nvidia-smi"),
                reader.imported(),
                reader.run(),
                reader.begun(Name.RESUME),
                reader.begun(Name.BESIDE),
                reader.flag(Name.CLOUD),
                reader.modelled(),
                reader.change(),
                reader.flag(Name.RECORD),
                reader.seed(),
                reader.paired(),
                reader.flag(Name.STOP),
                reader.budget(),
                reader.flag(Name.PLAN),
                reader.flag(Name.REQUIRED));
        if (options.endpoint != null && options.started != null) {
            problems.add(problem("-Dassay.target starts servers itself: leave -Dassay.endpoint out."));
        }
        if (!options.metrics.isEmpty() && options.endpoint == null) {
            problems.add(problem("-Dassay.metrics says where the servers behind -Dassay.endpoint tell what they count:"
                    + " give -Dassay.endpoint=URL too."));
        }
        if (options.dcgm != null && !options.live()) {
            problems.add(problem("-Dassay.dcgm tells of the GPUs of a live server: give -Dassay.endpoint=URL or"
                    + " -Dassay.target too."));
        }
        if (options.record && !options.live()) {
            problems.add(problem("-Dassay.record keeps a live run as recordings: give -Dassay.endpoint=URL or"
                    + " -Dassay.target too."));
        }
        if (!options.change.isEmpty() && !options.live()) {
            problems.add(problem("-Dassay.change allows a live server to differ: give -Dassay.endpoint=URL or"
                    + " -Dassay.target too."));
        }
        if (!options.change.isEmpty() && options.record) {
            problems.add(problem("-Dassay.record keeps what thresholds.yaml says, and -Dassay.change what it does not"
                    + " say: leave one of them out."));
        }
        if (options.run != null && options.live()) {
            problems.add(problem("-Dassay.run judges a finished run: leave -Dassay.endpoint and -Dassay.target out."));
        }
        if (options.modelled != null && (options.live() || options.run != null)) {
            problems.add(problem("-Dassay.replay=modelled makes traces up: leave -Dassay.endpoint, -Dassay.target and"
                    + " -Dassay.run out."));
        }
        if (options.resume != null && (!options.live() || options.plan)) {
            problems.add(problem("-Dassay.resume goes on with a run of a live server: give -Dassay.endpoint or"
                    + " -Dassay.target as it had them, and leave -Dassay.plan out."));
        }
        if (options.beside != null && (options.plan || options.imported != null)) {
            problems.add(
                    problem("-Dassay.beside compares a run with another: leave -Dassay.plan and -Dassay.import out."));
        }
        if (options.imported != null && (options.live() || options.modelled != null || options.plan)) {
            problems.add(
                    problem(
                            "-Dassay.import reads results of other tools and judges nothing: leave -Dassay.endpoint,"
                                    + " -Dassay.target, -Dassay.replay and -Dassay.plan out; -Dassay.run sets a run of yours beside them."));
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return options;
    }

    public static Problem problem(String message) {
        return new Problem(Location.commandLine(), message);
    }
}
