package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.UsageCounts.Places;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class UsageCountsTest {
    /** The numbers are at these places: 0 input, 1 output, 2 cached, 3 hit. */
    private static final List<String> PATHS = List.of(
            "/usage/prompt_tokens",
            "/usage/completion_tokens",
            "/usage/prompt_tokens_details/cached_tokens",
            "/usage/prompt_cache_hit_tokens");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"prompt_tokens":1,"completion_tokens":2}                                                                         | 0 | 1 | -1
            {"prompt_tokens":1,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":3}}                             | 0 | 1 | 2
            {"prompt_tokens":1,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":3},"prompt_cache_hit_tokens":4} | 0 | 1 | 2
            {"prompt_tokens":1,"completion_tokens":2,"prompt_tokens_details":{},"prompt_cache_hit_tokens":4}                  | 0 | 1 | 3
            {"prompt_tokens":1,"completion_tokens":2,"prompt_cache_hit_tokens":4}                                             | 0 | 1 | 3
            """)
    void haveTheirPlacesAmongTheNumbersOfAnEvent(String usage, int prompt, int completion, int cached) {
        assertThat(places(usage, PATHS)).isEqualTo(new Places(prompt, completion, cached));
    }

    @Test
    void mayEachHaveTheFirstPlace() {
        var usage = "{\"prompt_tokens\":1,\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":3}}";

        assertThat(places(usage, List.of(PATHS.get(1), PATHS.get(2), PATHS.get(0))))
                .isEqualTo(new Places(2, 0, 1));
        assertThat(places(usage, List.of(PATHS.get(2), PATHS.get(0), PATHS.get(1))))
                .isEqualTo(new Places(1, 2, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"prompt_tokens":1}
            {"completion_tokens":2}
            {"prompt_tokens":1,"output_tokens":2}
            {"prompt_tokens":1,"completion_tokens":2,"input_tokens_details":{"cached_tokens":3}}
            """)
    void haveNoPlacesWhereOneOfThemIsNotAmongTheNumbers(String usage) {
        assertThat(places(usage, PATHS)).isNull();
    }

    @Test
    void areTakenFromTheirPlaces() {
        int[] numbers = {5, 6, 7};

        assertThat(new Places(1, 2, 0).after(null, numbers)).isEqualTo(new Transcript.Usage(6, 7, 5));
        assertThat(new Places(1, 2, -1).after(null, numbers)).isEqualTo(new Transcript.Usage(6, 7, null));
        assertThat(new Places(1, 2, -1).running(numbers)).isEqualTo(7);
        assertThat(new Places(0, 1, -1).running(new int[2])).isNull();
    }

    private static @Nullable Places places(String usage, List<String> paths) {
        return Places.of(JsonMapper.shared().readTree(usage), paths);
    }
}
