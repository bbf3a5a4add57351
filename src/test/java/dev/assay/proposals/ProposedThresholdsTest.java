package dev.assay.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.plan.Thresholds;
import dev.assay.plan.Workspace;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.stats.Sample;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposedThresholdsTest {
    private static final String LIMITS = """
                    limits:
                      tpot.mean: calibrate     # not known yet
                      ttft.p90:
                        max: 2 s   # typed
                        enforce: false
                      qps: [{min: 0.2/s}, {min: 0.1/s, enforce: false}]
            """.indent(4).replaceAll("(?m)^ {4}", "");

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory)
                .withQuestions(IntStream.rangeClosed(1, 40)
                        .mapToObj(n -> "{\"id\": \"sum-" + n + "\", \"type\": \"number\", \"question\": \"1 + " + n
                                + "?\", \"answer\": \"" + (n + 1) + "\"}\n")
                        .collect(Collectors.joining()));
        workspace.write(
                "thresholds.yaml",
                Workspace.GOOD
                        .replace("        limits:\n          tpot.mean: {max: 39.2 ms}\n", LIMITS)
                        .replace("        concurrency: 4\n", "        concurrency: 4\n        requests: 40\n")
                        .replace(
                                "accuracy: {min: 1/2}",
                                "accuracy: {min: 20/40, from: {mean: 50.0 %, sd: 1 pp, runs: 3, date: 2026-01-01}}"));
    }

    private static Proposal.Proposed proposed(Limit limit, List<Integer> byQuestion, double... values) {
        return (Proposal.Proposed) LimitProposals.of(
                limit,
                upper -> new RunValues.Known(Sample.of(values), byQuestion),
                new RunsOfTest(4, 0.01, LocalDate.of(2026, 11, 29), "RTX \"6000\""));
    }

    private static TestSpec test(Thresholds thresholds, int number) {
        return thresholds.deployments().getFirst().tests().stream()
                .filter(test -> !test.limits().isEmpty())
                .toList()
                .get(number);
    }

    private static List<Proposal.Proposed> proposals(Thresholds thresholds) {
        var load = test(thresholds, 1).limits();
        return List.of(
                proposed(load.get(0), List.of(), 43.6, 44.0, 44.1, 44.3, 44.7),
                proposed(load.get(1), List.of(), 1616, 1640, 1600, 1650, 1610),
                proposed(load.get(2), List.of(), 0.402, 0.398, 0.405, 0.411, 0.396),
                proposed(
                        test(thresholds, 0).limits().getFirst(),
                        List.of(10, 0, 0, 0, 0, 30),
                        0.75,
                        0.75,
                        0.75,
                        0.75,
                        0.75));
    }

    private InputFile file() {
        return new InputFile("thresholds.yaml", workspace.content(), "");
    }

    private static String text(InputFile file, List<Proposal.Proposed> proposals) {
        var problems = new Problems();
        var text = ProposedThresholds.text(file, proposals, problems);
        assertThat(problems.found()).isEmpty();
        return Objects.requireNonNull(text);
    }

    @Test
    void changesTheProposedLimitsAndNothingElse() {
        var thresholds = workspace.read();

        var diff = UnifiedDiff.of("thresholds.yaml", workspace.content(), text(file(), proposals(thresholds)));

        assertThat(diff.stream().filter(line -> line.startsWith("+") || line.startsWith("-")))
                .containsExactly(
                        "--- thresholds.yaml",
                        "+++ thresholds.yaml",
                        "-          tpot.mean: calibrate     # not known yet",
                        "+          tpot.mean: {max: 46.7 ms, from: {mean: 44.14 ms, sd: 0.41 ms, runs: 5, rate: 1 %, date: 2026-11-29,"
                                + " machine: \"RTX \\\"6000\\\"\"}, review-after: 2027-02-27}     # not known yet",
                        "-            max: 2 s   # typed",
                        "+            max: 1760 ms   # typed",
                        "+            from: {mean: 1623.2 ms, sd: 22 ms, runs: 5, rate: 1 %, date: 2026-11-29, machine: \"RTX \\\"6000\\\"\"}",
                        "+            review-after: 2027-02-27",
                        "-          qps: [{min: 0.2/s}, {min: 0.1/s, enforce: false}]",
                        "+          qps: [{min: 0.365/s, from: {mean: 0.4024/s, sd: 0.006/s, runs: 5, rate: 1 %, date: 2026-11-29, machine:"
                                + " \"RTX \\\"6000\\\"\"}, review-after: 2027-02-27}, {min: 0.1/s, enforce: false}]",
                        "-          accuracy: {min: 20/40, from: {mean: 50.0 %, sd: 1 pp, runs: 3, date: 2026-01-01}}",
                        "+          accuracy: {min: 27/40, from: {mean: 75 %, sd: 0 pp, by-question: [10, 0, 0, 0, 0, 30], runs: 5,"
                                + " rate: 1 %, date: 2026-11-29, machine: \"RTX \\\"6000\\\"\"}, review-after: 2027-02-27}");
    }

    @Test
    void readsTheNewTextAsWhatWasProposed() {
        var before = workspace.read();
        var proposals = proposals(before);
        var text = text(file(), proposals);
        var after = Thresholds.read(new InputFile("thresholds.yaml", text, ""), directory, Workspace.VOCABULARY);

        assertThat(ProposedThresholds.difference(before, after, proposals)).isEmpty();
        assertThat(ProposedThresholds.difference(before, before, proposals).orElse(""))
                .startsWith("smollm2-135m first_light_v1 accuracy: expected ");
    }

    @Test
    void namesALimitThatTheNewTextHasBesides() {
        var before = workspace.read();
        var more = workspace.content().replace("{min: 0.1/s, enforce: false}]", "{min: 0.2/s, enforce: false}]");
        var after = Thresholds.read(new InputFile("thresholds.yaml", more, ""), directory, Workspace.VOCABULARY);

        assertThat(ProposedThresholds.difference(before, after, List.of()).orElse(""))
                .startsWith("smollm2-135m c4 qps (tolerated): expected at least 0.1/s ");
    }

    @Test
    void reportsTheProblemsOfATextThatTheReaderRefuses() {
        assertThatThrownBy(() -> Thresholds.read(
                        new InputFile("thresholds.yaml", workspace.content().replace("2 s", "2"), ""),
                        directory,
                        Workspace.VOCABULARY))
                .isInstanceOf(InputException.class)
                .hasMessage("thresholds.yaml:18:18: 'ttft.p90' needs a duration: expected e.g. '39.2 ms', found [2]");
    }

    @Test
    void refusesALimitThatSpansLines() {
        workspace.write(
                "thresholds.yaml", workspace.content().replace("max: 2 s   # typed", "max: >\n              2 s"));
        var problems = new Problems();

        assertThat(ProposedThresholds.text(file(), proposals(workspace.read()), problems))
                .isNull();
        assertThat(problems.found())
                .extracting(Problem::toString)
                .containsExactly(
                        "thresholds.yaml:18:18: this value has lines of its own, so it cannot be replaced: write it on"
                                + " one line");
    }
}
