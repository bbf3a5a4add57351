package dev.assay.run.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.verdicts.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFailureTest {
    private static final Path RUN = Path.of("runs/r-1");
    private static final String GO_ON = " Then run again, or go on with -Dassay.resume=" + RUN + ".";

    private static Verdict.Unmeasured of(Throwable failure) {
        return HostFailure.of(failure, RUN).orElseThrow();
    }

    @Test
    void saysThatADiskIsFull() {
        var full = new UncheckedIOException("cannot write a trace", new IOException("No space left on device"));

        assertThat(of(new CompletionException(full)))
                .isEqualTo(
                        new Verdict.Unmeasured("cannot write a trace: No space left on device", "Free space." + GO_ON));
    }

    @ParameterizedTest
    @CsvSource({
        "Read-only file system, Make it writable.",
        "Permission denied, Make it writable.",
        "Too many open files, Allow more open files with `ulimit -n`.",
        "Disk quota exceeded, Free space.",
        "Input/output error, Repair that."
    })
    void saysWhatToDo(String reason, String remedy) {
        assertThat(of(new UncheckedIOException("cannot write x", new FileSystemException("x", null, reason))))
                .isEqualTo(new Verdict.Unmeasured("cannot write x: " + reason, remedy + GO_ON));
    }

    @Test
    void saysThatADirectoryIsAnotherGates() {
        assertThat(HostFailure.atBegin(new UncheckedIOException(
                        "cannot create " + RUN, new FileAlreadyExistsException(RUN.toString()))))
                .isEqualTo(new Verdict.Unmeasured(
                        "cannot create " + RUN + ": it exists already",
                        "Another gate began in the same millisecond. Then run again."));
    }

    @Test
    void saysThatMemoryIsMissing() {
        assertThat(of(new CompletionException(new OutOfMemoryError("Java heap space"))))
                .isEqualTo(new Verdict.Unmeasured(
                        "this process had not enough memory (Java heap space)",
                        "Give it more with -Xmx, or plan fewer requests at a time." + GO_ON));
    }

    @Test
    void leavesFaultsOfTheProgramAlone() {
        assertThat(HostFailure.of(new IllegalStateException("a bug"), RUN)).isEmpty();
    }
}
