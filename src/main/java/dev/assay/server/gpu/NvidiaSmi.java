package dev.assay.server.gpu;

import dev.assay.environment.ProgramOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the program {@code nvidia-smi}. It may be missing, fail or hang (for example after a GPU has fallen off the bus). If it is missing, did
 * not answer in time, or printed without an end, it is not run again.
 */
final class NvidiaSmi {
    /** The time limit. Without persistence mode the program first initialises every GPU, which takes one or two seconds each. */
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final String program;
    private final Duration deadline;
    private boolean gone;

    /** @param program its name on the PATH, or its path */
    NvidiaSmi(String program) {
        this(program, DEADLINE);
    }

    NvidiaSmi(String program, Duration deadline) {
        this.program = program;
        this.deadline = deadline;
    }

    /**
     * The table of an answer.
     *
     * @param fields the queried fields that this version knows, in their order
     */
    record Table(List<String> fields, List<Map<String, String>> rows) {}

    /** Queries fields. Fields that this version does not know are left out of the answer. Empty if the program does not answer. */
    Optional<Table> query(String what, List<String> fields) {
        var known = new ArrayList<>(fields);
        while (!known.isEmpty()) {
            var answer = ask("--query-" + what + "=" + String.join(",", known), "--format=csv,noheader,nounits");
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            var refused = SmiTable.refused(answer.get().text());
            if (refused.isPresent() && known.remove(refused.get())) {
                continue;
            }
            return answer.get().exit() == 0
                    ? Optional.of(new Table(
                            List.copyOf(known),
                            SmiTable.rows(known, answer.get().text())))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Returns the output of {@code nvidia-smi -L}; empty if the program does not answer. */
    Optional<String> list() {
        return ask("-L").filter(answer -> answer.exit() == 0).map(ProgramOutput::text);
    }

    /** Starts the program so that it prints the fields of these GPUs at intervals, until it is stopped or its output is closed. */
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

    private synchronized Optional<ProgramOutput> ask(String... arguments) {
        if (gone) {
            return Optional.empty();
        }
        var command =
                Stream.concat(Stream.of(program), Arrays.stream(arguments)).toList();
        try {
            var answer = ProgramOutput.of(new ProcessBuilder(command).redirectErrorStream(true), deadline)
                    .filter(ProgramOutput::whole);
            gone = answer.isEmpty();
            return answer;
        } catch (IOException e) {
            gone = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
