package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.report.console.ConsoleTable;
import dev.assay.report.console.PlanText;
import dev.assay.report.console.TestText;
import dev.assay.report.json.ResultJson;
import dev.assay.report.summary.Summary;
import dev.assay.report.words.Language;
import dev.assay.testing.Plans;
import dev.assay.testing.Texts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What people and programs read of a log-probabilities test. */
class TextsReportTest {
    private static RunVerdict run(TestVerdict test) {
        return new RunVerdict(
                "20261129-090000-000",
                "recordings in tapes",
                false,
                new Plan(List.of(test.planned()), false),
                List.of(test));
    }

    private static List<String> section(TestVerdict test, Language language, String title) {
        var lines = Summary.of(run(test), language).lines().toList();
        return lines.stream()
                .skip(lines.indexOf("## " + title) + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void theConsoleHasALineWithEveryLimit() {
        assertThat(ConsoleTable.of(run(Runs.texts())))
                .startsWith(
                        "verdict       texts",
                        "FAIL          smollm2-135m t",
                        "                FAIL nll 2.2000 nats (95 % interval 0.1670 nats to 4.2330 nats), allowed at",
                        "                  most 2 nats",
                        "                perplexity 9.025 (95 % interval 1.182 to 68.923), allowed at most 20");
    }

    @Test
    void theTextOfATestHasItsFiguresAndTheLeastProbableTextsFirst() {
        assertThat(TestText.of(Runs.texts(), "t.jsonl", "mvn verify").lines().toList())
                .containsSubsequence(
                        "  audit   log-probabilities: sound: all 5 tokens of 2 texts after the first of each have one",
                        "  figure  nll 2.2000 nats, n=5 tokens of 2 texts",
                        "  figure  perplexity 9.025, n=5 tokens of 2 texts",
                        "  text    one: 2.3333 nats per token, 3 tokens",
                        "  text    two: 2.0000 nats per token, 2 tokens");
    }

    @Test
    void theSummaryHasATableOfTexts() {
        assertThat(section(Runs.texts(), Language.ENGLISH, "Log-probabilities"))
                .containsExactly(
                        "| texts of | precision | model | texts | tokens | nll (nats) | perplexity | Notes |",
                        "|---|---|---|---|---|---|---|---|",
                        "| t | bf16 | HuggingFaceTB/SmolLM2-135M-Instruct | 2 | 5 | 2.2000 | 9.0250 | smollm2-135m t FAIL; recorded |",
                        "nll: −Σ ln p(token \\| the tokens before it) / tokens, in nats, over all texts; the first token of a text has no p. perplexity: e^nll");
    }

    @Test
    void theSummaryHasTheMeanOfRepeats() {
        assertThat(section(Runs.repeatedTexts(), Language.ENGLISH, "Log-probabilities"))
                .element(2)
                .isEqualTo(
                        "| t | bf16 | HuggingFaceTB/SmolLM2-135M-Instruct | 2 | – | 2.2200 ± 0.0283 (2) | 9.2092 ± 0.2604 (2) | smollm2-135m t FAIL; recorded |");
    }

    @Test
    void theChineseSummarySaysTheSame() {
        var text = Summary.of(run(Runs.texts()), Language.CHINESE);

        assertThat(text).contains("## 对数概率", "不达标 nll 2.2000 nats（95 % 区间 0.1670 nats 至 4.2330 nats）");
    }

    @Test
    void resultJsonHasTheFiguresAndEveryText() {
        var row = JsonMapper.shared().readTree(ResultJson.of(run(Runs.texts()))).at("/rows/0");

        assertThat(row.path("text_figures").toString())
                .isEqualTo(
                        "{\"nll\":{\"value\":2.2,\"interval_95\":[0.167007,4.232993],\"unit\":\"nats\",\"samples\":5},"
                                + "\"perplexity\":{\"value\":9.025013,\"interval_95\":[1.181763,68.923194],\"unit\":\"\",\"samples\":5}}");
        assertThat(row.path("texts").toString())
                .isEqualTo(
                        "[{\"id\":\"one\",\"tokens\":3,\"nll_sum\":7.0},{\"id\":\"two\",\"tokens\":2,\"nll_sum\":4.0}]");
    }

    @Test
    void resultJsonSaysOfATextWhyItHasNone() {
        var row = JsonMapper.shared()
                .readTree(ResultJson.of(run(Runs.unmeasuredTexts())))
                .at("/rows/0");

        assertThat(row.at("/texts/1/undefined").asString())
                .isEqualTo(
                        "the answer has no log-probabilities: the server does not give them for a streamed completion with 'echo', or a"
                                + " gateway removes them");
    }

    @Test
    void thePlanSaysWhatIsRead() {
        var plan = Plans.plan(Texts.test(List.of("one", "two", "three"), Texts.against(1)));

        assertThat(PlanText.of(plan, Map.of()))
                .contains(
                        "plan: 1 test, 3 requests",
                        "smollm2-135m t: the log-probabilities of 3 texts, 4 in flight",
                        "  nll against bf16 higher than bf16 by less than 1 %: compared text by text, over 3 texts");
    }
}
