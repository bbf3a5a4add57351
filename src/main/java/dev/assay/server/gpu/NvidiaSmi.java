package dev.assay.server.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program {@code nvidia-smi}, which may be missing, may refuse and may hang: with a GPU that has fallen off its bus it does. One that is
 * missing or did not answer in time is not asked again.
 */
final class NvidiaSmi {
    /** Without persistence mode it wakes every GPU first, which takes a second or two each. */
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final String program;
    private final Duration deadline;
    private boolean gone;

    /** @param program its name, found on the PATH, or where it lies */
    NvidiaSmi(String program) {
        this(program, DEADLINE);
    }

    NvidiaSmi(String program, Duration deadline) {
        this.program = program;
        this.deadline = deadline;
    }

    /**
     * A table of what it was asked.
     *
     * @param fields those that this version of it knows, in their order
     */
    record Table(List<String> fields, List<Map<String, String>> tests) {}

    /** Asks for fields; those that this version does not know are left out of the answer. Empty if it does not answer. */
    Optional<Table> query(String what, List<String> fields) {
        var known = new ArrayList<>(fields);
        while (!known.isEmpty()) {
            var answer = ask("--query-" + what + "=" + String.join(",", known), "--format=csv,noheader,nounits");
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            var refused = SmiTable.refused(answer.get().text);
            if (refused.isPresent() && known.remove(refused.get())) {
                continue;
            }
            return answer.get().exit == 0
                    ? Optional.of(new Table(List.copyOf(known), SmiTable.tests(known, answer.get().text)))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Returns what it says of itself with {@code -L}; empty if it does not answer. */
    Optional<String> list() {
        return ask("-L").filter(answer -> answer.exit == 0).map(Answer::text);
    }

    /** Starts it so that it prints the fields of these GPUs again and again, until it is ended or nobody reads it. */
    Process loop(List<String> fields, List<String> uuids, Duration pause) throws IOException {
        return new ProcessBuilder(
                        program,
                        "--query-gpu=" + String.join(",", fields),
                        "--format=csv,noheader,nounits",
                        "--id=" + String.join(",", uuids),
                        "--loop-ms=" + pause.toMillis())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private record Answer(int exit, String text) {}

    private synchronized Optional<Answer> ask(String... arguments) {
        if (gone) {
            return Optional.empty();
        }
        try {
            // A pipe that nobody reads could fill up and stop it.
            var file = Files.createTempFile("assay-gpu", ".txt");
            try {
                var process = new ProcessBuilder(Stream.concat(Stream.of(program), Arrays.stream(arguments))
                                .toList())
                        .redirectErrorStream(true)
                        .redirectOutput(file.toFile())
                        .start();
                try {
                    if (process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                        return Optional.of(new Answer(process.exitValue(), Files.readString(file)));
                    }
                    gone = true;
                } finally {
                    process.destroyForcibly();
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            gone = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
