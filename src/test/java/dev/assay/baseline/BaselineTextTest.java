package dev.assay.baseline;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.set;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTextTest {
    @TempDir
    Path folder;

    @Test
    void hasALineForEachStartFigureAndGroupOfQuestions() {
        // Means and standard deviations: python3 -c "import statistics as s; print(s.mean(x), s.stdev(x))".
        assertThat(BaselineText.of(Baselines.both())).isEqualTo("""
                {
                  "format": "baseline/1",
                  "deployment": "qwen",
                  "tests": [
                    {
                      "test": "c10",
                      "conditions": {
                        "model": "Qwen/Qwen3-8B",
                        "precision": "bf16",
                        "engine": "vllm",
                        "concurrency": "10",
                        "requests": "100",
                        "server version": "0.31.0",
                        "server gpu": "NVIDIA H200"
                      },
                      "starts": [
                        {"measured_at": "2026-11-20T08:00:00Z", "source": "run 1", "server_start": "2026-11-20T08:00:00Z", "conditions": {"server driver": "580.105.08"}},
                        {"measured_at": "2026-11-20T09:00:00Z", "source": "run 2", "server_start": "2026-11-20T09:00:00Z", "conditions": {"server driver": "580.105.08"}},
                        {"measured_at": "2026-11-20T10:00:00Z", "source": "run 3", "server_start": "2026-11-20T10:00:00Z", "conditions": {"server driver": "590.10"}}
                      ],
                      "figures": {
                        "ttft.mean": {"mean": 402, "sd": 2.82843, "count": 2, "values": [400, 404, null]},
                        "tpot.mean": {"mean": 38.5412, "sd": 0.439698, "count": 3, "values": [38.1235, 38.5, 39], "below": [0, 0, 0.25], "above": [0, 0, "unbounded"]},
                        "qps": {"mean": 0.305, "sd": 0.00707107, "count": 2, "values": [0.3, 0.31, null]}
                      },
                      "history": [
                        {"accepted": "2026-11-21", "starts": 3, "means": {"ttft.mean": 402, "tpot.mean": 38.5412, "qps": 0.305}}
                      ]
                    },
                    {
                      "test": "basics",
                      "conditions": {
                        "model": "Qwen/Qwen3-8B",
                        "precision": "bf16",
                        "engine": "vllm",
                        "concurrency": "10",
                        "requests": "100",
                        "server version": "0.31.0",
                        "server gpu": "NVIDIA H200",
                        "server driver": "580.105.08"
                      },
                      "starts": [
                        {"measured_at": "2026-11-20T08:00:00Z", "source": "run 1", "server_start": "2026-11-20T08:00:00Z"},
                        {"measured_at": "2026-11-20T09:00:00Z", "source": "run 2", "server_start": "2026-11-20T09:00:00Z"}
                      ],
                      "answers": {
                        "arith-001": "11", "arith-002": "10",
                        "word-001": "10", "word-002": "00"
                      },
                      "history": [
                        {"accepted": "2026-11-21", "starts": 2, "means": {"accuracy": 0.75}}
                      ]
                    }
                  ]
                }
                """);
    }

    @Test
    void comesBackAsItWas() throws IOException {
        var baseline = Baselines.both();
        Files.createDirectories(folder.resolve("baselines"));
        Files.writeString(folder.resolve("baselines/qwen.json"), BaselineText.of(baseline));

        var read = BaselineReader.of(folder, "qwen").orElseThrow();

        assertThat(read.deployment()).isEqualTo("qwen");
        assertThat(BaselineText.of(read)).isEqualTo(BaselineText.of(baseline));
        for (var test : baseline.tests()) {
            var back = read.test(test.name()).orElseThrow();
            assertThat(back.starts()).usingRecursiveComparison().isEqualTo(test.starts());
            assertThat(back.history()).isEqualTo(test.history());
            assertThat(List.copyOf(back.starts().getFirst().answers().keySet()))
                    .isEqualTo(List.copyOf(test.starts().getFirst().answers().keySet()));
        }
    }

    @Test
    void keepsTheMarksOfTextsAndStartsALineAfterTenQuestions() throws IOException {
        var answers = new LinkedHashMap<String, Boolean>();
        for (var i = 10; i < 22; i++) {
            answers.put("q\"" + i, true);
        }
        var test = BaselineTest.accepted(
                "e",
                set(start(0, conditions("system message", "say\n\"yes\" – ü"), Map.of(), answers)),
                Set.of(),
                Baselines.ACCEPTED,
                List.of());
        var text = BaselineText.of(Baseline.none("d").with(test));
        var file = Files.writeString(folder.resolve("d.json"), text);

        assertThat(text).contains("\"system message\": \"say\\n\\\"yes\\\" – ü\"");
        assertThat(text.lines().filter(line -> line.contains("q\\\"")).map(line -> line.split("\": ", -1).length - 1))
                .containsExactly(10, 2);
        assertThat(BaselineReader.of(file).test("e").orElseThrow().starts()).isEqualTo(test.starts());
    }

    @Test
    void keepsInTheHistoryTheUsualFiguresAndThoseOfLimits() {
        var test = BaselineTest.accepted(
                "c10",
                set(start(0, conditions(), Baselines.values("ttft.p90", 1, "ttft.p99", 2, "e2e.mean", 3), Map.of())),
                Set.of("ttft.p99"),
                Baselines.ACCEPTED,
                List.of());

        assertThat(test.history().getLast().means()).containsOnlyKeys("ttft.p99", "e2e.mean");
    }

    @Test
    void replacesATestInItsPlaceAndKeepsItsHistory() {
        var before = Baselines.both();
        var again = BaselineTest.accepted(
                "c10",
                set(start(9, conditions(), Baselines.values("ttft.mean", 410), Map.of())),
                Set.of(),
                Baselines.ACCEPTED.plusDays(1),
                Baselines.loadTest().history());

        var after = before.with(again);

        assertThat(after.tests()).extracting(BaselineTest::name).containsExactly("c10", "basics");
        assertThat(after.test("c10").orElseThrow().starts()).hasSize(1);
        assertThat(after.test("c10").orElseThrow().history())
                .extracting(each -> each.on().toString())
                .containsExactly("2026-11-21", "2026-11-22");
        assertThat(again.set("its baseline").name()).isEqualTo("its baseline of 2026-11-20");
    }
}
