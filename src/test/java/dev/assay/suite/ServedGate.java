package dev.assay.suite;

import static dev.assay.testing.GateFiles.KEPT;
import static dev.assay.testing.GateFiles.cell;
import static dev.assay.testing.GateFiles.tests;

import dev.assay.testing.GateFiles;
import dev.assay.testing.SmallServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A gate in a folder of its own, with two small load tests, c1 and c2, on servers that it starts itself. */
public record ServedGate(GateFiles files) {
    static final String FIRST = "small c1";
    static final String SECOND = "small c2";

    /**
     * Writes it.
     *
     * @param keys further keys of the deployment, a line each
     */
    public static ServedGate in(Path folder, String... keys) {
        var gate = new ServedGate(GateFiles.in(folder));
        gate.write(keys);
        return gate;
    }

    /** Writes thresholds.yaml, with other keys of the deployment. */
    public void write(String... keys) {
        var command = SmallServer.command().stream()
                .map(JsonMapper.shared()::writeValueAsString)
                .collect(Collectors.joining(", ", "command: [", "]"));
        files.deployment(
                Stream.concat(Stream.of(command), Stream.of(keys)).toList(),
                tests("load", cell("c1", 5, KEPT), cell("c2", 5, KEPT)));
    }

    /** Runs the two load tests. */
    public GateRun run(String... properties) {
        return GateRun.of("load", files.folder(), properties);
    }

    /** Returns the directories of its runs, the oldest first. */
    public List<Path> runs() {
        return files.runs();
    }
}
