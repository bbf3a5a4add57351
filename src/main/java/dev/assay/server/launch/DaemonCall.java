package dev.assay.server.launch;

import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** What is asked of the Docker daemon: its client waits for ever for the answer of one that hangs. */
final class DaemonCall {
    /** Longer than a daemon takes to give a container its GPUs. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private DaemonCall() {}

    /**
     * Returns the daemon's answer.
     *
     * @throws DockerException if it refuses, or does not answer
     */
    static <T> T answer(Supplier<T> call) {
        return answer(call, PATIENCE);
    }

    static <T> T answer(Supplier<T> call, Duration patience) {
        var task = new FutureTask<>(call::get);
        Thread.ofPlatform().daemon().name("assay-docker").start(task);
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("the Docker daemon could not be asked", e.getCause());
        } catch (TimeoutException e) {
            throw new DockerException(
                    "the Docker daemon did not answer within " + patience.toSeconds()
                            + " s; see whether `docker ps` does",
                    0,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DockerException("interrupted while the Docker daemon was asked", 0, e);
        }
    }
}
