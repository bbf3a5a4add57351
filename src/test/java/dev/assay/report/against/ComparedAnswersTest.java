package dev.assay.report.against;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.summary.ComparedTables;
import dev.assay.tools.samples.PairedScores;
import dev.assay.tools.samples.Sums;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparedAnswersTest {
    private static final String FILE = "samples_sums.jsonl";

    private static ComparedRun compared(PairedScores scores) {
        return new ComparedRun(FILE, List.of(new ComparedAnswers("small sums", FILE, scores)));
    }

    @Test
    void showsBothSidesByEachCommonScorerAndTheFilesOwnScoresApart() {
        var scores = PairedScores.of(Sums.evalset(), Sums.answers(FILE), Sums.here());

        // There 6 of 8 are right by text, and lm_eval 0.4.13 printed 2 of 8 and 6 of 8 by its filters; here only "It is
        // 41." is wrong.
        assertThat(String.join("\n", compared(scores).lines())).isEqualTo("""
                compared with samples_sums.jsonl:
                  small sums: 8 of 8 questions here and in samples_sums.jsonl of lm-evaluation-harness (paired: 8 by id)
                    figure                                         here  there  change    95 % interval
                    right by assay-number                          7/8   6/8    +12.5 pp  -32.9 pp to +52.8 pp
                    right by lm-eval gsm8k strict-match            0/8   2/8    -25.0 pp  -59.1 pp to +15.6 pp
                    right by lm-eval gsm8k flexible-extract        7/8   6/8    +12.5 pp  -32.9 pp to +52.8 pp
                    right by lm-eval gsm8k_cot strict-match        0/8   1/8    -12.5 pp  -47.1 pp to +24.0 pp
                    right by lm-eval gsm8k_cot_llama strict-match  0/8   2/8    -25.0 pp  -59.1 pp to +15.6 pp
                    right by vllm gsm8k                            7/8   6/8    +12.5 pp  -32.9 pp to +52.8 pp
                    right by sglang gsm8k                          7/8   6/8    +12.5 pp  -32.9 pp to +52.8 pp
                    right by sglang gsm8k last_explicit            7/8   6/8    +12.5 pp  -32.9 pp to +52.8 pp
                    right by inspect match                         7/8   6/8    +12.5 pp  -32.9 pp to +52.8 pp
                    right by inspect match(numeric=True)           7/8   6/8    +12.5 pp  -32.9 pp to +52.8 pp
                    lost by assay-number: sum-1
                    gained by assay-number: sum-2, sum-5
                    the file does not say which of its answers were cut off, so the text alone decides on both sides; cut off here: 1
                    the file's own scores, each by its own scorer and compared with nothing: exact_match by flexible-extract 6/8, exact_match by strict-match 2/8
                    no difference between small sums and samples_sums.jsonl is sure; not sure: accuracy by assay-number""");
    }

    @Test
    void namesWhatIsMissingOnEitherSide() {
        var here = new LinkedHashMap<>(Sums.here());
        here.remove("sum-3");
        var some = Sums.evalset().questions().subList(0, 4);

        var page = ComparedTables.page(
                compared(PairedScores.of(Sums.evalset().asking(some), Sums.answers("samples_sums_plain.jsonl"), here)));

        assertThat(page).isEqualTo("""
                # Compared with samples_sums.jsonl

                ## small sums

                small sums: 3 of 4 questions here and in samples_sums.jsonl of lm-evaluation-harness (paired: 4 by text)

                | figure | here | there | change | 95 % interval |
                |---|---|---|---|---|
                | right by assay-number | 2/3 | 2/3 | 0.0 pp | -69.2 pp to +69.2 pp |
                | right by lm-eval gsm8k strict-match | 0/3 | 1/3 | -33.3 pp | -79.2 pp to +41.5 pp |
                | right by lm-eval gsm8k flexible-extract | 2/3 | 2/3 | 0.0 pp | -69.2 pp to +69.2 pp |
                | right by lm-eval gsm8k_cot strict-match | 0/3 | 1/3 | -33.3 pp | -79.2 pp to +41.5 pp |
                | right by lm-eval gsm8k_cot_llama strict-match | 0/3 | 0/3 | 0.0 pp | -56.1 pp to +56.1 pp |
                | right by vllm gsm8k | 2/3 | 2/3 | 0.0 pp | -69.2 pp to +69.2 pp |
                | right by sglang gsm8k | 2/3 | 2/3 | 0.0 pp | -69.2 pp to +69.2 pp |
                | right by sglang gsm8k last_explicit | 2/3 | 2/3 | 0.0 pp | -69.2 pp to +69.2 pp |
                | right by inspect match | 2/3 | 2/3 | 0.0 pp | -69.2 pp to +69.2 pp |
                | right by inspect match(numeric=True) | 2/3 | 2/3 | 0.0 pp | -69.2 pp to +69.2 pp |

                - lost by assay-number: sum-1
                - gained by assay-number: sum-2
                - the file's own scores, each by its own scorer and compared with nothing: exact_match by flexible-extract 2/3, exact_match by strict-match 1/3
                - not answered here (1): sum-3
                - only there (4): doc_id 4, doc_id 5, doc_id 6, doc_id 7
                - no difference between small sums and samples_sums.jsonl is sure; not sure: accuracy by assay-number
                """);
    }

    @Test
    void countsWhatWasCutOffAsWrongWhereBothSidesSayWhatWas() {
        var scores = PairedScores.of(Sums.evalset(), Sums.answers("sums.eval"), Sums.here());

        // sum-8 was cut off on both sides, so that each has one right answer less than by its texts alone.
        assertThat(compared(scores).lines())
                .contains(
                        "  small sums: 8 of 8 questions here and in samples_sums.jsonl of inspect_ai 0.3.285 (paired: 8 by id)",
                        "    right by assay-number                          6/8   5/8    +12.5 pp  -32.9 pp to +52.8 pp",
                        "    right by inspect match(numeric=True)           7/8   6/8    +12.5 pp  -32.9 pp to +52.8 pp",
                        "    the file's own scores, each by its own scorer and compared with nothing: match(numeric=true) 6/8")
                .noneMatch(line -> line.contains("cut off"));
    }
}
