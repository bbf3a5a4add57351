package dev.assay.tools.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.audits.findings.Finding.Severity;
import dev.assay.input.InputException;
import dev.assay.tools.results.ImportedAnswers;
import dev.assay.tools.results.ImportedResult;
import org.junit.jupiter.api.Test;

class LmEvalFileTest {
    @Test
    void readsBothFiltersWithEachQuestion() {
        var imported = Results.of("lm-eval", "results.json");

        assertThat(imported)
                .extracting(ImportedResult::name)
                .containsExactly("results.json gsm8k_local strict-match", "results.json gsm8k_local flexible-extract");
        var strict = (ImportedAnswers) imported.getFirst();
        assertThat(strict.provenance()).isEqualTo("imported from lm-evaluation-harness 0.4.13");
        assertThat(strict.task()).isEqualTo("gsm8k_local, exact_match by strict-match");
        assertThat(strict.asked()).isEqualTo(20);
        assertThat(strict.correct()).hasSize(20).containsEntry(0, false).containsEntry(19, false);
        assertThat(strict.accuracy()).isZero();
    }

    @Test
    void sharesFollowFromTheSamplesAndNoneRightIsSaid() {
        assertThat(Results.of("lm-eval", "results.json").getLast().audits())
                .extracting(finding -> finding.severity() + " " + finding.text())
                .containsExactly(
                        "SOUND 20 of 20 questions are in the samples",
                        "SOUND 0 of 20 right, printed as 0.0",
                        "NOTE no answer is right: first check the samples, since a filter that finds no answer"
                                + " also gives 0");
    }

    @Test
    void readsSharesWithoutSamples() {
        var imported = Results.text("r.json", """
                {"lm_eval_version": "0.4.9", "results": {"gsm8k": {"alias": "gsm8k", "exact_match,none": 0.5}},
                 "n-samples": {"gsm8k": {"effective": 40}}}
                """);

        assertThat(imported).hasSize(1);
        assertThat(((ImportedAnswers) imported.getFirst()).accuracy()).isEqualTo(0.5);
        assertThat(imported.getFirst().audits())
                .extracting(finding -> finding.severity())
                .containsExactly(Severity.NOTE);
        assertThat(imported.getFirst().unmeasured()).isEmpty();
    }

    @Test
    void whereNobodySaysHowManyWereAskedThatIsANote() {
        var imported = Results.text("r.json", """
                {"lm_eval_version": "0.4.2", "results": {"gsm8k": {"exact_match,none": 0.5}}}
                """);

        assertThat(imported.getFirst().audits())
                .extracting(finding -> finding.severity() + " " + finding.text())
                .containsExactly("NOTE the file does not say how many questions were asked");
    }

    // A group's share is the mean of its tasks' shares if its configuration does not weight them by questions.
    @Test
    void aGroupNeedNotBeACount() {
        var imported = Results.text("r.json", """
                {"lm_eval_version": "0.4.9", "results": {"g": {"exact_match,none": 0.65}, "a": {"exact_match,none": 0.8},
                 "b": {"exact_match,none": 0.5}}, "group_subtasks": {"g": ["a", "b"], "a": []},
                 "n-samples": {"a": {"effective": 5}, "b": {"effective": 12}}}
                """);

        assertThat(imported).allMatch(result -> result.unmeasured().isEmpty());
        assertThat(imported.getFirst().audits())
                .extracting(finding -> finding.severity() + " " + finding.text())
                .containsExactly(
                        "NOTE a group of a, b, without samples of its own",
                        "NOTE 0.65 of 17 is not a whole number of right answers: 11.050; this may be a mean of"
                                + " the tasks' shares");
    }

    // tinyGSM8k estimates the share of all questions from 100.
    @Test
    void anEstimateIsNoCount() {
        var imported = Results.text("r.json", """
                {"lm_eval_version": "0.4.13", "results": {"tinyGSM8k": {"sample_len": 100, "exact_match,strict-match": 0.61234}},
                 "configs": {"tinyGSM8k": {"metric_list": [{"metric": "exact_match", "aggregation": "def agg_gpirt_gsm8k"}]}}}
                """);

        assertThat(imported.getFirst().audits())
                .extracting(finding -> finding.severity() + " " + finding.text())
                .containsExactly(
                        "NOTE an estimate from 100 questions by [def agg_gpirt_gsm8k], not a count of right answers");
    }

    @Test
    void refusesAVersionWhoseShapeIsNotKnown() {
        assertThatThrownBy(() -> Results.text("r.json", "{\"lm_eval_version\": \"0.5.0\", \"results\": {}}"))
                .isInstanceOf(InputException.class)
                .hasMessage("r.json:1:21: expected lm-evaluation-harness 0.4, found version [0.5.0]");
    }
}
