package dev.assay.server.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The end of a server's log, and the cause of the server's end that it shows. */
public record LogTail(List<String> lines) {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int SHOWN = 12;

    /** Known causes, recognised by lines of the log. More specific ones come first, since one error causes many other log lines. */
    private enum Cause {
        NO_GPU(
                "No CUDA GPUs are available|Failed to infer device type|Found no NVIDIA"
                        + " driver|libcuda\\.so\\.1: cannot open",
                "The server found no GPU: start it on a machine with one, or give a GPU to the container."),
        TOO_LARGE(
                "No available memory for the cache blocks|KV cache is needed, which is larger than|larger than"
                        + " the maximum number of tokens that can be stored in KV cache",
                "The model leaves too little memory for the KV cache: lower --max-model-len, raise"
                        + " --gpu-memory-utilization, or use a larger GPU."),
        OUT_OF_MEMORY(
                "CUDA out of memory|OutOfMemoryError|less than desired GPU memory utilization|Cannot allocate"
                        + " memory|std::bad_alloc|DefaultCPUAllocator: can't allocate",
                "The server ran out of memory: stop other programs that use it, lower --gpu-memory-utilization"
                        + " or --max-model-len, or use a larger machine."),
        NO_MODEL(
                "Repository Not Found|is not a local folder and is not a valid model identifier|Can't load the"
                        + " configuration of|does not appear to have a file named config\\.json|Repo id"
                        + " must|HFValidationError|Cannot find any model weights",
                "The server did not find the model: correct `model` in thresholds.yaml, or put the checkpoint there."),
        NOT_SUPPORTED(
                "[Mm]odel architectures? .*not supported|does not recognize this architecture|Unknown quantization method",
                "This version of the engine does not support the model: use a newer one."),
        PORT_TAKEN(
                "[Aa]ddress already in use",
                "Another process has the server's port: run the gate again, or" + " stop that process."),
        ARGUMENTS(
                "error: unrecognized arguments|error: argument |invalid choice: ",
                "The server does not know an argument: correct `serve` or `command` in thresholds.yaml.");

        private final Pattern said;
        private final String remedy;

        Cause(String said, String remedy) {
            this.said = Pattern.compile(said);
            this.remedy = remedy;
        }

        boolean matches(String line) {
            return said.matcher(line).find();
        }
    }

    public LogTail {
        lines = List.copyOf(lines);
    }

    /** Reads the end of a log; no lines if it cannot be read. */
    public static LogTail of(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var from = Math.max(0, file.length() - MOST_BYTES);
            var bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return new LogTail(text.lines().filter(line -> !line.isBlank()).toList());
        } catch (IOException e) {
            return new LogTail(List.of());
        }
    }

    /** Returns what to do; empty if the log does not show a known cause. */
    public Optional<String> remedy() {
        return cause().map(cause -> cause.remedy);
    }

    private Optional<Cause> cause() {
        return Arrays.stream(Cause.values())
                .filter(cause -> lines.stream().anyMatch(cause::matches))
                .findFirst();
    }

    /** Returns the lines to show: the last ones, and before them the line with the cause if it is not among them. */
    public List<String> shown() {
        var last = last(SHOWN);
        var why = cause().flatMap(cause ->
                lines.reversed().stream().filter(cause::matches).findFirst());
        return why.isEmpty() || last.contains(why.get())
                ? last
                : Stream.concat(Stream.of(why.get(), "[…]"), last(SHOWN - 2).stream())
                        .toList();
    }

    private List<String> last(int most) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /** Returns the last lines as the end of a message. */
    public String text() {
        return lines.isEmpty()
                ? "Its log is empty"
                : "The last lines of its log:\n    " + String.join("\n    ", shown());
    }
}
