package dev.assay.run.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.files.TraceFile;
import dev.assay.report.RunDirectory;
import dev.assay.run.console.Console;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierRepeatsTest {
    private static final Trace WHOLE = Traces.whole("c4-001", 0, 10, 10, 3);
    private static final Trace UNREACHED = Traces.trace("c4-002")
            .sentAt(0, 1)
            .ending(new Ending.ConnectFailed("refused"))
            .build();

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    private EarlierRepeats measured(Trace... traces) throws IOException {
        var planned = Plans.planned(Plans.loadTest(traces.length, 3));
        var directory = new RunDirectory(folder);
        var file = directory.traces(planned, 1);
        Files.createDirectories(file.getParent());
        try (var writer =
                new TraceFile.Writer(file, Plans.recording(List.of(traces)).header())) {
            for (var trace : traces) {
                writer.append(trace);
            }
            writer.end();
        }
        return new EarlierRepeats(directory, new Console(said::add), planned, 1, 1);
    }

    @Test
    void keepWhatWasMeasuredToItsEnd() throws IOException {
        assertThat(measured(WHOLE).kept()).isPresent();
        assertThat(said)
                .containsExactly("[assay] smollm2-135m c4: measured before the run was interrupted, and not again");
    }

    @Test
    void keepNothingWhereARequestFoundNoServer() throws IOException {
        assertThat(measured(WHOLE, UNREACHED).kept()).isEmpty();
        assertThat(said)
                .containsExactly(
                        "[assay] smollm2-135m c4: 1 request found no server before the run was interrupted, so it is"
                                + " measured again");
    }
}
