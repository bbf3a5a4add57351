package dev.assay.server.gpu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.recording.GpuRecord.Sample;
import dev.assay.wire.Ticker;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Samples GPUs with one {@code nvidia-smi} process that prints a line per GPU each second. Starting the program for each sample would cost a
 * process and a driver initialisation per second. The process ends when its output is closed, so also when the gate is killed.
 */
final class SmiWatch implements AutoCloseable {
    static final String CLOCK = "clocks.current.sm";
    static final String MEMORY_CLOCK = "clocks.current.memory";
    static final String POWER = "power.draw";
    static final String TEMPERATURE = "temperature.gpu";
    static final String BUSY = "utilization.gpu";
    static final String MEMORY = "memory.used";
    /** The reasons for reduced clocks, a hexadecimal number. This is the old name of the field, which all drivers from 2016 to 2026 know. */
    static final String REASONS = "clocks_throttle_reasons.active";

    static final List<String> FIELDS =
            List.of(Gpu.UUID, CLOCK, MEMORY_CLOCK, POWER, TEMPERATURE, BUSY, MEMORY, REASONS);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TO_END = Duration.ofSeconds(2);
    private static final double NANOS_PER_MS = 1e6;

    private final Process process;
    private final List<String> fields;
    private final Ticker ticker;
    private final Map<String, List<Sample>> seen = new HashMap<>();
    private final Thread reader;

    private SmiWatch(Process process, List<String> fields, int gpus, Ticker ticker, Path raw) {
        this.process = process;
        this.fields = fields;
        this.ticker = ticker;
        // Its time limits what is read, and is no time of a sample.
        var printed = new SmiOutput(process.getInputStream(), gpus, System::nanoTime);
        this.reader = Thread.ofPlatform().daemon().name("assay-gpu").start(() -> read(printed, raw));
    }

    /**
     * Starts it.
     *
     * @param fields those of {@link #FIELDS} that this version of the program knows
     * @param uuids the GPUs to sample
     * @throws IOException if it cannot be started
     */
    static SmiWatch start(NvidiaSmi smi, List<String> fields, List<String> uuids, Ticker ticker, Path raw)
            throws IOException {
        return new SmiWatch(smi.loop(fields, uuids, PAUSE), fields, uuids.size(), ticker, raw);
    }

    private void read(SmiOutput printed, Path raw) {
        try (var lines = new BufferedReader(new InputStreamReader(printed, UTF_8));
                var copy = begin(raw)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var at = ticker.nanos();
                copy.write(String.format(Locale.ROOT, "%.3f, %s%n", at / NANOS_PER_MS, line));
                SmiTable.row(fields, line).ifPresent(row -> add(at, row));
            }
        } catch (IOException e) {
            // The program was stopped, or the disk is full: the samples until then are kept. So are those of a program
            // that prints without an end.
        }
    }

    private BufferedWriter begin(Path raw) throws IOException {
        Files.createDirectories(raw.toAbsolutePath().getParent());
        var copy = Files.newBufferedWriter(raw, UTF_8);
        copy.write("ms, " + String.join(", ", fields) + System.lineSeparator());
        return copy;
    }

    private synchronized void add(long nanos, Map<String, String> row) {
        var uuid = row.get(Gpu.UUID);
        if (uuid != null) {
            seen.computeIfAbsent(uuid, key -> new ArrayList<>()).add(sample(nanos, row));
        }
    }

    static Sample sample(long nanos, Map<String, String> row) {
        return new Sample(
                nanos,
                number(row, POWER).map(watts -> whole(watts.movePointRight(3))).orElse(null),
                whole(row, CLOCK),
                whole(row, MEMORY_CLOCK),
                whole(row, TEMPERATURE),
                whole(row, BUSY),
                whole(row, MEMORY),
                reasons(row));
    }

    private static @Nullable Long whole(Map<String, String> row, String field) {
        return number(row, field).map(SmiWatch::whole).orElse(null);
    }

    private static Long whole(BigDecimal number) {
        return number.setScale(0, RoundingMode.HALF_UP).longValue();
    }

    private static Optional<BigDecimal> number(Map<String, String> row, String field) {
        return Optional.ofNullable(row.get(field))
                .filter(value -> value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?"))
                .map(BigDecimal::new);
    }

    private static @Nullable Long reasons(Map<String, String> row) {
        var value = row.getOrDefault(REASONS, "");
        return value.matches("0x[0-9A-Fa-f]{1,16}")
                ? Long.valueOf(Long.parseUnsignedLong(value.substring(2), 16))
                : null;
    }

    /** Returns the samples of a GPU so far. */
    synchronized List<Sample> samples(String uuid) {
        return List.copyOf(seen.getOrDefault(uuid, List.of()));
    }

    @Override
    public void close() {
        var started = process.descendants().toList();
        process.destroy();
        started.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            reader.join(TO_END);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
