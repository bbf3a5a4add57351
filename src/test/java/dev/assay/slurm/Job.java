package dev.assay.slurm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A job of the Slurm that {@code .ci/slurm} started.
 *
 * @param number its number
 * @param log the file with what it prints
 */
record Job(String number, Path log) {
    private static final Pattern STATUS = Pattern.compile("ExitCode=(\\d+):");
    private static final int GLOBAL_ID = 4;

    /**
     * Submits a script.
     *
     * @param folder where its log is to be
     * @param words the options of sbatch, the script, and its arguments
     */
    static Job submit(Path folder, List<String> words) {
        var command = new ArrayList<>(List.of("sbatch", "--parsable", "--output=" + folder.resolve("job-%j.log")));
        command.addAll(words);
        var number = Command.run(command.toArray(String[]::new)).strip();
        return new Job(number, folder.resolve("job-" + number + ".log"));
    }

    /** Waits for its end, and returns its exit status and what it printed. */
    Command.Ended end() {
        // Slurm starts what depends on a job when the job has ended, however it ended.
        var shown = Command.run(
                "srun", "--quiet", "-n", "1", "--dependency=afterany:" + number, "scontrol", "show", "job", number);
        var status = STATUS.matcher(shown);
        if (!status.find()) {
            throw new AssertionError("no exit status of job " + number + " in:\n" + shown);
        }
        return new Command.Ended(Integer.parseInt(status.group(1)), printed());
    }

    /** Returns what it has printed so far. */
    String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills all of it, if it has not ended. */
    void kill() {
        Command.start("scancel", "--quiet", "--full", "--signal=KILL", number).end();
    }

    /** Kills the gate that a task of its first step started, without a chance to write anything down, as happens where memory runs out. */
    void kill(int task) {
        var gates = Command.run("scontrol", "listpids", number + ".0")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[GLOBAL_ID].equals(String.valueOf(task)))
                .flatMap(columns -> ProcessHandle.of(Long.parseLong(columns[0])).stream())
                .flatMap(ProcessHandle::descendants)
                .toList();
        if (gates.isEmpty()) {
            throw new AssertionError("task " + task + " of job " + number + " runs no gate:\n" + printed());
        }
        gates.forEach(ProcessHandle::destroyForcibly);
    }
}
