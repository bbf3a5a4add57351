package dev.assay.run.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Problem;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.prompt.Tokenizer;
import dev.assay.testing.Plans;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Load tests with one request to warm up, and a tokenizer with so many words. */
class PromptSupplyTest {
    private record Words(int count) implements Tokenizer {
        @Override
        public List<Integer> ids(String text) {
            return List.of();
        }

        @Override
        public List<String> words() {
            return Collections.nCopies(count, " word");
        }
    }

    private static List<String> problems(TestSpec.LoadTest loadTest, int words) {
        return PromptSupply.problems(loadTest, new Words(words))
                .map(Problem::message)
                .toList();
    }

    @Test
    void saysWhichOfThePromptsAreForTheWarmUpAndHowManyOfThemFit() {
        assertThat(problems(Plans.loadTest(12, 8), 12))
                .containsExactly("load test [c4] needs 13 prompts (12 + 1 to warm up) of which each begins with another"
                        + " word, and the deployment's tokenizer has 12 words of one token: set 'warmup' to at most 0, plan"
                        + " fewer requests, or draw prompts from a file");
        assertThat(problems(Plans.loadTest(12, 8), 13)).isEmpty();
    }

    @Test
    void saysThatASmallerWarmUpAloneIsNotEnough() {
        assertThat(problems(Plans.loadTest(12, 8), 11))
                .containsExactly("load test [c4] needs 13 prompts (12 + 1 to warm up) of which each begins with another"
                        + " word, and the deployment's tokenizer has 11 words of one token: plan fewer requests, with a"
                        + " smaller 'warmup', or draw prompts from a file");
    }

    /** The warm-up sends the prompts that are measured. */
    @Test
    void saysNothingOfAWarmUpThatHasNoPromptsOfItsOwn() {
        assertThat(problems(Plans.cached(Plans.loadTest(12, 8), CacheState.WARM), 11))
                .containsExactly("load test [c4] needs 12 prompts of which each begins with another word, and the"
                        + " deployment's tokenizer has 11 words of one token: plan fewer requests, or draw prompts from a"
                        + " file");
    }
}
