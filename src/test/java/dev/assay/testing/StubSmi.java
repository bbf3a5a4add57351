package dev.assay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A shell script in place of {@code nvidia-smi}. Its output has the form of the public captures of the project nvidia_gpu_exporter ({@code
 * internal/captures}, drivers 465.27 to 610.62) with values of our own. It was not recorded from a GPU.
 */
public final class StubSmi {
    /** The GPU of {@link #h100}. */
    public static final String UUID = "GPU-6f1c2a7e-0000-4000-8000-5a5a5a5a5a5a";

    private StubSmi() {}

    /** Writes a program of this text into a folder. */
    public static Path write(Path folder, String script) {
        try {
            var file = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + script);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a program that reports a single GPU, and appends its arguments to the file {@code calls} in the same folder.
     *
     * @param processes the lines of the processes on it: {@code UUID, pid, MiB, name}
     * @param samples the lines that it prints with {@code --loop-ms}; then it waits until it is stopped
     */
    public static Path h100(Path folder, String processes, String samples) {
        return write(folder, """
                echo "$*" >> %s
                case "$*" in
                *--loop-ms=*)
                    printf '%s'
                    exec sleep 1000 ;;
                *--query-compute-apps=*)
                    printf '%s' ;;
                *--query-gpu=*)
                    echo '0, %s, NVIDIA H100 80GB HBM3, 590.48.01, 81559, Disabled, 700.00, 1980, 2619, 345, 2619, 69.85, 41, 0, 0, 0x0000000000000001' ;;
                esac
                """.formatted(
                        folder.resolve("calls"), samples.replace("\n", "\\n"), processes.replace("\n", "\\n"), UUID));
    }

    /** Returns the line of one sample. */
    public static String look(String watts, int clock, int celsius, String reasons) {
        return UUID + ", " + clock + ", 2619, " + watts + ", " + celsius + ", 100, 70321, " + reasons + "\n";
    }
}
