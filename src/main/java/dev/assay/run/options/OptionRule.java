package dev.assay.run.options;

import static dev.assay.run.options.Options.Name.ALLOW_DIFFERENCE;
import static dev.assay.run.options.Options.Name.COMPARE_ENVIRONMENT;
import static dev.assay.run.options.Options.Name.DCGM;
import static dev.assay.run.options.Options.Name.ENDPOINT;
import static dev.assay.run.options.Options.Name.IMPORT;
import static dev.assay.run.options.Options.Name.METRICS;
import static dev.assay.run.options.Options.Name.PLAN;
import static dev.assay.run.options.Options.Name.RECORD;
import static dev.assay.run.options.Options.Name.REPLAY;
import static dev.assay.run.options.Options.Name.RESUME;
import static dev.assay.run.options.Options.Name.RUN;
import static dev.assay.run.options.Options.Name.TARGET;

import dev.assay.input.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which other options an option needs, and which it cannot be combined with.
 *
 * @param needed at least one of these must be given too; empty: none is needed
 * @param excluded none of these may be given
 */
record OptionRule(Options.Name option, Set<Options.Name> needed, Set<Options.Name> excluded, String message) {
    private static final Set<Options.Name> NONE = Set.of();
    private static final Set<Options.Name> LIVE = Set.of(ENDPOINT, TARGET);

    private static final List<OptionRule> ALL = List.of(
            new OptionRule(
                    TARGET,
                    NONE,
                    Set.of(ENDPOINT),
                    "-Dassay.target starts servers itself: leave -Dassay.endpoint out."),
            new OptionRule(
                    METRICS,
                    Set.of(ENDPOINT),
                    NONE,
                    "-Dassay.metrics says where the servers behind -Dassay.endpoint tell what they count:"
                            + " give -Dassay.endpoint=URL too."),
            new OptionRule(
                    DCGM,
                    LIVE,
                    NONE,
                    "-Dassay.dcgm tells of the GPUs of a live server: give -Dassay.endpoint=URL or"
                            + " -Dassay.target too."),
            new OptionRule(
                    RECORD,
                    LIVE,
                    NONE,
                    "-Dassay.record keeps a live run as recordings: give -Dassay.endpoint=URL or"
                            + " -Dassay.target too."),
            new OptionRule(
                    ALLOW_DIFFERENCE,
                    LIVE,
                    NONE,
                    "-Dassay.allow-difference allows a live server to differ: give -Dassay.endpoint=URL or"
                            + " -Dassay.target too."),
            new OptionRule(
                    ALLOW_DIFFERENCE,
                    NONE,
                    Set.of(RECORD),
                    "-Dassay.record keeps what thresholds.yaml says, and -Dassay.allow-difference what it does not"
                            + " say: leave one of them out."),
            new OptionRule(
                    RUN,
                    NONE,
                    LIVE,
                    "-Dassay.run judges a finished run: leave -Dassay.endpoint and -Dassay.target out."),
            new OptionRule(
                    REPLAY,
                    NONE,
                    Set.of(ENDPOINT, TARGET, RUN),
                    "-Dassay.replay=modelled makes traces up: leave -Dassay.endpoint, -Dassay.target and"
                            + " -Dassay.run out."),
            new OptionRule(
                    RESUME,
                    LIVE,
                    Set.of(PLAN),
                    "-Dassay.resume goes on with a run of a live server: give -Dassay.endpoint or"
                            + " -Dassay.target as it had them, and leave -Dassay.plan out."),
            new OptionRule(
                    COMPARE_ENVIRONMENT,
                    NONE,
                    Set.of(PLAN, IMPORT),
                    "-Dassay.compare-environment compares a run with another: leave -Dassay.plan and -Dassay.import"
                            + " out."),
            new OptionRule(
                    IMPORT,
                    NONE,
                    Set.of(ENDPOINT, TARGET, REPLAY, PLAN),
                    "-Dassay.import reads results of other tools and judges nothing: leave -Dassay.endpoint,"
                            + " -Dassay.target, -Dassay.replay and -Dassay.plan out; -Dassay.run sets a run of yours beside"
                            + " them."));

    /** Returns what is wrong with options that are given together. */
    static Stream<Problem> problems(Set<Options.Name> given) {
        return ALL.stream().filter(rule -> rule.isBrokenBy(given)).map(rule -> Options.problem(rule.message));
    }

    private boolean isBrokenBy(Set<Options.Name> given) {
        var lacks = !needed.isEmpty() && Collections.disjoint(needed, given);
        return given.contains(option) && (lacks || !Collections.disjoint(excluded, given));
    }
}
