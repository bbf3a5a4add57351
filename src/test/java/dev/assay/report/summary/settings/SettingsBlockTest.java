package dev.assay.report.summary.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.evalsets.Asking;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.plan.evalsets.Subset;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.words.Language;
import dev.assay.testing.Plans;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsBlockTest {
    private static final Asking DRAWN = new Asking(
            Asking.Api.COMPLETIONS,
            "answer: \"{label|letter}\"",
            "Question: {question}\nAnswer:",
            new Subset(2, true, 7),
            null,
            new Sampling(new BigDecimal("0.6"), new BigDecimal("0.95"), 20, 5, List.of("\n", "Question:")),
            3);

    @Test
    void showsHowQuestionsAreAskedInTheWordsOfTheManifest() {
        assertThat(SettingsBlock.of(of(Plans.accuracy(6), DRAWN), Language.ENGLISH))
                .containsExactly(
                        "| evalset | questions | system message | max tokens | thinking | in flight | asked with |",
                        "|---|---|---|---|---|---|---|",
                        "| smollm2-135m first_light_v1 | 2 × 3 | none | 64 | off | 4 | api: completions;"
                                + " prompt: Question: {question}\\\\nAnswer:; subset: " + new Subset(2, true, 7)
                                + "; stop: \"\\\\n\", \"Question:\"; temperature: 0.6; top-p: 0.95; top-k: 20; sampling seed: 5;"
                                + " samples: 3 |");
    }

    @Test
    void showsNothingMoreOfAnEvalsetThatIsAskedPlainly() {
        assertThat(SettingsBlock.of(of(Plans.accuracy(6), Asking.PLAIN), Language.ENGLISH))
                .endsWith("| smollm2-135m first_light_v1 | 6 | none | 64 | off | 4 | none |");
    }

    private static RunVerdict of(TestSpec.Accuracy test, Asking asking) {
        var plain = test.evalset();
        var evalset = new Evalset(
                plain.name(),
                plain.title(),
                plain.system(),
                plain.maxTokens(),
                plain.thinking(),
                plain.answerIn(),
                plain.licence(),
                plain.source(),
                plain.sha256(),
                asking,
                plain.questions());
        var asked = new TestSpec.Accuracy(
                test.name(),
                evalset,
                test.concurrency(),
                test.early(),
                test.source(),
                test.limits(),
                test.conditions(),
                test.place());
        return new RunVerdict("r-1", "recordings in tapes", Plans.plan(asked), List.of());
    }
}
