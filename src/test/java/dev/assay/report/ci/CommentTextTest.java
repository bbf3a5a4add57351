package dev.assay.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.words.Markdown;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommentTextTest {
    /** An invisible character behind the mark keeps it from being one. */
    @ParameterizedTest
    @CsvSource({
        "ask @octocat, ask @&#8203;octocat",
        "see #12 and GH-12, see #&#8203;12 and GH-&#8203;12",
        "see owner/name#12, see owner/name#&#8203;12",
        "see !12 and &12, see !&#8203;12 and &amp;&#8203;12",
        "~bug %v1 $3, \\~&#8203;bug %&#8203;v1 \\$&#8203;3",
        "~\"a label\", \\~&#8203;\"a label\"",
        "a@example.org, a@&#8203;example.org",
        "https://example.org/a, https:&#8203;//example.org/a",
        "see WWW.example.org, see WWW&#8203;.example.org",
    })
    void notifiesNobodyAndRefersToNothing(String answer, String shown) {
        assertThat(CommentText.inert(Markdown.text(answer))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "95 % of 100 !, 95 % of 100 !",
        "R&D <b>, R&amp;D &lt;b&gt;",
    })
    void leavesOtherTextAsMarkdownHasIt(String answer, String shown) {
        assertThat(CommentText.inert(Markdown.text(answer)).replace("&#8203;", ""))
                .isEqualTo(shown);
    }
}
