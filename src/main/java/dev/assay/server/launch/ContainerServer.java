package dev.assay.server.launch;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.WaitResponse;
import dev.assay.wire.secrets.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a container, at a port of this machine. */
final class ContainerServer implements LaunchedServer {
    private static final Duration TO_END = Duration.ofSeconds(20);
    private static final Duration TO_FINISH_THE_LOG = Duration.ofSeconds(1);

    private final DockerClient docker;
    private final String id;
    private final URI base;
    private final Path log;
    private final Map<String, String> facts;
    private final LogFile printed;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final ShutdownHook hook;

    /**
     * @param secrets what must not stand in the log
     * @throws IOException if the log cannot be written
     */
    ContainerServer(DockerClient docker, String id, URI base, Path log, Secrets secrets, Map<String, String> facts)
            throws IOException {
        this.docker = docker;
        this.id = id;
        this.base = base;
        this.log = log;
        this.facts = Map.copyOf(facts);
        printed = new LogFile(secrets.into(Files.newOutputStream(log)));
        try {
            follow();
        } catch (RuntimeException e) {
            printed.close();
            throw e;
        }
        hook = ShutdownHook.of(this::end);
    }

    private void follow() {
        docker.logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .withTailAll()
                .exec(printed);
        docker.waitContainerCmd(id).exec(new ResultCallback.Adapter<WaitResponse>() {
            @Override
            public void onNext(WaitResponse response) {
                ended.complete(response.getStatusCode());
            }

            @Override
            public void onError(Throwable reason) {
                ended.completeExceptionally(reason);
            }

            @Override
            public void onComplete() {
                // If an exit code came before, this changes nothing.
                ended.completeExceptionally(new IOException("the Docker daemon reported no exit code"));
            }
        });
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
        return facts;
    }

    @Override
    public boolean isAlive() {
        return !ended.isDone();
    }

    @Override
    public boolean isAliveAfter(Duration time) throws InterruptedException {
        try {
            ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return true;
        } catch (ExecutionException e) {
            // The daemon or the container is gone; ending() reports it.
        }
        printed.awaitCompletion(TO_FINISH_THE_LOG.toMillis(), TimeUnit.MILLISECONDS);
        return false;
    }

    @Override
    public String ending() {
        if (ended.isCompletedExceptionally()) {
            return "is no longer known to Docker";
        }
        var code = LaunchedServer.ending(ended.resultNow());
        return wasOutOfMemory() ? code + " because its container ran out of memory" : code;
    }

    private boolean wasOutOfMemory() {
        try {
            return Boolean.TRUE.equals(DockerCall.answer(docker.inspectContainerCmd(id)::exec)
                    .getState()
                    .getOOMKilled());
        } catch (DockerException e) {
            return false;
        }
    }

    @Override
    public void close() {
        end();
        hook.remove();
    }

    /** Stops the container and removes it with all processes in it. */
    private void end() {
        try {
            DockerCall.answer(docker.stopContainerCmd(id).withTimeout((int) TO_END.toSeconds())::exec);
        } catch (NotModifiedException | NotFoundException e) {
            // It has ended.
        } catch (DockerException e) {
            // It is removed by force below.
        }
        remove(docker, id);
    }

    /** Removes a container by force. */
    static void remove(DockerClient docker, String id) {
        try {
            DockerCall.answer(docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true)::exec);
        } catch (NotFoundException e) {
            // It was removed already.
        }
    }

    /** Writes the server's output to the log as it comes. */
    private static final class LogFile extends ResultCallback.Adapter<Frame> {
        private final OutputStream file;

        LogFile(OutputStream file) {
            this.file = file;
        }

        @Override
        public void onNext(Frame frame) {
            try {
                file.write(frame.getPayload());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            file.close();
        }
    }
}
