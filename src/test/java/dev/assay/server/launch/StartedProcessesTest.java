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

/** What hangs is not waited for for ever. */
class StartedProcessesTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    /** One that is killed, and waits for a device all the same. */
    private static ProcessHandle unending(long pid) {
        return handle(pid, true);
    }

    @SuppressWarnings("ReferenceEquality") // a proxy has no other equality: its equals is what this defines
    private static ProcessHandle handle(long pid, boolean alive) {
        return (ProcessHandle) Proxy.newProxyInstance(
                StartedProcessesTest.class.getClassLoader(),
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
    void namesTheProcessesThatAKillDoesNotEnd() {
        assertThat(StartedProcesses.remaining(StartedProcesses.kill(Stream.of(unending(4711)), SHORT)))
                .contains(
                        "process 4711 was killed and does not end, as where a driver hangs: what it holds of a GPU stays"
                                + " taken");
        assertThat(StartedProcesses.remaining(StartedProcesses.kill(Stream.of(unending(4711), unending(4712)), SHORT)))
                .contains(
                        "processes 4711, 4712 were killed and do not end, as where a driver hangs: what it holds of a GPU"
                                + " stays taken");
    }

    @Test
    void saysNothingOfProcessesThatEnd() {
        assertThat(StartedProcesses.remaining(StartedProcesses.kill(Stream.of(handle(4711, false)))))
                .isEmpty();
        assertThat(StartedProcesses.remaining(List.of())).isEmpty();
    }

    @Test
    void doesNotWaitForEverForADockerDaemonThatHangs() {
        var never = new Semaphore(0);

        Assertions.assertThatThrownBy(() -> DaemonCall.answer(
                        () -> {
                            never.acquireUninterruptibly();
                            return "";
                        },
                        SHORT))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("the Docker daemon did not answer within 0 s; see whether `docker ps` does");
        never.release();
    }
}
