package dev.assay.server.launch;

import dev.assay.wire.secrets.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Copies what a server prints into its log, without secrets: engines print the settings that they were started with. */
final class PrintedOutput {
    private static final int PART = 8192;

    private final Thread copying;

    private PrintedOutput(Thread copying) {
        this.copying = copying;
    }

    /**
     * Begins to copy.
     *
     * @param printed ends when no process can write into it any more
     * @throws IOException if the log cannot be written
     */
    static PrintedOutput copy(InputStream printed, Path log, Secrets secrets) throws IOException {
        var file = secrets.into(Files.newOutputStream(log));
        return new PrintedOutput(Thread.ofPlatform()
                .daemon()
                .name("assay-server-log")
                .start(() -> {
                    var bytes = new byte[PART];
                    try (printed) {
                        try (file) {
                            for (var count = printed.read(bytes); count >= 0; count = printed.read(bytes)) {
                                file.write(bytes, 0, count);
                            }
                        } catch (IOException e) {
                            // The disk is full. A server whose output nobody reads would stop.
                            while (printed.read(bytes) >= 0) {}
                        }
                    } catch (IOException e) {
                        // The server has ended.
                    }
                }));
    }

    /** Waits until all is copied, but no longer than this: a process that the server left behind may hold its output open. */
    void await(Duration most) throws InterruptedException {
        copying.join(most);
    }
}
