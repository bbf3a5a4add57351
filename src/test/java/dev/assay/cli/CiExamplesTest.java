package dev.assay.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.options.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of examples/ci and examples/shards against the command line that they use. */
class CiExamplesTest {
    private static final Path FOLDER = Path.of("examples/ci");
    private static final Pattern COMMAND = Pattern.compile("(?:assay\\.jar |\\[)verify\\b[^\\n]*");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z.-]+");
    private static final Path SHARDS = Path.of("examples/shards");
    /** Options of srun. */
    private static final Set<String> OF_SRUN = Set.of("--kill-on-bad-exit", "--cpus-per-task");

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .filter(file -> !file.endsWith("actionlint.yaml"))
                    .toList();
        }
    }

    private static Stream<String> commands(Path file) {
        try {
            return COMMAND.matcher(Files.readString(file)).results().map(MatchResult::group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void useOnlyOptionsThatExist() throws IOException {
        var known =
                Arrays.stream(Options.Name.values()).map(GateOptions::written).collect(toSet());

        for (var file : files()) {
            assertThat(commands(file)).as("commands of %s", file).isNotEmpty();
            assertThat(commands(file)
                            .flatMap(
                                    command -> OPTION.matcher(command).results().map(MatchResult::group)))
                    .as("options in %s", file)
                    .isSubsetOf(known);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate.sbatch", "kubernetes.yaml", "gitlab-ci.yml"})
    void splitARunAndMergeIt(String file) throws IOException {
        var known =
                Arrays.stream(Options.Name.values()).map(GateOptions::written).collect(toSet());

        var used = Files.readAllLines(SHARDS.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> OPTION.matcher(line).results().map(MatchResult::group))
                .filter(option -> !OF_SRUN.contains(option))
                .toList();

        assertThat(used)
                .contains("--shard", "--shard.directory", "--merge")
                .allMatch(option -> known.contains(option) || option.equals("--reports"));
    }

    @Test
    void haveATierForPullRequestsAndOneForNights() throws IOException {
        for (var file : List.of("github/gpu.yml", "gitlab/.gitlab-ci.yml", "kubernetes/gate.yaml")) {
            assertThat(FOLDER.resolve(file)).content().contains("nightly").containsPattern("\\bpr\\b");
        }
    }

    /** A regression that is tried again until it passes is hidden. */
    @Test
    void tryAgainOnlyWhatWasNotMeasured() throws IOException {
        var others = Arrays.stream(ExitStatus.values())
                .filter(status -> status != ExitStatus.PASS && status != ExitStatus.UNMEASURED)
                .map(status -> Integer.toString(status.code()))
                .sorted()
                .toList();

        assertThat(FOLDER.resolve("gitlab/.gitlab-ci.yml"))
                .content()
                .contains("exit_codes: [" + ExitStatus.UNMEASURED.code() + "]");
        assertThat(Pattern.compile("values: \\[([0-9, ]+)]")
                        .matcher(Files.readString(FOLDER.resolve("kubernetes/gate.yaml")))
                        .results()
                        .map(found ->
                                Stream.of(found.group(1).split(", ")).sorted().toList()))
                .containsExactly(others, others);
    }
}
