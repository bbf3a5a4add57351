package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LaunchPaceTest {
    @Test
    void isAtMostTheSlowest() {
        assertThat(new LaunchPace(100_000).nanos()).isEqualTo(100_000);
        assertThatThrownBy(() -> new LaunchPace(100_001)).hasMessage("a pace is 0 to 100000 nanoseconds, found 100001");
        assertThatThrownBy(() -> new LaunchPace(-1)).hasMessage("a pace is 0 to 100000 nanoseconds, found -1");
    }

    @Test
    void needsAThread() {
        assertThatThrownBy(() -> new SocketThreads(0, LaunchPace.DEFAULT))
                .hasMessage("sockets need at least 1 thread, found 0");
    }
}
