package dev.assay.report.trends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.history.HistoryLine;
import dev.assay.report.history.HistoryTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrendsPageTest {
    private static final String HOSTILE = "</script><script>planted()</script>";

    private static HistoryLine line(int day, String test, Map<String, String> more) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("time", "2026-11-%02dT02:00:00Z".formatted(day));
        cells.put("branch", "bf16 " + test);
        cells.put("run", "run-" + day);
        cells.put("deployment", "bf16");
        cells.put("test", test);
        cells.put("verdict", "PASS");
        cells.putAll(more);
        return new HistoryLine(cells);
    }

    private static String page(List<HistoryLine> lines) {
        return TrendsPage.of(HistoryTable.EMPTY.with(lines), "runs");
    }

    private static JsonNode data(String page) {
        var json = Pattern.compile("<script type=\"application/json\" id=\"page-data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(json.find()).isTrue();
        return JsonMapper.shared().readTree(json.group(1));
    }

    private static List<HistoryLine> nights() {
        var lines = new ArrayList<HistoryLine>();
        for (var day = 1; day <= 9; day++) {
            lines.add(
                    day == 4
                            ? line(
                                    day,
                                    "c4",
                                    Map.of(
                                            "branch",
                                            "bf16 c4 (UNMEASURED)",
                                            "verdict",
                                            "UNMEASURED",
                                            "limits",
                                            "tpot.mean <= 44"))
                            : line(
                                    day,
                                    "c4",
                                    Map.of(
                                            "tpot.mean",
                                            "4" + day + ".5",
                                            "qps",
                                            "0.3",
                                            "version",
                                            day < 6 ? "0.31" : "0.32",
                                            "limits",
                                            "tpot.mean <= 44; qps >= 0.25")));
        }
        return lines;
    }

    @Test
    void drawsEachFigureWithItsLimitsAndAGapWhereARunIsUnmeasured() {
        var test = data(page(nights())).path("tests").path(0);

        assertThat(test.path("name").asString()).isEqualTo("bf16 c4");
        assertThat(test.path("figures").size()).isEqualTo(2);
        var tpot = test.path("figures").path(1);
        assertThat(tpot.path("name").asString()).isEqualTo("tpot.mean");
        assertThat(tpot.path("unit").asString()).isEqualTo("ms");
        assertThat(tpot.path("values").toString()).isEqualTo("[41.5,42.5,43.5,null,45.5,46.5,47.5,48.5,49.5]");
        assertThat(tpot.path("most").toString()).isEqualTo("[44.0,44.0,44.0,44.0,44.0,44.0,44.0,44.0,44.0]");
        assertThat(tpot.path("least").toString()).doesNotContain("0.25");
        assertThat(test.path("figures").path(0).path("least").path(0).asDouble())
                .isEqualTo(0.25);
        assertThat(test.path("runs").path(3).path("unmeasured").asBoolean()).isTrue();
    }

    @Test
    void saysTrendsGapsAndChangesInWordsAndShowsATableWithoutScripts() {
        assertThat(page(nights()))
                .contains("1 of 9 runs UNMEASURED")
                .contains("9 次运行中有 1 次未测得")
                .contains("rises over 8 runs: ")
                .contains("<td class=\"number\">41.50</td>")
                .contains("<td class=\"number\">–</td>");
        assertThat(data(page(nights()))
                        .path("tests")
                        .path(0)
                        .path("runs")
                        .path(5)
                        .path("changes")
                        .asString())
                .isEqualTo("version 0.31 → 0.32");
    }

    @Test
    void aChangeIsSeenAcrossARunThatDoesNotKnowItsVersion() {
        var lines = List.of(
                line(1, "c4", Map.of("qps", "1", "version", "0.31")),
                line(2, "c4", Map.of("branch", "bf16 c4 (UNMEASURED)", "verdict", "UNMEASURED")),
                line(3, "c4", Map.of("qps", "1", "version", "0.32")));

        assertThat(data(page(lines))
                        .path("tests")
                        .path(0)
                        .path("runs")
                        .path(2)
                        .path("changes")
                        .asString())
                .isEqualTo("version 0.31 → 0.32");
    }

    @Test
    void runsAreInTheOrderOfTheirTimesAndPartsOfAnEvalsetAreLeftOut() {
        var lines = List.of(
                line(2, "c4", Map.of("qps", "2")),
                line(1, "c4", Map.of("qps", "1")),
                line(3, "basics", Map.of("branch", "bf16 basics (part)", "accuracy", "100")));

        var tests = data(page(lines)).path("tests");

        assertThat(tests.size()).isEqualTo(1);
        assertThat(tests.path(0).path("figures").path(0).path("values").toString())
                .isEqualTo("[1.0,2.0]");
    }

    @Test
    void whatIsWrittenInTheFileIsTextAndNothingElse() {
        var page = page(
                List.of(line(1, HOSTILE, Map.of("run", HOSTILE, "version", HOSTILE, "verdict", HOSTILE, "qps", "1"))));

        assertThat(page).doesNotContain(HOSTILE).contains("&lt;script&gt;planted()");
        assertThat(data(page).path("tests").path(0).path("name").asString()).isEqualTo("bf16 " + HOSTILE);
    }

    @Test
    void loadsNothing() {
        assertThat(page(nights()).replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContain(" src=", "@import", "url(")
                .contains("default-src &#39;none&#39;");
    }
}
