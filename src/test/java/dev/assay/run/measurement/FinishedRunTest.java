package dev.assay.run.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.suite.GateRun;
import dev.assay.suite.SmallRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that was made before, judged again. */
@ExtendWith(SmallRun.class)
@Tag("slow")
class FinishedRunTest {
    private static final String CELL = "smollm2-135m c4";
    private static final String EVALSET = "smollm2-135m first_light_v1";

    @TempDir
    Path folder;

    private String name = "";
    private String figures = "";
    private String question = "";

    @BeforeEach
    void run(GateRun made) {
        GateRun.small(folder);
        figures = tests(made.result());
        question = made.with("passed").stream()
                .filter(test -> test.startsWith(EVALSET) && !test.matches(".* (accuracy|truncated)"))
                .findFirst()
                .orElseThrow();
        name = SmallRun.copy(made, folder);
    }

    /** Returns all that a result says of its tests. */
    private static String tests(String result) {
        return result.substring(result.indexOf("\"rows\""));
    }

    private void change(String from, String to) throws IOException {
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    @Test
    void givesTheSameResultWithoutTapesOrServers() throws IOException {
        for (var tape : List.of("c4", "first_light_v1")) {
            Files.delete(folder.resolve("tapes/smollm2-135m/" + tape + ".jsonl"));
        }

        var again = GateRun.in(folder, "run=" + name);

        assertThat(again.broken()).isNull();
        assertThat(again.with("error")).isEmpty();
        assertThat(tests(again.result())).isEqualTo(figures);
        assertThat(again.lastLine())
                .isEqualTo("[assay] The finished run " + folder.resolve(name)
                        + " of 2026-11-21 and 2026-11-22 was judged again; no server was contacted.");
    }

    /** The run is made to be one of a live server, which it was not, and its seal is taken off. */
    @Test
    void isNoRecordingWhereAServerWasMeasured() throws IOException {
        var traces = folder.resolve(name).resolve("traces/smollm2-135m/c4.jsonl");
        var text = Files.readString(traces);
        assertThat(text).contains("\"provenance\":\"recorded\"");
        Files.writeString(
                traces,
                text.replace("\"provenance\":\"recorded\"", "\"provenance\":\"measured\"")
                        .replaceFirst(",\"lines_sha256\":\"[0-9a-f]+\"", "")
                        .replaceFirst(",\"bodies_sha256\":\"[0-9a-f]+\"", ""));

        var again = GateRun.in(folder, "run=" + name, "cells=c4");

        assertThat(again.console())
                .anyMatch(line -> line.startsWith("[assay] PASS smollm2-135m c4: ")
                        && line.endsWith(" (3 more limits kept) (measured 2026-11-21)"));
        assertThat(again.lastLine())
                .isEqualTo("[assay] The finished run " + folder.resolve(name)
                        + " of 2026-11-21 and 2026-11-22 was judged again; no server was contacted.");
    }

    @Test
    void isJudgedAsFarAsItWasSelected() throws IOException {
        var first = GateRun.in(folder, "only=" + question);

        var again = GateRun.in(folder, "run=" + latest());

        assertThat(again.with("passed")).isEqualTo(first.with("passed")).contains(question);
        assertThat(again.tests()).isEqualTo(first.tests());
        assertThat(again.console()).anyMatch(line -> line.startsWith("[assay] PARTIAL run "));
    }

    @Test
    void isJudgedAsFarAsItsGroupsWent() throws IOException {
        var first = GateRun.of("load", folder);

        var again = GateRun.in(folder, "run=" + latest());

        assertThat(again.with("passed")).isEqualTo(first.with("passed")).contains(CELL);
        assertThat(again.tests()).isEqualTo(first.tests());
    }

    private String latest() throws IOException {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            return "runs/"
                    + runs.map(run -> run.getFileName().toString())
                            .max(Comparator.naturalOrder())
                            .orElseThrow();
        }
    }

    @Test
    void isRefusedWhereATestOfItIsGone() throws IOException {
        change("- cell: c4", "- cell: c5");

        assertThat(GateRun.in(folder, "run=" + name).console())
                .contains(
                        "[assay] command line: -Dassay.run: that run measured [smollm2-135m c4], which thresholds.yaml does"
                                + " not have. Name its directory with -Dassay.directory, or pick tests that the file has with"
                                + " -Dassay.deployment, -Dassay.cells or -Dassay.only.");
    }

