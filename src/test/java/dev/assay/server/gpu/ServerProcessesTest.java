package dev.assay.server.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.launch.Gpus;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerProcessesTest {
    @Test
    void areFoundByTheSocketThatListens() {
        var table = """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 41001 1 0
                   1: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 41002 1 0
                   2: 0100007F:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 41003 1 0
                   3: 0100007F:1F40 0100007F:C001 01 00000000:00000000 00:00000000 00000000  1000        0 41004 1 0
                """;

        assertThat(ServerProcesses.listening(table, 8000)).containsExactlyInAnyOrder("41001", "41002");
        assertThat(ServerProcesses.listening(table, 8002)).isEmpty();
        assertThat(ServerProcesses.listening("", 8000)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void areThoseOfTheServerAtAnAddress() {
        try (var server = ScriptedEndpoint.of(Script.json(200, "{}"))) {
            assertThat(ServerProcesses.of(server.base(), new Gpus.All()).pids())
                    .contains(ProcessHandle.current().pid());
        }
    }

    @Test
    void haveTheGpusOfTheirContainer() {
        var nobody = URI.create("http://127.0.0.1:1");

        assertThat(ServerProcesses.of(nobody, new Gpus.Some(List.of("1", "MIG-01")))
                        .visible())
                .containsExactlyInAnyOrder("1", "MIG-01");
        assertThat(ServerProcesses.of(nobody, new Gpus.All()).visible()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000, true",
        "http://localhost:8000, true",
        "http://[::1]:8000/qwen, true",
        "https://gpu.example, false",
        "http://10.0.0.7:8000, false"
    })
    void areSearchedOnThisMachineOnly(URI server, boolean here) {
        assertThat(ServerProcesses.isHere(server)).isEqualTo(here);
    }
}
