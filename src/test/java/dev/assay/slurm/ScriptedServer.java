package dev.assay.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The scripted server of the benches in a process of its own, which answers many requests at once, each at its known times.
 *
 * @param process ends with its standard input
 * @param base its address
 */
record ScriptedServer(Process process, String base) implements AutoCloseable {
    /**
     * Starts it.
     *
     * @param first from a request to the first token
     * @param gap from one token to the next
     */
    static ScriptedServer start(Duration first, Duration gap) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:NewSize=512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.assay.bench.BenchServer",
                        "0",
                        String.valueOf(first.toMillis()),
                        String.valueOf(gap.toNanos() / 1000),
                        "4",
                        "false")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ScriptedServer(process, process.inputReader().readLine().split(" ", -1)[0]);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