    @Test
    void isCalledInterruptedWhereItDidNotComeToItsEnd() throws IOException {
        Files.delete(folder.resolve(name).resolve("result.json"));
        Files.delete(folder.resolve(name).resolve("traces/smollm2-135m/first_light_v1.jsonl"));

        var again = GateRun.in(folder, "run=" + name);

        assertThat(again.with("error")).containsExactly(EVALSET + " accuracy");
        assertThat(again.lastLine())
                .isEqualTo("[assay] The interrupted run " + folder.resolve(name)
                        + " of 2026-11-21 and 2026-11-22 was judged again; no server was contacted.");
        assertThat(again.result()).contains("\"target\" : \"interrupted run ");
    }

    @Test
    void isJudgedByTheLimitsOfToday() throws IOException {
        change("tpot.mean: {max: 70 ms}", "tpot.mean: {max: 1 ms}");

        var again = GateRun.in(folder, "run=" + name);

        assertThat(again.with("failed")).containsExactly(CELL);
        assertThat(again.test(CELL).printed())
                .contains("  traces  " + folder.resolve(name) + "/traces/smollm2-135m/c4.jsonl");
    }

    @Test
    void isUnmeasuredWhereAnotherVersionWasMeasured() throws IOException {
        change("engine: vllm\n", "engine: vllm\n    engine-version: 0.33.0\n");

        var again = GateRun.in(folder, "run=" + name);

        assertThat(again.test(CELL).message())
                .isEqualTo("UNMEASURED " + CELL + ": that run measured another server (engine-version 0.32.0 instead of"
                        + " 0.33.0). Measure it again, or correct `engine-version`.");
    }

    @Test
    void isUnmeasuredWhereItWasInterrupted() throws IOException {
        var traces = folder.resolve(name).resolve("traces/smollm2-135m/c4.jsonl");
        var lines = Files.readAllLines(traces);
        Files.write(traces, lines.subList(0, 31));

        var again = GateRun.in(folder, "run=" + name);

        assertThat(again.test(CELL).message())
                .matches("UNMEASURED smollm2-135m c4: 26 of 40 requests complete: 14 not sent\\. .*");
    }

    @Test
    void isUnmeasuredWhereItAnswersAnotherPlan() throws IOException {
        change("requests: 40", "requests: 50");

        var again = GateRun.in(folder, "run=" + name);

        assertThat(again.test(CELL).message())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: that run answers another plan (requests: [40] recorded, [50] planned)."
                                + " Measure it again, or undo the change of the plan; limits may change freely.");
    }

    @Test
    void picksAQuestionOfAllThatWereAsked() {
        var again = GateRun.in(folder, "run=" + name, "only=" + question);

        assertThat(again.with("passed")).contains(question);
        assertThat(again.with("error")).isEmpty();
    }

    /** The run's own words are changed: another model was asked than the one that answered. */
    @Test
    void isWorthNothingWhereAnotherModelAnswered() throws IOException {
        var traces = folder.resolve(name).resolve("traces/smollm2-135m/first_light_v1.jsonl");
        // As of a version that wrote no SHA-256.
        Files.writeString(
                traces,
                Files.readString(traces)
                        .replace("\"model\":\"smollm2\"", "\"model\":\"qwen\"")
                        .replaceFirst(",\"lines_sha256[^}]*", ""));

        var again = GateRun.in(folder, "run=" + name);

        assertThat(again.with("error")).containsExactly(EVALSET + " accuracy");
        assertThat(again.test(EVALSET + " accuracy").message())
                .matches(
                        "UNMEASURED smollm2-135m first_light_v1: first_light_v1-\\S+ was answered by \\[smollm2], the request"
                                + " asked for \\[qwen]\\. No limit was judged; see the traces\\. \\(recorded \\S+\\)");
        assertThat(again.with("passed")).noneMatch(test -> test.startsWith(EVALSET));
        assertThat(again.test(question).message()).startsWith("CORRECT, ").endsWith("; the evalset is UNMEASURED");

        var picked = GateRun.in(folder, "run=" + name, "only=" + question);
        assertThat(picked.with("error")).containsExactly(question);
        assertThat(picked.test(question).message()).startsWith("UNMEASURED " + EVALSET + ": first_light_v1-");
    }

    @Test
    void isRefusedWhereThereIsNone() {
        var again = GateRun.in(folder, "run=runs/nosuch");

        assertThat(again.with("error")).containsExactly("thresholds.yaml, evalsets and properties are valid");
        assertThat(again.console())
                .contains(
                        "[assay] command line: -Dassay.run is the directory of a run, such as runs/20261121-210400-000,"
                                + " found [runs/nosuch], which has no traces.");
    }
}
