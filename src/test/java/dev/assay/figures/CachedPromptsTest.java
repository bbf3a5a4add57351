package dev.assay.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.Transcript.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedPromptsTest {
    @Test
    void addsUpWhatEachAnswerSays() {
        var prompts = CachedPrompts.of(
                List.of(new Usage(100, 1, 96), new Usage(50, 1, 0), new Usage(50, 1, 50), new Usage(300, 1, null)));

        assertThat(prompts).isEqualTo(new CachedPrompts(146, 500, 3, 0));
        assertThat(prompts.share()).hasValue(0.292); // 146 / 500
    }

    @Test
    void knowsCountsThatAreImpossible() {
        var prompts = CachedPrompts.of(List.of(new Usage(100, 1, 101), new Usage(100, 1, -1), new Usage(100, 1, 40)));

        assertThat(prompts).isEqualTo(new CachedPrompts(140, 300, 3, 2));
        assertThat(prompts.share()).isEmpty();
    }

    @Test
    void hasNoShareOfPromptsWithoutATokenNorWhereNoAnswerSaysIt() {
        assertThat(CachedPrompts.of(List.of(new Usage(0, 1, 0))).share()).isEmpty();
        assertThat(CachedPrompts.of(List.of(new Usage(100, 1, null))).share()).isEmpty();
    }
}
