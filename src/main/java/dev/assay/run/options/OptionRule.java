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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which other options an option needs, and which it cannot be combined with. What a person reads names only the options that were given.
 *
 * @param does what the option does, as a sentence
 * @param needed at least one of these must be given too; empty: none is needed
 * @param give what to give if none of them is, as a sentence; empty if none is needed
 * @param excluded none of these may be given
 * @param more a sentence that helps whichever of them was given; may be empty
 */
record OptionRule(
        Options.Name option,
        String does,
        Set<Options.Name> needed,
        String give,
        Set<Options.Name> excluded,
        String more) {
    private static final Set<Options.Name> NONE = Set.of();
    private static final Set<Options.Name> LIVE = Set.of(ENDPOINT, TARGET);
    private static final String GIVE_LIVE = "Give -Dassay.endpoint=URL or -Dassay.target too.";

    private static OptionRule needing(Options.Name option, Set<Options.Name> needed, String does, String give) {
        return new OptionRule(option, does, needed, give, NONE, "");
    }

    private static OptionRule excluding(Options.Name option, Set<Options.Name> excluded, String does) {
        return new OptionRule(option, does, NONE, "", excluded, "");
    }

    /** What shards measured is judged; nothing is measured, and nothing else is done. */
    private static final OptionRule MERGING = new OptionRule(
            MERGE,
            "-Dassay.merge judges what all shards measured as one run; it measures nothing, and does nothing else.",
            NONE,
            "",
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
            "The merged run can be judged again with -Dassay.run.");

    private static final List<OptionRule> ALL = List.of(
            excluding(TARGET, Set.of(ENDPOINT), "-Dassay.target starts the servers itself."),
            needing(
                    METRICS,
                    Set.of(ENDPOINT),
                    "-Dassay.metrics names the metrics pages of the servers behind -Dassay.endpoint.",
                    "Give -Dassay.endpoint=URL too."),
            needing(DCGM, LIVE, "-Dassay.dcgm reports on the GPUs of a live server.", GIVE_LIVE),
            needing(RECORD, LIVE, "-Dassay.record keeps a live run as recordings.", GIVE_LIVE),
            needing(
                    LOOPS,
                    LIVE,
                    "-Dassay.loops says how many threads of the client share the connections to a live server.",
                    GIVE_LIVE),
            needing(REPEATS, LIVE, "-Dassay.repeats says how often a live server is measured.", GIVE_LIVE),
            new OptionRule(
                    CALIBRATE,
                    "-Dassay.calibrate computes limits from several starts of a server.",
                    Set.of(TARGET, RUN, JOIN),
                    "Give -Dassay.target, so that Assay starts it, or -Dassay.run or -Dassay.join with what was measured"
                            + " so.",
                    Set.of(PLAN, IMPORT, REPLAY, REPEATS, ORDER),
                    ""),
            excluding(
                    CALIBRATE,
                    Set.of(ENDPOINT),
                    "-Dassay.calibrate computes limits from several starts of a server, and all repeats at"
                            + " -Dassay.endpoint are of one start."),
            needing(
                    CALIBRATE_WRITE,
                    Set.of(CALIBRATE),
                    "-Dassay.calibrate.write writes the limits that -Dassay.calibrate computes.",
                    "Give -Dassay.calibrate=5 too."),
            needing(
                    CALIBRATE_RATE,
                    Set.of(CALIBRATE),
                    "-Dassay.calibrate.rate is the rate of false alarms of the limits that -Dassay.calibrate computes.",
                    "Give -Dassay.calibrate=5 too."),
            excluding(RUN, LIVE, "-Dassay.run judges a finished run."),
            excluding(
                    REPLAY,
                    Set.of(ENDPOINT, TARGET, RUN),
                    "-Dassay.replay=modelled computes traces from published figures."),
            excluding(
                    PLANT,
                    Set.of(ENDPOINT, TARGET, REPLAY, IMPORT, PLAN, AGAINST, BASELINE),
                    "-Dassay.plant plants faults into what was measured before."),
            excluding(
                    LEDGER,
                    Set.of(ENDPOINT, TARGET, RUN, JOIN, REPLAY, IMPORT, PLAN, PLANT, AGAINST, BASELINE),
                    "-Dassay.ledger shows how answers changed between all runs that were kept."),
            new OptionRule(
                    CUSTOMER,
                    "-Dassay.customer writes a summary of finished runs.",
                    Set.of(RUN),
                    "Give -Dassay.run=DIRECTORY,DIRECTORY too.",
                    Set.of(ENDPOINT, TARGET, JOIN, REPLAY, IMPORT, PLAN, PLANT, AGAINST, BASELINE, LEDGER),
                    ""),
            needing(
                    AUDIENCE,
                    Set.of(CUSTOMER),
                    "-Dassay.audience says who reads the summary that -Dassay.customer writes.",
                    "Give -Dassay.customer=FILE.md too."),
            excluding(
                    TRENDS,
                    Set.of(ENDPOINT, TARGET, RUN, JOIN, REPLAY, IMPORT, PLAN, PLANT, AGAINST, BASELINE, LEDGER),
                    "-Dassay.trends makes a page of what was measured before."),
            new OptionRule(
                    RESUME,
                    "-Dassay.resume continues a run of a live server.",
                    LIVE,
                    "Give -Dassay.endpoint or -Dassay.target as in that run.",
                    Set.of(PLAN),
                    ""),
            new OptionRule(
                    SHARD,
                    "-Dassay.shard measures a part of a run on a server that runs, and judges nothing.",
                    Set.of(ENDPOINT),
                    "Give -Dassay.endpoint=URL too.",
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
                    ""),
            needing(
                    SHARD,
                    Set.of(SHARD_DIRECTORY),
                    "-Dassay.shard needs a directory that all shards see and in which they meet.",
                    "Give -Dassay.shard.directory=PATH too, a new one for each run."),
            needing(
                    SHARD_DIRECTORY,
                    Set.of(SHARD),
                    "-Dassay.shard.directory is where the shards of a run meet.",
                    "Give -Dassay.shard=1/4 too, as the number of this one."),
            excluding(
                    JOIN,
                    Set.of(ENDPOINT, TARGET, RUN, REPLAY, IMPORT),
                    "-Dassay.join judges several finished runs as one."),
            MERGING,
            excluding(
                    AGAINST,
                    Set.of(PLAN, IMPORT, REPLAY),
                    "-Dassay.against compares what is measured or was measured."),
            excluding(BASELINE, Set.of(PLAN, IMPORT, REPLAY), "-Dassay.baseline accepts what was measured."),
            needing(
                    IMPORT_WRITE,
                    Set.of(IMPORT),
                    "-Dassay.import.write writes the gates that -Dassay.import reads.",
                    "Give -Dassay.import=PATH too."),
            new OptionRule(
                    IMPORT,
                    "-Dassay.import reads results of other tools and judges nothing.",
                    NONE,
                    "",
                    Set.of(ENDPOINT, TARGET, REPLAY, PLAN),
                    "With -Dassay.run, your own figures are shown too."));

    /** Returns which of the given options cannot be combined. */
    static Stream<Problem> problems(Set<Options.Name> given) {
        // What an option needs that must be removed anyway would contradict that.
        var removed = MERGING.isBrokenBy(given) ? MERGING.excluded : NONE;
        return ALL.stream()
                .filter(rule -> rule.isBrokenBy(given) && !removed.contains(rule.option))
                .map(rule -> Options.problem(rule.message(given)));
    }

    private boolean isBrokenBy(Set<Options.Name> given) {
        return given.contains(option) && (lacks(given) || !Collections.disjoint(excluded, given));
    }

    private boolean lacks(Set<Options.Name> given) {
        return !needed.isEmpty() && Collections.disjoint(needed, given);
    }

    private String message(Set<Options.Name> given) {
        var removed = EnumSet.copyOf(given);
        removed.retainAll(excluded);
        return Stream.of(
                        does,
                        lacks(given) ? give : "",
                        removed.isEmpty() ? "" : "Remove " + named(List.copyOf(removed)) + ".",
                        removed.isEmpty() ? "" : more)
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Returns options in words: {@code -Dassay.run, -Dassay.join and -Dassay.plan}. */
    private static String named(List<Options.Name> options) {
        var words = options.stream().map(name -> "-D" + name.key()).toList();
        var last = words.size() - 1;
        return last == 0 ? words.getFirst() : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
