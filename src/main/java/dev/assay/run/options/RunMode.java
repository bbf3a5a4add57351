package dev.assay.run.options;

import dev.assay.plant.Fault;
import dev.assay.replay.ModelledTraces;
import dev.assay.report.customer.Audience;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run does. Each mode holds only what it needs; {@link Options} holds what all modes share. */
public sealed interface RunMode {
    /** Ends in verdicts. */
    sealed interface Judging extends RunMode permits Live, Replay, Modelled, Rejudge, Merge {}

    /** Sends requests to servers and measures them. */
    sealed interface Live extends Judging permits Endpoint, Endpoints, Launch {
        LiveOptions live();
    }

    /**
     * Measures a server that already runs.
     *
     * @param base the server's address, without {@code /v1}
     * @param metrics the metrics pages of the servers behind it; empty: its own
     */
    record Endpoint(URI base, List<URI> metrics, LiveOptions live) implements Live {
        public Endpoint {
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * Measures servers that already run, one for each deployment.
     *
     * @param bases their addresses, without {@code /v1}, by the names of the deployments, in the order of the command line
     */
    record Endpoints(Map<String, URI> bases, LiveOptions live) implements Live {
        public Endpoints {
            bases = Collections.unmodifiableMap(new LinkedHashMap<>(bases));
        }

        /** Returns the addresses as the command line has them: {@code bf16=http://127.0.0.1:8000,nvfp4=http://127.0.0.1:8001}. */
        public String written() {
            return bases.entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining(","));
        }
    }

    /** Starts the servers that thresholds.yaml describes, one at a time, and measures them. */
    record Launch(Launcher launcher, LiveOptions live) implements Live {}

    /** Measures a part of each test, together with other processes. Gives no verdict: that needs all parts. */
    record Sharded(Live measured, ShardOptions shard) implements RunMode {}

    /** Judges the recordings in {@code tapes/}. */
    record Replay() implements Judging {}

    /**
     * Judges traces that are computed from published figures.
     *
     * @param fault how much slower than published they are
     */
    record Modelled(ModelledTraces.Fault fault) implements Judging {}

    /**
     * Judges a finished or interrupted run again, or several as one.
     *
     * @param run its directory
     * @param joined the directories of further runs, whose measurements count as repeats
     */
    record Rejudge(Path run, List<Path> joined) implements Judging {
        public Rejudge {
            joined = List.copyOf(joined);
        }

        /** Judges one run. */
        public Rejudge(Path run) {
            this(run, List.of());
        }

        /** Returns the directories of all runs. */
        public List<Path> runs() {
            return Stream.concat(Stream.of(run), joined.stream()).toList();
        }
    }

    /**
     * Makes one run of the runs of shards, and judges it.
     *
     * @param shards their directories
     */
    record Merge(List<Path> shards) implements Judging {
        public Merge {
            shards = List.copyOf(shards);
        }
    }

    /**
     * Reads results of other tools and gates of other projects, and judges nothing.
     *
     * @param path a result file or a gate, or a folder of such files
     * @param run the directory of a finished run, whose figures are shown beside the imported ones; empty: none
     * @param write the directory that gets the gates as files of Assay; empty: they are only shown
     */
    record Import(Path path, Optional<Path> run, Optional<Path> write) implements RunMode {}

    /**
     * Plants faults into what was measured, and shows which limits notice them. Gives no verdict.
     *
     * @param measured the run that measured it, or several as one; empty: the newest run, or the recordings if there is no run
     */
    record Plant(List<Fault> faults, Optional<Rejudge> measured) implements RunMode {
        public Plant {
            faults = List.copyOf(faults);
        }
    }

    /** Shows how answers changed between all runs that were kept. Gives no verdict. */
    record Ledger() implements RunMode {}

    /**
     * Writes a summary of finished runs for people outside the team. Gives no verdict.
     *
     * @param file the English page; the Chinese one and the pictures are written beside it
     * @param runs the directories of the runs, in the order of the summary; at least one
     */
    record Customer(Path file, Audience audience, List<Path> runs) implements RunMode {
        public Customer {
            runs = List.copyOf(runs);
        }
    }

    /**
     * Makes a page of how figures went over many runs. Gives no verdict.
     *
     * @param source a folder of runs, or a file {@code history.csv}
     */
    record Trends(Path source) implements RunMode {}

    /** Shows only what another mode would do. */
    record PlanOnly(Judging planned) implements RunMode {}

    /** What servers are started as. */
    enum Launcher {
        PROCESS,
        CONTAINER;

        /** Returns the name that {@code -Dassay.target} uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
