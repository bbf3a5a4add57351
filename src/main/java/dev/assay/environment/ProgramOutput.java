package dev.assay.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a program of this machine printed. It may take too long, or print without an end.
 *
 * @param exit its exit code
 * @param text what it printed; if that was too much, its first whole lines
 * @param whole whether that is all; otherwise the program was stopped
 */
public record ProgramOutput(int exit, String text, boolean whole) {
    /** The most bytes of its output. */
    static final int MOST_BYTES = 1 << 20;

    private static final Duration TO_FINISH = Duration.ofSeconds(1);
    private static final int PART = 8192;

    /**
     * Runs a program.
     *
     * @param deadline after which it is stopped
     * @return empty if it did not end until then
     * @throws IOException if it cannot be started
     */
    public static Optional<ProgramOutput> of(ProcessBuilder program, Duration deadline)
            throws IOException, InterruptedException {
        var process = program.start();
        var printed = new ByteArrayOutputStream();
        // A pipe that nobody reads could fill up and stop the program.
        var reader = Thread.ofPlatform().daemon().name("assay-program").start(() -> read(process, printed));
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            // A process that the program left behind may hold its output open.
            reader.join(TO_FINISH);
            return Optional.of(of(process.exitValue(), printed.toByteArray()));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void read(Process process, ByteArrayOutputStream printed) {
        var part = new byte[PART];
        try (var output = process.getInputStream()) {
            for (var count = output.read(part); count >= 0; count = output.read(part)) {
                printed.write(part, 0, count);
                if (printed.size() > MOST_BYTES) {
                    process.destroyForcibly();
                    return;
                }
            }
        } catch (IOException e) {
            // The program was stopped.
        }
    }

    private static ProgramOutput of(int exit, byte[] printed) {
        if (printed.length <= MOST_BYTES) {
            return new ProgramOutput(exit, new String(printed, UTF_8), true);
        }
        var text = new String(printed, 0, MOST_BYTES, UTF_8);
        return new ProgramOutput(exit, text.substring(0, text.lastIndexOf('\n') + 1), false);
    }
}
