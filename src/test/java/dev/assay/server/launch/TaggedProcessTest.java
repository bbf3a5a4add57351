package dev.assay.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.DockerException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The gate does not wait forever for something that hangs. */
class TaggedProcessTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    /** A process that does not end when it is killed, because it waits for a device. */
    private static ProcessHandle unending(long pid) {
        return handle(pid, true);
    }

    @SuppressWarnings("ReferenceEquality") // a proxy has no other equality: its equals is what this defines
    private static ProcessHandle handle(long pid, boolean alive) {
        return (ProcessHandle) Proxy.newProxyInstance(
                TaggedProcessTest.class.getClassLoader(),
                new Class<?>[] {ProcessHandle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "destroyForcibly" -> true;
                    case "isAlive" -> alive;
                    case "onExit" ->
                        alive ? new CompletableFuture<ProcessHandle>() : CompletableFuture.completedFuture(proxy);
                    case "pid" -> pid;
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> (int) pid;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void namesProcessesThatDoNotEndWhenKilled() {
        assertThat(TaggedProcess.message(TaggedProcess.kill(Stream.of(unending(4711)), SHORT)))
                .contains("process 4711 was killed and does not end, perhaps because a driver hangs: GPU memory"
                        + " may stay in use");
        assertThat(TaggedProcess.message(TaggedProcess.kill(Stream.of(unending(4711), unending(4712)), SHORT)))
                .contains("processes 4711, 4712 were killed and do not end, perhaps because a driver hangs: GPU"
                        + " memory may stay in use");
    }

    @Test
    void hasNoMessageIfAllProcessesEnd() {
        assertThat(TaggedProcess.message(TaggedProcess.kill(Stream.of(handle(4711, false)))))
                .isEmpty();
        assertThat(TaggedProcess.message(List.of())).isEmpty();
    }

    @Test
    void doesNotWaitForeverForADockerDaemonThatHangs() {
        var never = new Semaphore(0);

        Assertions.assertThatThrownBy(() -> DockerCall.answer(
                        () -> {
                            never.acquireUninterruptibly();
                            return "";
                        },
                        SHORT))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("the Docker daemon did not answer within 0 s; check whether `docker ps` works");
        never.release();
    }
}
