package dev.assay.server.gpu;

import dev.assay.plan.launch.Gpus;
import dev.assay.recording.GpuRecord;
import dev.assay.wire.Ticker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the GPUs of this machine with {@code nvidia-smi}; returns nothing for a server on another machine. */
public final class LocalGpus implements GpuSource {
    private static final List<String> FIELDS = Stream.concat(Gpu.FIELDS.stream(), SmiWatch.FIELDS.stream())
            .distinct()
            .toList();

    private final NvidiaSmi smi;
    private @Nullable Found found;

    /** @param program {@code nvidia-smi}, or its path */
    public LocalGpus(String program) {
        this(new NvidiaSmi(program));
    }

    LocalGpus(NvidiaSmi smi) {
        this.smi = smi;
    }

    /**
     * The GPUs of this machine.
     *
     * @param fields the fields that this version of the program knows
     */
    private record Found(List<String> fields, List<Gpu> gpus) {}

    @Override
    public Map<String, String> facts(URI server, Gpus seen) {
        if (seen instanceof Gpus.None
                || !ServerProcesses.isHere(server)
                || found().gpus.isEmpty()) {
            return Map.of();
        }
        var processes = ServerProcesses.of(server, seen);
        return GpuFacts.of(
                ServerGpus.of(processes, found().gpus, GpuProcess.all(smi)).gpus(), processes.visible());
    }

    @Override
    public Optional<GpuWatch> watch(URI server, Gpus seen, Ticker ticker, Path raw) {
        if (seen instanceof Gpus.None
                || !ServerProcesses.isHere(server)
                || found().gpus.isEmpty()) {
            return Optional.empty();
        }
        var before = ServerGpus.of(ServerProcesses.of(server, seen), found().gpus, GpuProcess.all(smi));
        var fields = SmiWatch.FIELDS.stream().filter(found().fields::contains).toList();
        var uuids = before.gpus().stream().map(Gpu::uuid).toList();
        try {
            return Optional.of(new Watch(server, seen, before, SmiWatch.start(smi, fields, uuids, ticker, raw)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the machine's GPUs, which are queried once. */
    private synchronized Found found() {
        if (found == null) {
            var table = smi.query("gpu", FIELDS).orElse(new NvidiaSmi.Table(List.of(), List.of()));
            var whole = table.rows().stream()
                    .map(values -> new Gpu(values, List.of()))
                    .filter(gpu -> !gpu.uuid().isEmpty())
                    .toList();
            var parts = whole.stream().anyMatch(Gpu::partitioned)
                    ? smi.list().map(MigInstances::of).orElse(Map.of())
                    : Map.<String, List<MigInstances.Part>>of();
            found = new Found(
                    table.fields(),
                    whole.stream()
                            .map(gpu -> new Gpu(gpu.values(), parts.getOrDefault(gpu.uuid(), List.of())))
                            .toList());
        }
        return found;
    }

    /**
     * Samples the server's GPUs during the test, and lists the processes on them before and after it. Not during it, since each listing starts a
     * process.
     */
    private final class Watch implements GpuWatch {
        private final URI server;
        private final Gpus seen;
        private final ServerGpus before;
        private final SmiWatch samples;

        Watch(URI server, Gpus seen, ServerGpus before, SmiWatch samples) {
            this.server = server;
            this.seen = seen;
            this.before = before;
            this.samples = samples;
        }

        @Override
        public GpuRecord stop() {
            close();
            var both = before.and(ServerGpus.of(ServerProcesses.of(server, seen), before.gpus(), GpuProcess.all(smi)));
            return new GpuRecord(
                    "nvidia-smi",
                    before.gpus().stream().map(this::record).toList(),
                    both.own().size(),
                    both.others().stream()
                            .map(process -> new GpuRecord.Other(process.program(), process.mib()))
                            .toList());
        }

        private GpuRecord.Gpu record(Gpu gpu) {
            var name = Stream.of(gpu.value(Gpu.INDEX), gpu.value(Gpu.NAME))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(": "));
            return new GpuRecord.Gpu(name, gpu.partitioned(), samples.samples(gpu.uuid()));
        }

        @Override
        public void close() {
            samples.close();
        }
    }
}
