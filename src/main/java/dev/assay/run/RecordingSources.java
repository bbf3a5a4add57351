package dev.assay.run;

import dev.assay.environment.UsableCores;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Recording;
import dev.assay.report.RunDirectory;
import dev.assay.run.console.Console;
import dev.assay.run.measurement.FinishedRun;
import dev.assay.run.measurement.JoinedRuns;
import dev.assay.run.measurement.Measurement;
import dev.assay.run.measurement.ModelledRecordings;
import dev.assay.run.measurement.RecordingSource;
import dev.assay.run.measurement.Resumption;
import dev.assay.run.merging.MergedRun;
import dev.assay.run.merging.ShardRuns;
import dev.assay.run.options.LiveOptions;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.run.requests.ServerSideRequests;
import dev.assay.run.requests.Tokenizers;
import dev.assay.server.Credentials;
import dev.assay.server.EndpointTarget;
import dev.assay.server.EndpointsTarget;
import dev.assay.server.LaunchedTarget;
import dev.assay.server.ReplayTarget;
import dev.assay.server.Target;
import dev.assay.server.gpu.DcgmGpus;
import dev.assay.server.gpu.GpuSource;
import dev.assay.server.gpu.LocalGpus;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Chooses where the recordings of a run come from, by its mode.
 *
 * @param seed of prompts
 * @param directory of the run
 */
record RecordingSources(
        Options options,
        long seed,
        RunDirectory directory,
        Tokenizers tokenizers,
        Credentials credentials,
        Console console) {
    /**
     * Returns the recordings of a run.
     *
     * @param resumption gives what an interrupted run measured before, by the description of the target
     * @param decides whether the answers so far decide an evalset whose questions are asked in parts
     */
    RecordingSource of(
            RunMode.Judging mode, Function<String, Resumption> resumption, BiPredicate<Planned, Recording> decides) {
        var clock = InstantSource.system();
        return switch (mode) {
            case RunMode.Live live -> live(live, resumption, decides);
            case RunMode.Replay ignored ->
                new Measurement(
                        new ReplayTarget(options.tapes()),
                        Resumption.NONE,
                        options.directory(),
                        directory,
                        tokenizers,
                        credentials,
                        GpuSource.NONE,
                        new ServerSideRequests(List.of(), credentials, clock),
                        (planned, recording) -> false,
                        1,
                        console);
            case RunMode.Modelled(var fault) -> new ModelledRecordings(fault, directory, clock);
            case RunMode.Rejudge rejudge -> finished(rejudge.runs());
            case RunMode.Merge merge -> {
                var runs = ShardRuns.of(merge.shards());
                MergedRun.of(runs).write(directory.path());
                yield new FinishedRun(directory, runs.description());
            }
        };
    }

    /** Returns the measurement of a shard. It does not stop early, because it has only a part of the answers. */
    Measurement live(RunMode.Live mode, Function<String, Resumption> resumption) {
        return live(mode, resumption, (planned, recording) -> false);
    }

    private Measurement live(
            RunMode.Live mode, Function<String, Resumption> resumption, BiPredicate<Planned, Recording> decides) {
        var clock = InstantSource.system();
        var servers = directory.servers();
        return switch (mode) {
            case RunMode.Endpoint(var base, var metrics, var live) ->
                measurement(
                        resumption,
                        decides,
                        new EndpointTarget(base, seed, clock, credentials, live.allowed()),
                        live,
                        new ServerSideRequests(metrics, credentials, clock));
            case RunMode.Endpoints(var bases, var live) ->
                measurement(
                        resumption,
                        decides,
                        new EndpointsTarget(bases, seed, clock, credentials, live.allowed()),
                        live,
                        new ServerSideRequests(List.of(), credentials, clock));
            case RunMode.Launch(var launcher, var live) ->
                measurement(
                        resumption,
                        decides,
                        switch (launcher) {
                            case PROCESS ->
                                LaunchedTarget.processes(
                                        servers, seed, clock, credentials, live.allowed(), console::line);
                            case CONTAINER ->
                                LaunchedTarget.containers(
                                        servers, seed, clock, credentials, live.allowed(), console::line);
                        },
                        live,
                        new ServerSideRequests(List.of(), credentials, clock));
        };
    }

    /** Returns the recordings of finished runs, joined if there are several. */
    static RecordingSource finished(List<Path> runs) {
        var finished =
                runs.stream().map(run -> new FinishedRun(new RunDirectory(run))).toList();
        return finished.size() == 1 ? finished.getFirst() : new JoinedRuns(finished);
    }

    private Measurement measurement(
            Function<String, Resumption> resumption,
            BiPredicate<Planned, Recording> decides,
            Target target,
            LiveOptions live,
            ServerSideRequests servers) {
        return new Measurement(
                target,
                resumption.apply(target.description()),
                options.directory(),
                directory,
                tokenizers,
                credentials,
                live.dcgm().<GpuSource>map(DcgmGpus::new).orElseGet(() -> new LocalGpus(live.nvidiaSmi())),
                servers,
                decides,
                live.loops().orElseGet(() -> UsableCores.here().loops()),
                console);
    }
}
