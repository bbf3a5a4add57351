package dev.assay.server.launch;

import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Calls the Docker daemon with a time limit: the Docker client itself waits forever if the daemon hangs. */
final class DockerCall {
    /** The time limit; longer than a daemon needs to attach GPUs to a container. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private DockerCall() {}

    /**
     * Returns the daemon's answer.
     *
     * @throws DockerException if the daemon refuses or does not answer in time
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
            throw new IllegalStateException("the call of the Docker daemon failed", e.getCause());
        } catch (TimeoutException e) {
            throw new DockerException(
                    "the Docker daemon did not answer within " + patience.toSeconds()
                            + " s; check whether `docker ps` works",
                    0,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DockerException("interrupted during a call of the Docker daemon", 0, e);
        }
    }
}
