package dev.assay.report.page.answers;

import dev.assay.accuracy.Outcome;
import dev.assay.report.words.Said;
import java.util.Arrays;
import java.util.List;

/**
 * An outcome of a question as a page says it.
 *
 * @param kind a CSS class: {@code pass} for a right answer, {@code open} where nothing was measured, {@code fail} for all others
 * @param meaning what it means, in a few words
 */
public record OutcomeWord(Outcome outcome, String kind, Said meaning) {
    /** All outcomes, in their order. */
    public static final List<OutcomeWord> ALL =
            Arrays.stream(Outcome.values()).map(OutcomeWord::of).toList();

    /** Returns the word of an outcome. */
    public static OutcomeWord of(Outcome outcome) {
        return new OutcomeWord(
                outcome,
                outcome == Outcome.CORRECT ? "pass" : outcome.measured() ? "fail" : "open",
                switch (outcome) {
                    case CORRECT -> Said.of("the expected answer", "与标准答案一致");
                    case WRONG -> Said.of("another answer", "给出了其他答案");
                    case NO_ANSWER -> Said.of("text without an answer", "有文本，但找不到答案");
                    case MALFORMED_CALL -> Said.of("a call of a function that clients cannot read", "函数调用格式错误");
                    case STREAM_DIFFERS -> Said.of("streamed and whole answer differ", "流式与非流式的回答不一致");
                    case TRUNCATED -> Said.of("cut off; counts as not right", "输出被截断，计为未答对");
                    case THINK_UNCLOSED -> Said.of("the thinking never ended", "思考没有结束");
                    case EMPTY -> Said.of("no text", "内容为空");
                    case REFUSED -> Said.of("declined to answer", "拒绝回答");
                    case TRANSPORT_ERROR -> Said.of("the request failed, not measured", "请求失败，未测得");
                    case TIMEOUT -> Said.of("a deadline passed, not measured", "超过期限，未测得");
                });
    }
}
