package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Where the JUnit reports of a run are. */
class GateOptionsTest {
    /** A wrong shard is told by the run, in the reports of all. */
    @ParameterizedTest
    @CsvSource({
        "'', gate/reports",
        "--endpoint=http://127.0.0.1:8000, gate/reports",
        "--endpoint=http://127.0.0.1:8000 --shard=2/4 --shard.directory=shared, gate/reports/shard-2",
        "--endpoint=http://127.0.0.1:8000 --shard=2/4 --shard.directory=shared --reports=mine, mine",
        "--endpoint=http://127.0.0.1:8000 --shard=5/4 --shard.directory=shared, gate/reports",
        "--merge=shared, gate/reports"
    })
    void areInAFolderOfItsOwnForEachShard(String options, Path folder) {
        var arguments = new ArrayList<>(List.of("--directory=gate"));
        options.lines().flatMap(line -> List.of(line.split(" ")).stream()).forEach(arguments::add);

        var given = new CommandLine(GateCommand.VERIFY.spec()).parseArgs(arguments.toArray(String[]::new));

        assertThat(GateOptions.reports(given, GateOptions.properties(given))).isEqualTo(folder);
    }
}
