package dev.assay.report.page.answers;

import dev.assay.accuracy.text.AnswerSource;
import dev.assay.report.words.Said;
import java.util.Arrays;
import java.util.List;

/**
 * Where the value of an answer was found, as a page says it.
 *
 * @param guess whether nothing in the answer says that this is its value
 */
public record SourceWord(Said said, boolean guess) {
    /** All sources, in their order. */
    public static final List<SourceWord> ALL =
            Arrays.stream(AnswerSource.values()).map(SourceWord::of).toList();

    /** Returns the words of a source. */
    public static SourceWord of(AnswerSource source) {
        return new SourceWord(
                Said.of(
                        source.toString(),
                        switch (source) {
                            case DECLARED -> "明确声明的答案";
                            case ONLY_NUMBER -> "末行唯一的数";
                            case REPEATED_RESULT -> "末行重复的计算结果";
                            case LAST_NUMBER -> "最后一个数";
                            case LETTER_ALONE -> "仅有选项字母";
                            case OPTION_TEXT -> "选项原文";
                            case LETTER_FIRST -> "开头的选项字母";
                            case LETTER_LAST -> "末行的选项字母";
                            case PATTERN -> "与模式匹配";
                            case WHOLE_TEXT -> "全文";
                            case CODE_BLOCK -> "代码块";
                        }),
                source.isGuess());
    }
}
