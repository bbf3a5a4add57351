package dev.assay.run.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.prompt.Prompt;
import dev.assay.prompt.Tokenizer;
import dev.assay.run.requests.LoadTestPrompts.Asking;
import dev.assay.testing.Plans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A load test of five requests and one to warm up, of 256 tokens each, and a tokenizer that knows twelve words. */
class LoadTestPromptsTest {
    private static final List<String> WORDS = Stream.of(
                    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
            .map(" "::concat)
            .toList();

    private static final class Words implements Tokenizer {
        @Override
        public List<Integer> ids(String text) {
            return Stream.of(text.strip().split(" "))
                    .map(word -> WORDS.indexOf(" " + word))
                    .toList();
        }

        @Override
        public List<String> words() {
            return WORDS;
        }
    }

    private static final TestSpec.LoadTest UNIQUE = Plans.loadTest(5, 8);

    private static List<String> first(TestSpec.LoadTest loadTest, int count) {
        return texts(LoadTestPrompts.endless(loadTest, new Words(), 42).limit(count));
    }

    private static List<String> texts(Stream<Asking> all) {
        return all.map(asking -> ((Prompt.Text) asking.prompt()).text()).toList();
    }

    /** The first are those of the load test; after it the prompts go on to differ, until no word is left to begin one. */
    @Test
    void goOnBeyondTheLoadTestWithoutAPromptTwice() {
        var planned = texts(LoadTestPrompts.of(UNIQUE, new Words(), 42).stream());
        var prompts = first(UNIQUE, 26);

        assertThat(planned).hasSize(6);
        assertThat(prompts.subList(0, 6)).isEqualTo(planned);
        assertThat(new HashSet<>(prompts.subList(0, 12))).hasSize(12);
        assertThat(prompts.subList(12, 24)).isEqualTo(prompts.subList(0, 12));
        assertThat(LoadTestPrompts.endless(UNIQUE, new Words(), 42).limit(3)).allSatisfy(asking -> {
            assertThat(asking.asked().inputTokens()).isEqualTo(256);
            assertThat(asking.asked().outputTokens()).isEqualTo(8);
        });
    }

    @Test
    void stayTheSameIfAllAreIdentical() {
        assertThat(new HashSet<>(first(Plans.loadTest(new Prompts.Identical(), 5, 8), 30)))
                .hasSize(1);
    }

    @Test
    void keepTheSharedPrefix() {
        var prompts = first(Plans.loadTest(new Prompts.SharedPrefix(200), 5, 8), 12);

        assertThat(new HashSet<>(prompts)).hasSize(12);
        assertThat(prompts)
                .allMatch(prompt -> new Words()
                        .ids(prompt)
                        .subList(0, 200)
                        .equals(new Words().ids(prompts.getFirst()).subList(0, 200)));
    }

    /** The prefix cache knows only the measured prompts, so the load repeats them. */
    @Test
    void repeatTheMeasuredPromptsForAWarmCache() {
        var prompts = first(Plans.cached(UNIQUE, CacheState.WARM), 15);

        var five = new ArrayList<>(prompts.subList(0, 5));
        assertThat(new HashSet<>(five)).hasSize(5);
        assertThat(prompts.subList(5, 10)).isEqualTo(five);
        assertThat(prompts.subList(10, 15)).isEqualTo(five);
    }
}
