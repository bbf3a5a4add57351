package dev.assay.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
    /** The widths that Unicode 15's EastAsianWidth.txt has, and 0 for marks that stand over the character before them. */
    @ParameterizedTest
    @CsvSource({
        "qwen3-32b, 9",
        "通过, 4",
        "量化 4 位, 9",
        "（推算）, 8",
        "ｱ, 1",
        "Ａ, 2",
        "한국어, 6",
        "e\u0301, 1",
        "か\u3099, 2",
        "😀, 2",
        "\ud840\udc00, 2",
        "– … · ≥, 7"
    })
    void countsTheColumnsThatATextTakes(String text, int columns) {
        assertThat(Columns.width(text)).isEqualTo(columns);
    }

    @Test
    void fillsColumnsByWidthNotByLength() {
        assertThat(Columns.padded("通过", 6)).isEqualTo("通过  ");
        assertThat(Columns.right("未测", 6)).isEqualTo("  未测");
        assertThat(Columns.padded("通过", 3)).isEqualTo("通过");
    }

    @Test
    void breaksAtSpacesAndIndentsWhatFollows() {
        assertThat(Columns.wrapped("PASS  ", "accuracy 53/100 (95 % sure), allowed at least 44/100", 30, 8))
                .containsExactly("PASS  accuracy 53/100 (95 %", "        sure), allowed at", "        least 44/100");
    }

    @Test
    void breaksBetweenChineseCharactersButNotBeforeTheirFullStop() {
        assertThat(Columns.wrapped("", "样本不足，无法判定。请再测量五次。", 16, 2)).containsExactly("样本不足，无法判", "  定。请再测量五", "  次。");
    }

    @Test
    void keepsNamesWithHyphensPathsAndNumbersWhole() {
        assertThat(Columns.wrapped("", "see qwen3-32b-nvfp4 in runs/20261129-131110-542/result.json or 31/40", 42, 2))
                .containsExactly("see qwen3-32b-nvfp4 in", "  runs/20261129-131110-542/result.json or", "  31/40");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-very-long-name-without-any-space-that-ends-in-a-part-of-its-own-0042",
                "部署名称很长很长很长很长很长很长很长很长四十二号",
                "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"
            })
    void losesNothingOfAWordThatIsWiderThanALine(String word) {
        var lines = Columns.wrapped("FAIL  ", word, 16, 8);

        assertThat(lines).allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(16));
        assertThat(joined(lines)).isEqualTo(word);
        assertThat(lines).noneMatch(line -> line.strip().startsWith("\u0301"));
    }

    private static String joined(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring("FAIL  ".length()).strip())
                .collect(Collectors.joining());
    }
}
