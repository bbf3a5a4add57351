package dev.assay.report.summary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.ci.Comment;
import dev.assay.report.console.TestText;
import dev.assay.report.page.answers.AskedRuns;
import dev.assay.report.page.answers.AskedRuns.Told;
import dev.assay.report.terminal.TerminalText;
import dev.assay.report.words.Language;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** summary.md, the comment of a pull request and the text of a test: an answer adds neither a tag, nor a heading, nor a mention. */
class SummaryFuzz {
    private static final Pattern TAG = Pattern.compile("<[^>]*>?");
    private static final Pattern HEADING = Pattern.compile("(?m)^ {0,3}#{1,6} .*$");
    private static final Pattern MENTION = Pattern.compile("@\\w+|://");

    private static final RunVerdict HARMLESS = run("harmless");

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "harmless",
                        "# a\n## b",
                        "<b>x</b><br>",
                        "@octocat #1 https://example.org",
                        "| a | b |\n|---|---|",
                        "```\nx\n```",
                        "::error::x",
                        "##[error]x",
                        "</details>",
                        "\u202E\u0000",
                        "[a](b)",
                        "&lt;b&gt;",
                        "- [ ] x\n    code")
                .map(text -> text.getBytes(UTF_8));
    }

    private static RunVerdict run(String text) {
        var told = new Told("?" + text, text + "!", text, false, text + "?");
        return AskedRuns.of(List.of(told), Plans.min("accuracy", 1, Unit.SHARE, "1"))
                .run();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text.replace("<br>", " "))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    @MethodSource("seeds")
    @FuzzTest
    void hasTheSameFormWhateverAModelSays(byte[] bytes) throws Exception {
        Bounds.check(bytes, () -> {
            var run = run(new String(bytes, UTF_8));
            for (var language : Language.values()) {
                var text = Summary.of(run, language);
                var usual = Summary.of(HARMLESS, language);
                assertThat(found(TAG, usual)).containsAll(found(TAG, text));
                assertThat(found(HEADING, text)).hasSameSizeAs(found(HEADING, usual));
            }
            var comment = Comment.of(run, Optional.empty());
            var usual = Comment.of(HARMLESS, Optional.empty());
            assertThat(found(TAG, usual)).containsAll(found(TAG, comment));
            assertThat(found(MENTION, usual)).containsAll(found(MENTION, comment));
            var said = TestText.of(run.tests().getFirst(), "traces", "again");
            assertThat(TerminalText.lines(said).lines())
                    .allSatisfy(line ->
                            assertThat(line.strip()).doesNotStartWith("::").doesNotContain("##["));
        });
    }
}
