package dev.assay.server.launch;

import dev.assay.wire.secrets.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that runs as a child process of the gate, on a free port. */
final class ProcessServer implements LaunchedServer {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration TO_END = Duration.ofSeconds(20);
    private static final Duration TO_FINISH_THE_LOG = Duration.ofSeconds(1);

    private final Process process;
    private final URI base;
    private final Path log;
    private final PrintedOutput printed;
    private final ShutdownHook hook;
    private volatile List<ProcessHandle> left = List.of();

    private ProcessServer(Process process, URI base, Path log, PrintedOutput printed) {
        this.printed = printed;
        this.process = process;
        this.base = base;
        this.log = log;
        hook = ShutdownHook.of(this::end);
    }

    /**
     * Starts it.
     *
     * @param secrets what must not stand in the log
     * @throws IOException if the program does not exist, or the log cannot be written
     */
    static ProcessServer start(ServerCommand command, Path log, Secrets secrets) throws IOException {
        Files.createDirectories(log.getParent());
        var port = FreePort.on(LOOPBACK);
        var builder = new ProcessBuilder(command.at(LOOPBACK, port)).redirectErrorStream(true);
        builder.environment().putAll(command.env());
        builder.environment().put(OwnerTag.NAME, OwnerTag.here().text());
        var process = builder.start();
        try {
            var printed = PrintedOutput.copy(process.getInputStream(), log, secrets);
            return new ProcessServer(process, URI.create("http://" + LOOPBACK + ":" + port), log, printed);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    @Override
    public URI base() {
        return base;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public Map<String, String> facts() {
        return Map.of();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public String ending() {
        return LaunchedServer.ending(process.exitValue());
    }

    @Override
    public boolean isAliveAfter(Duration time) throws InterruptedException {
        if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        printed.await(TO_FINISH_THE_LOG);
        return false;
    }

    @Override
    public void close() {
        end();
        hook.remove();
    }

    @Override
    public Optional<String> survivors() {
        return TaggedProcess.message(left);
    }

    /** Stops the server, then kills the processes that are left: a server that was killed from outside may leave workers behind. */
    private void end() {
        var descendants = process.descendants().toList();
        process.destroy();
        try {
            if (isAliveAfter(TO_END)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        var marked = TaggedProcess.all().stream()
                .filter(started -> started.tag().equals(OwnerTag.here()))
                .map(TaggedProcess::process);
        left = TaggedProcess.kill(
                Stream.concat(Stream.of(process.toHandle()), Stream.concat(descendants.stream(), marked)));
    }
}
