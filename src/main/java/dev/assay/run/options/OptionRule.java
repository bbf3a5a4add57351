package dev.assay.run.options;

import static dev.assay.run.options.Options.Name.AGAINST;
import static dev.assay.run.options.Options.Name.AUDIENCE;
import static dev.assay.run.options.Options.Name.BASELINE;
import static dev.assay.run.options.Options.Name.BUDGET;
import static dev.assay.run.options.Options.Name.CALIBRATE;
import static dev.assay.run.options.Options.Name.CALIBRATE_RATE;
import static dev.assay.run.options.Options.Name.CALIBRATE_WRITE;
import static dev.assay.run.options.Options.Name.CUSTOMER;
import static dev.assay.run.options.Options.Name.DCGM;
import static dev.assay.run.options.Options.Name.ENDPOINT;
import static dev.assay.run.options.Options.Name.IMPORT;
import static dev.assay.run.options.Options.Name.IMPORT_WRITE;
import static dev.assay.run.options.Options.Name.JOIN;
import static dev.assay.run.options.Options.Name.LEDGER;
import static dev.assay.run.options.Options.Name.LOOPS;
import static dev.assay.run.options.Options.Name.MERGE;
import static dev.assay.run.options.Options.Name.METRICS;
import static dev.assay.run.options.Options.Name.ORDER;
import static dev.assay.run.options.Options.Name.PLAN;
import static dev.assay.run.options.Options.Name.PLANT;
import static dev.assay.run.options.Options.Name.RECORD;
import static dev.assay.run.options.Options.Name.REPEATS;
import static dev.assay.run.options.Options.Name.REPLAY;
import static dev.assay.run.options.Options.Name.RESUME;
import static dev.assay.run.options.Options.Name.RUN;
import static dev.assay.run.options.Options.Name.SEED;
import static dev.assay.run.options.Options.Name.SHARD;
import static dev.assay.run.options.Options.Name.SHARD_DIRECTORY;
import static dev.assay.run.options.Options.Name.STOP_ON_CRASH;
import static dev.assay.run.options.Options.Name.TARGET;
import static dev.assay.run.options.Options.Name.TRENDS;

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

    /** What shards measured is judged; nothing is measured, and nothing else is done. */
    private static final OptionRule MERGING = new OptionRule(
            MERGE,
            NONE,
            Set.of(
                    ENDPOINT,
                    TARGET,
                    METRICS,
                    DCGM,
                    RECORD,
                    SEED,
                    LOOPS,
                    ORDER,
                    REPEATS,
                    STOP_ON_CRASH,
                    BUDGET,
                    RESUME,
                    SHARD,
                    SHARD_DIRECTORY,
                    CALIBRATE,
                    CALIBRATE_RATE,
                    CALIBRATE_WRITE,
                    PLAN,
                    RUN,
                    JOIN,
                    REPLAY,
                    IMPORT,
                    IMPORT_WRITE,
                    PLANT,
                    LEDGER,
                    CUSTOMER,
                    AUDIENCE,
                    TRENDS),
            "-Dassay.merge judges what all shards measured as one run, and measures nothing. Remove the options that say what is"
                    + " measured and how (-Dassay.endpoint, -Dassay.target, -Dassay.metrics, -Dassay.dcgm, -Dassay.record,"
                    + " -Dassay.seed, -Dassay.loops, -Dassay.order, -Dassay.repeats, -Dassay.stop-on-crash, -Dassay.budget,"
                    + " -Dassay.resume, -Dassay.shard, -Dassay.shard.directory), and those that do something else"
                    + " (-Dassay.calibrate, -Dassay.plan, -Dassay.run, -Dassay.join, -Dassay.replay, -Dassay.import,"
                    + " -Dassay.plant, -Dassay.ledger, -Dassay.customer, -Dassay.audience, -Dassay.trends). The merged run can be judged again"
                    + " with -Dassay.run.");

    private static final List<OptionRule> ALL = List.of(
            new OptionRule(
                    TARGET,
                    NONE,
                    Set.of(ENDPOINT),
                    "-Dassay.target starts the servers itself. Remove -Dassay.endpoint."),
            new OptionRule(
                    METRICS,
                    Set.of(ENDPOINT),
                    NONE,
                    "-Dassay.metrics names the metrics pages of the servers behind -Dassay.endpoint. Give "
                            + "-Dassay.endpoint=URL too."),
            new OptionRule(
                    DCGM,
                    LIVE,
                    NONE,
                    "-Dassay.dcgm reports on the GPUs of a live server. Give -Dassay.endpoint=URL or "
                            + "-Dassay.target too."),
            new OptionRule(
                    RECORD,
                    LIVE,
                    NONE,
                    "-Dassay.record keeps a live run as recordings. Give -Dassay.endpoint=URL or -Dassay.target "
                            + "too."),
            new OptionRule(
                    LOOPS,
                    LIVE,
                    NONE,
                    "-Dassay.loops says how many threads of the client share the connections to a live server. Give "
                            + "-Dassay.endpoint=URL or -Dassay.target too."),
            new OptionRule(
                    REPEATS,
                    LIVE,
                    NONE,
                    "-Dassay.repeats says how often a live server is measured. Give -Dassay.endpoint=URL or "
                            + "-Dassay.target too."),
            new OptionRule(
                    CALIBRATE,
                    Set.of(TARGET, RUN, JOIN),
                    Set.of(ENDPOINT, PLAN, IMPORT, REPLAY, REPEATS, ORDER),
                    "-Dassay.calibrate computes limits from several starts of a server. Give -Dassay.target, so that "
                            + "Assay starts it, or -Dassay.run or -Dassay.join with what was measured so; remove "
                            + "-Dassay.endpoint (all its repeats are of one start), -Dassay.plan, -Dassay.import, "
                            + "-Dassay.replay, -Dassay.repeats and -Dassay.order."),
            new OptionRule(
                    CALIBRATE_WRITE,
                    Set.of(CALIBRATE),
                    NONE,
                    "-Dassay.calibrate.write writes the limits that -Dassay.calibrate computes. Give "
                            + "-Dassay.calibrate=5 too."),
            new OptionRule(
                    CALIBRATE_RATE,
                    Set.of(CALIBRATE),
                    NONE,
                    "-Dassay.calibrate.rate is the rate of false alarms of the limits that -Dassay.calibrate computes. "
                            + "Give -Dassay.calibrate=5 too."),
            new OptionRule(
                    RUN, NONE, LIVE, "-Dassay.run judges a finished run. Remove -Dassay.endpoint and -Dassay.target."),
            new OptionRule(
                    REPLAY,
                    NONE,
                    Set.of(ENDPOINT, TARGET, RUN),
                    "-Dassay.replay=modelled computes traces from published figures. Remove -Dassay.endpoint, "
                            + "-Dassay.target and -Dassay.run."),
            new OptionRule(
                    PLANT,
                    NONE,
                    Set.of(ENDPOINT, TARGET, REPLAY, IMPORT, PLAN, AGAINST, BASELINE),
                    "-Dassay.plant plants faults into what was measured before. Remove -Dassay.endpoint, "
                            + "-Dassay.target, -Dassay.replay, -Dassay.import, -Dassay.plan, -Dassay.against and "
                            + "-Dassay.baseline."),
            new OptionRule(
                    LEDGER,
                    NONE,
                    Set.of(ENDPOINT, TARGET, RUN, JOIN, REPLAY, IMPORT, PLAN, PLANT, AGAINST, BASELINE),
                    "-Dassay.ledger shows how answers changed between all runs that were kept. Remove -Dassay.endpoint, "
                            + "-Dassay.target, -Dassay.run, -Dassay.join, -Dassay.replay, -Dassay.import, -Dassay.plan, "
                            + "-Dassay.plant, -Dassay.against and -Dassay.baseline."),
            new OptionRule(
                    CUSTOMER,
                    Set.of(RUN),
                    Set.of(ENDPOINT, TARGET, JOIN, REPLAY, IMPORT, PLAN, PLANT, AGAINST, BASELINE, LEDGER),
                    "-Dassay.customer writes a summary of finished runs. Give -Dassay.run=DIRECTORY,DIRECTORY too, and remove "
                            + "-Dassay.endpoint, -Dassay.target, -Dassay.join, -Dassay.replay, -Dassay.import, -Dassay.plan, "
                            + "-Dassay.plant, -Dassay.against, -Dassay.baseline and -Dassay.ledger."),
            new OptionRule(
                    AUDIENCE,
                    Set.of(CUSTOMER),
                    NONE,
                    "-Dassay.audience says who reads the summary that -Dassay.customer writes. Give -Dassay.customer=FILE.md "
                            + "too."),
            new OptionRule(
                    TRENDS,
                    NONE,
                    Set.of(ENDPOINT, TARGET, RUN, JOIN, REPLAY, IMPORT, PLAN, PLANT, AGAINST, BASELINE, LEDGER),
                    "-Dassay.trends makes a page of what was measured before. Remove -Dassay.endpoint, -Dassay.target, "
                            + "-Dassay.run, -Dassay.join, -Dassay.replay, -Dassay.import, -Dassay.plan, "
                            + "-Dassay.plant, -Dassay.against, -Dassay.baseline and -Dassay.ledger."),
            new OptionRule(
                    RESUME,
                    LIVE,
                    Set.of(PLAN),
                    "-Dassay.resume continues a run of a live server. Give -Dassay.endpoint or -Dassay.target as "
                            + "in that run, and remove -Dassay.plan."),
            new OptionRule(
                    SHARD,
                    Set.of(ENDPOINT),
                    Set.of(
                            TARGET,
                            RUN,
                            JOIN,
                            REPLAY,
                            IMPORT,
                            PLAN,
                            PLANT,
                            LEDGER,
                            CUSTOMER,
                            TRENDS,
                            RECORD,
                            BASELINE,
                            AGAINST,
                            CALIBRATE,
                            BUDGET,
                            STOP_ON_CRASH),
                    "-Dassay.shard measures a part of a run on a server that runs, and judges nothing. Give"
                            + " -Dassay.endpoint=URL too, and remove -Dassay.target, -Dassay.run, -Dassay.join,"
                            + " -Dassay.replay, -Dassay.import, -Dassay.plan, -Dassay.plant, -Dassay.ledger,"
                            + " -Dassay.customer, -Dassay.trends, -Dassay.record, -Dassay.baseline, -Dassay.against,"
                            + " -Dassay.calibrate, -Dassay.budget and -Dassay.stop-on-crash."),
            new OptionRule(
                    SHARD,
                    Set.of(SHARD_DIRECTORY),
                    NONE,
                    "-Dassay.shard needs -Dassay.shard.directory=PATH, an empty directory that all shards see and in"
                            + " which they meet."),
            new OptionRule(
                    SHARD_DIRECTORY,
                    Set.of(SHARD),
                    NONE,
                    "-Dassay.shard.directory is where the shards of a run meet. Give -Dassay.shard=1/4 too, as the number of"
                            + " this one."),
            new OptionRule(
                    JOIN,
                    NONE,
                    Set.of(ENDPOINT, TARGET, RUN, REPLAY, IMPORT),
                    "-Dassay.join judges several finished runs as one. Remove -Dassay.endpoint, -Dassay.target, "
                            + "-Dassay.run, -Dassay.replay and -Dassay.import."),
            MERGING,
            new OptionRule(
                    AGAINST,
                    NONE,
                    Set.of(PLAN, IMPORT, REPLAY),
                    "-Dassay.against compares what is measured or was measured. Remove -Dassay.plan, -Dassay.import "
                            + "and -Dassay.replay."),
            new OptionRule(
                    BASELINE,
                    NONE,
                    Set.of(PLAN, IMPORT, REPLAY),
                    "-Dassay.baseline accepts what was measured. Remove -Dassay.plan, -Dassay.import and "
                            + "-Dassay.replay."),
            new OptionRule(
                    IMPORT_WRITE,
                    Set.of(IMPORT),
                    NONE,
                    "-Dassay.import.write writes the gates that -Dassay.import reads. Give -Dassay.import=PATH too."),
            new OptionRule(
                    IMPORT,
                    NONE,
                    Set.of(ENDPOINT, TARGET, REPLAY, PLAN),
                    "-Dassay.import reads results of other tools and judges nothing. Remove -Dassay.endpoint, "
                            + "-Dassay.target, -Dassay.replay and -Dassay.plan. With -Dassay.run, your own figures are "
                            + "shown too."));

    /** Returns which of the given options cannot be combined. */
    static Stream<Problem> problems(Set<Options.Name> given) {
        // What an option needs that must be removed anyway would contradict that.
        var removed = MERGING.isBrokenBy(given) ? MERGING.excluded : NONE;
        return ALL.stream()
                .filter(rule -> rule.isBrokenBy(given) && !removed.contains(rule.option))
                .map(rule -> Options.problem(rule.message));
    }

    private boolean isBrokenBy(Set<Options.Name> given) {
        var lacks = !needed.isEmpty() && Collections.disjoint(needed, given);
        return given.contains(option) && (lacks || !Collections.disjoint(excluded, given));
    }
}
