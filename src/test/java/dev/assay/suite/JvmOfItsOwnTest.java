package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.StartupResult;
import dev.assay.run.checked.JvmFlags;
import dev.assay.run.console.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A live run in a JVM that was started with or without the flags that exact times need. */
@Tag("slow")
class JvmOfItsOwnTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isToldByItsFlags(boolean set, @TempDir Path folder) throws IOException, InterruptedException {
        ServedGate.in(folder);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(set ? List.of(JvmFlags.WRITTEN.split(" ")) : List.of());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Opening.class.getName(), folder.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();

        assertThat(printed.lines().toList().getLast())
                .startsWith(
                        set
                                ? "can begin"
                                : "command line: the times of a live load test are exact only with certain flags of the JVM:");
    }

    /** Opens a session on a live server, as far as nothing is sent, in a JVM of its own. */
    static final class Opening {
        private Opening() {}

        public static void main(String[] folder) {
            var properties = Map.of("assay.directory", folder[0], "assay.endpoint", "http://127.0.0.1:9");
            try (var started = StartupResult.of(properties, Console.ofProcess(properties))) {
                System.out.println(
                        switch (started) {
                            case StartupResult.Refused refused -> refused.why().getMessage();
                            case StartupResult.Judging ignored -> "can begin";
                            case StartupResult.PartMeasured ignored -> "a part was measured";
                            case StartupResult.PlanShown ignored -> "the plan alone is shown";
                            case StartupResult.Imported ignored -> "results were imported";
                            case StartupResult.Planted ignored -> "faults were planted";
                            case StartupResult.LedgerShown ignored -> "earlier runs are shown";
                            case StartupResult.Summarised ignored -> "runs were summarised";
                            case StartupResult.TrendsShown ignored -> "the trends of earlier runs are shown";
                        });
            }
        }
    }
}
