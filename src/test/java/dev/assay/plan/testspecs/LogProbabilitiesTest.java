package dev.assay.plan.testspecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.Workspace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogProbabilitiesTest {
    private static final String FILE = """
            version: 1
            deployments:
              bf16:
                model: m
                precision: bf16
                engine: vllm
                log-probabilities:
                  - texts: prose
                    limits:
                      nll: {max: 3.62 nats}
              int4:
                model: m
                precision: int4
                engine: vllm
                log-probabilities:
                  - texts: prose
                    source: measured
                    limits:
                      nll: [{max: 4 nats}, {against: bf16, margin: 1 %}]
                      perplexity: {max: 37.5}
            """;

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void write() {
        workspace = new Workspace(directory);
        workspace.write("thresholds.yaml", FILE);
        workspace.write("evalsets/prose.jsonl", """
                {"id": "one", "text": "A text."}
                {"id": "two", "text": "Another text."}
                """);
    }

    private LogProbabilities read() {
        return (LogProbabilities) workspace.read().deployments().get(1).tests().get(1);
    }

    @Test
    void readsTextsAndLimits() {
        var test = read();

        assertThat(test.name()).isEqualTo("prose");
        assertThat(test.texts().texts()).extracting(text -> text.id()).containsExactly("one", "two");
        assertThat(test.pace()).isEqualTo(new Pace.Closed(4));
        assertThat(test.source()).isEqualTo("measured");
        assertThat(test.limits())
                .extracting(limit -> limit.named() + " " + limit.bound() + ", " + limit.isStatistical())
                .containsExactly(
                        "nll at most 4 nats, false",
                        "nll against bf16 higher than bf16 by less than 1 %, true",
                        "perplexity at most 37.5, false");
    }

    @Test
    void itsFactsAreTheTexts() {
        var deployment = workspace.read().deployments().get(1);

        assertThat(PlanFacts.of(new Planned(deployment, read())))
                .containsEntry("texts sha256", read().texts().sha256())
                .containsEntry("concurrency", "4")
                .doesNotContainKey("texts");
    }

    @Test
    void mayBeRepeated() {
        assertThat(read().repeated(5).conditions().repeats()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {max: 3.62 nats}                  | {max: 3.62}                                | 10:22: 'nll' needs an amount in nats per token: expected e.g. '2.5 nats', found [3.62]
            {max: 3.62 nats}                  | {min: 3.62 nats}                           | 10:22: 'nll' is limited to at least this, and less of it is better: every worse value would pass. Write 'max', or 'between: [low, high]' if both ends are meant
            {max: 3.62 nats}                  | {max: 3.62 nats, window: steady}           | 10:11: 'nll' cannot judge the steady window: each text counts. Remove 'window'
            {max: 37.5}                       | {max: 37.5 nats}                           | 20:29: 'perplexity' needs a number without a unit: expected e.g. '12.5', found [37.5 nats]
            {max: 37.5}                       | {against: bf16, margin: 1 %}               | 20:33: 'perplexity' cannot be compared with a reference: compare 'nll', such as 'nll: {against: NAME, margin: 1 %}'
            `{against: bf16, margin: 1 %}`    | {against: bf16}                            | 19:32: the limit of 'nll' needs 'margin'
            `{against: bf16, margin: 1 %}`    | {against: bf16, margin: 0 %}               | 19:56: 'margin' of 'nll' needs a part of the reference, above 0 % and below 100 %, such as '1 %'; found [0 %]
            `{against: bf16, margin: 1 %}`    | {against: bf16, margin: 0.02 nats}         | 19:56: 'margin' of 'nll' needs a part of the reference, above 0 % and below 100 %, such as '1 %'; found [0.02 nats]
            `{against: bf16, margin: 1 %}`    | {against: bf61, margin: 1 %}               | 19:42: 'against' names baseline or a deployment of this file, found [bf61]. Did you mean 'bf16'?
            `{against: bf16, margin: 1 %}`    | {regression: {against: baseline, margin: 1 %}} | 19:32: 'regression' is for figures of load tests: write 'nll: {against: NAME, margin: 1 %}'
            `{against: bf16, margin: 1 %}`    | {against-test: other, margin: 1 %}         | 19:47: 'nll' is compared with a baseline or another deployment of this file, found [other], a test of the same deployment, which has other texts
            `{against: bf16, margin: 1 %}`    | {margin: 1 %}                              | 19:32: the limit of 'nll' needs exactly one of max, min, between and against
            `nll: {max: 3.62 nats}`           | `accuracy: {min: 50 %}`                    | 10:11: unknown figure 'accuracy' in the limits of a log-probabilities test; allowed: nll, perplexity
            `limits:\n          nll: {max: 3.62 nats}` | concurrency: 4                    | 8:9: a log-probabilities test needs 'limits': without a limit it cannot fail
            `  - texts: prose\n        limits:\n          nll: {max: 3.62` | `  - texts: prosa\n        limits:\n          nll: {max: 3.62` | 8:16: the texts [prosa] need the file evalsets/prosa.jsonl, which does not exist. Did you mean 'prose'?
            `        limits:\n          nll: {max: 3.62` | `        questions: 4\n        limits:\n          nll: {max: 3.62` | 9:9: unknown key 'questions' in a log-probabilities test; allowed: texts, name, tier, serve, enforce, repeats, concurrency, source, limits
            """)
    void refusesWhatItCannotJudge(String part, String instead, String message) {
        var from = part.replace("\\n", "\n");
        assertThat(FILE).contains(from);
        workspace.write("thresholds.yaml", FILE.replace(from, instead.replace("\\n", "\n")));

        assertThat(workspace.refusal()).contains("thresholds.yaml:" + message);
    }

    @Test
    void refusesAnEngineThatHasNoLogProbabilitiesOfATextBeforeAnythingIsSent() {
        workspace.write("thresholds.yaml", """
                version: 1
                deployments:
                  a:
                    model: m
                    precision: q4
                    engine: generic
                    log-probabilities: [{texts: prose, limits: {nll: {max: 3 nats}}}]
                """);

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:7:24: the engine [generic] does not return the log-probabilities of a text; these do: vllm. Remove"
                                + " 'log-probabilities', or serve the model with one of them");
    }

    @Test
    void refusesAReferenceWithOtherTexts() {
        workspace.write("evalsets/other.jsonl", """
                {"id": "one", "text": "A text."}
                {"id": "two", "text": "A text that is not the same."}
                """);
        workspace.write(
                "thresholds.yaml",
                FILE.replace(
                        "  - texts: prose\n        limits", "  - texts: other\n        name: prose\n        limits"));

        assertThat(workspace.refusal())
                .startsWith(
                        "thresholds.yaml:20:42: this test and [prose] of 'bf16' cannot be compared, since they measure different things:"
                                + " texts sha256 [")
                .contains("; texts [none] here and [other] there");
    }

    @Test
    void refusesAReferenceWithAnotherConcurrency() {
        workspace.write("thresholds.yaml", FILE.replace("source: measured", "concurrency: 8"));

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:19:42: this test and [prose] of 'bf16' cannot be compared, since they measure different things:"
                                + " concurrency [8] here and [4] there");
    }
}
