package dev.assay.accuracy.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The ways in which other tools score an answer, each with the tool's name and the version whose results it gives. A rule sees the whole text of
 * the content channel, as these tools do: thoughts are not removed, and an answer that was cut off is scored like any other. It never decides a
 * verdict, and its score can be compared only with scores by the same rule.
 */
public enum Rule {
    LM_EVAL_GSM8K_STRICT("lm-eval gsm8k strict-match", Version.LM_EVAL, numbers(LmEval::gsm8kStrict)),
    LM_EVAL_GSM8K_FLEXIBLE("lm-eval gsm8k flexible-extract", Version.LM_EVAL, numbers(LmEval::gsm8kFlexible)),
    LM_EVAL_GSM8K_COT_STRICT("lm-eval gsm8k_cot strict-match", Version.LM_EVAL, numbers(LmEval::gsm8kCotStrict)),
    LM_EVAL_GSM8K_COT_LLAMA_STRICT(
            "lm-eval gsm8k_cot_llama strict-match", Version.LM_EVAL, numbers(LmEval::gsm8kCotLlamaStrict)),
    VLLM_GSM8K("vllm gsm8k", Version.VLLM, values(AnswerValue.DIGITS)),
    SGLANG_GSM8K("sglang gsm8k", Version.SGLANG, values(AnswerValue.NUMBER)),
    SGLANG_GSM8K_LAST_EXPLICIT("sglang gsm8k last_explicit", Version.SGLANG_MAIN, values(AnswerValue.MARKED)),
    INSPECT_MATCH("inspect match", Version.INSPECT, everything(InspectMatch::text)),
    INSPECT_MATCH_NUMERIC("inspect match(numeric=True)", Version.INSPECT, numbers(InspectMatch::numeric)),
    SIMPLE_EVALS_MMLU("simple-evals mmlu", Version.SIMPLE_EVALS, choices(4, SimpleEvals::mmlu)),
    SIMPLE_EVALS_GPQA("simple-evals gpqa", Version.SIMPLE_EVALS, choices(4, SimpleEvals::gpqa)),
    LM_EVAL_MMLU_GENERATIVE(
            "lm-eval mmlu_generative get_response", Version.LM_EVAL, choices(4, LmEval::mmluGenerative)),
    LM_EVAL_MMLU_FLAN_STRICT(
            "lm-eval mmlu_flan_n_shot_generative strict-match", Version.LM_EVAL, choices(4, LmEval::mmluFlanStrict)),
    LM_EVAL_MMLU_FLAN_FLEXIBLE(
            "lm-eval mmlu_flan_n_shot_generative flexible-extract",
            Version.LM_EVAL,
            choices(4, LmEval::mmluFlanFlexible)),
    LM_EVAL_MMLU_FLAN_COT_ZERO_SHOT_STRICT(
            "lm-eval mmlu_flan_cot_zeroshot strict-match",
            Version.LM_EVAL,
            choices(4, LmEval::mmluFlanCotZeroShotStrict)),
    LM_EVAL_MMLU_FLAN_COT_ZERO_SHOT_FLEXIBLE(
            "lm-eval mmlu_flan_cot_zeroshot flexible-extract",
            Version.LM_EVAL,
            choices(4, LmEval::mmluFlanCotZeroShotFlexible)),
    LM_EVAL_MMLU_FLAN_COT_FEW_SHOT(
            "lm-eval mmlu_flan_cot_fewshot get-answer", Version.LM_EVAL, choices(4, LmEval::mmluFlanCotFewShot)),
    LM_EVAL_MMLU_PRO("lm-eval mmlu_pro custom-extract", Version.LM_EVAL, choices(10, LmEval::mmluPro));

    private final String key;
    private final String version;
    private final BiFunction<RightAnswer, String, Optional<RuleScore>> scorer;

    Rule(String key, String version, BiFunction<RightAnswer, String, Optional<RuleScore>> scorer) {
        this.key = key;
        this.version = version;
        this.scorer = scorer;
    }

    /** The programs whose results the rules give. */
    private static final class Version {
        static final String LM_EVAL = "lm-evaluation-harness 0.4.13";
        static final String VLLM = "vLLM's tests/evals/gsm8k at 03e0960";
        static final String SGLANG = "SGLang 0.5.23";
        static final String SGLANG_MAIN = "SGLang at 0d877b3";
        static final String INSPECT = "inspect_ai 0.3.285";
        static final String SIMPLE_EVALS = "simple-evals at ee3b031";
    }

    private interface ChoiceScorer {
        RuleScore score(RightAnswer.Choice right, String text);
    }

    private static BiFunction<RightAnswer, String, Optional<RuleScore>> numbers(
            BiFunction<String, String, RuleScore> scorer) {
        return (right, text) -> switch (right) {
            case RightAnswer.OfNumber(var written) -> Optional.of(scorer.apply(written, text));
            case RightAnswer.Text ignored -> Optional.empty();
            case RightAnswer.Choice ignored -> Optional.empty();
        };
    }

    private static BiFunction<RightAnswer, String, Optional<RuleScore>> values(AnswerValue value) {
        return (right, text) -> switch (right) {
            case RightAnswer.OfNumber(var written) -> value.score(written, text);
            case RightAnswer.Text ignored -> Optional.empty();
            case RightAnswer.Choice ignored -> Optional.empty();
        };
    }

    private static BiFunction<RightAnswer, String, Optional<RuleScore>> choices(int most, ChoiceScorer scorer) {
        return (right, text) -> switch (right) {
            case RightAnswer.Choice choice ->
                choice.options().size() > most ? Optional.empty() : Optional.of(scorer.score(choice, text));
            case RightAnswer.OfNumber ignored -> Optional.empty();
            case RightAnswer.Text ignored -> Optional.empty();
        };
    }

    private static BiFunction<RightAnswer, String, Optional<RuleScore>> everything(
            BiFunction<String, String, RuleScore> scorer) {
        return (right, text) -> Optional.of(scorer.apply(
                switch (right) {
                    case RightAnswer.OfNumber(var written) -> written;
                    case RightAnswer.Text(var written) -> written;
                    case RightAnswer.Choice choice -> choice.letter();
                },
                text));
    }

    /** Returns the name: the tool, its task or scorer, and its filter. */
    public String key() {
        return key;
    }

    /** Returns the program whose results the rule gives, with its version. */
    public String version() {
        return version;
    }

    /**
     * Scores an answer; empty if the rule does not apply to such a question.
     *
     * @param text the text of the content channel, as the server sent it
     */
    public Optional<RuleScore> score(RightAnswer right, String text) {
        return scorer.apply(right, text);
    }

    /**
     * Returns the rule with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Rule of(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no rule is called '" + key + "'. There are: " + String.join(", ", keys()) + "."));
    }

    private static List<String> keys() {
        return Arrays.stream(values()).map(Rule::key).toList();
    }

    @Override
    public String toString() {
        return key;
    }
}
