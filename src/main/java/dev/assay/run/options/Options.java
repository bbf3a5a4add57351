package dev.assay.run.options;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.SimilarNames;
import dev.assay.plan.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The command line, {@code -Dassay.name=value} each.
 *
 * @param directory where thresholds.yaml, evalsets/, tapes/ and runs/ are
 * @param selection which tests are judged
 * @param mode what the run does
 * @param comparison what the run is compared with, and what becomes of its measurements
 * @param cloud whether the metadata service of a cloud is asked for the type of this machine
 * @param seed the seed of prompts; empty: a new seed in each run
 * @param paired whether two deployments take turns
 * @param repeats how often each load test and evalset is measured; empty: as often as thresholds.yaml says
 * @param proposals how limits are proposed from the repeats; empty: they are not
 * @param stopOnCrash whether no further test is started once a server has died during one; if not, the server is started again
 * @param budget how long new tests are started; empty: until all have run
 * @param required whether the build needs verdicts, so that a run without any must fail
 */
public record Options(
        Path directory,
        Selection selection,
        RunMode mode,
        ComparisonOptions comparison,
        boolean cloud,
        Optional<Long> seed,
        boolean paired,
        Optional<Integer> repeats,
        Optional<ProposalOptions> proposals,
        boolean stopOnCrash,
        Optional<Duration> budget,
        boolean required) {
    private static final String PREFIX = "assay.";

    /** Returns the folder of recordings. */
    public Path tapes() {
        return directory.resolve("tapes");
    }

    /** Returns the folder of run directories. */
    public Path runs() {
        return directory.resolve("runs");
    }

    /** Every known property, one line each. */
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
        NVIDIA_SMI,
        IMPORT,
        IMPORT_WRITE,
        RUN,
        JOIN,
        MERGE,
        RESUME,
        AGAINST,
        BASELINE,
        LEDGER,
        CUSTOMER,
        AUDIENCE,
        TRENDS,
        CLOUD,
        REPLAY,
        PLANT,
        ALLOW_DIFFERENCE,
        RECORD,
        SEED,
        LOOPS,
        ORDER,
        REPEATS,
        CALIBRATE,
        CALIBRATE_RATE,
        CALIBRATE_WRITE,
        STOP_ON_CRASH,
        BUDGET,
        SHARD,
        SHARD_DIRECTORY,
        PLAN,
        REQUIRED;

        public String key() {
            // Its parts are options of -Dassay.calibrate, -Dassay.import and -Dassay.shard.
            return PREFIX
                    + name().toLowerCase(Locale.ROOT)
                            .replaceFirst("^(calibrate|import|shard)_", "$1.")
                            .replace('_', '-');
        }
    }

    /** Renamed properties, by their former names. */
    private static final Map<String, Name> RENAMED = Map.of(
            "assay.beside", Name.AGAINST,
            "assay.compare-environment", Name.AGAINST,
            "assay.change", Name.ALLOW_DIFFERENCE,
            "assay.smi", Name.NVIDIA_SMI,
            "assay.stop", Name.STOP_ON_CRASH);

    /**
     * Reads the properties that start with {@code assay.}.
     *
     * @throws InputException with every property that is unknown, has a wrong value, or does not go with another
     */
    public static Options of(Map<String, String> properties) {
        return of(properties, System.getenv());
    }

    /**
     * Reads the same.
     *
     * @param environment the variables of the process; they are read only if an option names who set them
     */
    static Options of(Map<String, String> properties, Map<String, String> environment) {
        var problems = new ArrayList<Problem>();
        var known = Arrays.stream(Name.values()).map(Name::key).toList();
        properties.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !known.contains(key))
                .sorted()
                .forEach(key -> problems.add(unknown(key, known)));
        var reader = new OptionReader(properties, environment, problems);
        var comparison = new ComparisonReader(properties, problems);
        var options = new Options(
                reader.directory(),
                reader.selection(),
                reader.mode(),
                comparison.comparison(),
                reader.flag(Name.CLOUD),
                reader.seed(),
                reader.paired(),
                reader.repeats(),
                reader.proposals(),
                reader.flag(Name.STOP_ON_CRASH),
                reader.budget(),
                reader.flag(Name.REQUIRED));
        comparison.check(reader.given());
        OptionRule.problems(reader.given()).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return options;
    }

    private static Problem unknown(String key, List<String> known) {
        var renamed = RENAMED.get(key);
        return problem(
                renamed == null
                        ? "-D" + key + " is not known; known are: " + String.join(", ", known)
                                + SimilarNames.hint(key, known)
                        : "-D" + key + " is called -D" + renamed.key() + " now.");
    }

    /** Returns the same options with a seed. */
    public Options with(long other) {
        return new Options(
                directory,
                selection,
                mode,
                comparison,
                cloud,
                Optional.of(other),
                paired,
                repeats,
                proposals,
                stopOnCrash,
                budget,
                required);
    }

    public static Problem problem(String message) {
        return new Problem(Location.commandLine(), message);
    }
}
