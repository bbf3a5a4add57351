package dev.assay.accuracy.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceFinderTest {
    private static final Options CAPITALS = new Options(List.of("Paris", "London", "Rome", "Berlin"));
    private static final int LONG = 50_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B, ",
                "the answer is ",
                "Answer: ",
                "is the ",
                "(",
                "(A) ",
                "\n",
                "#",
                "####",
                "\\boxed{",
                "$",
                "\\text{",
                "B\n",
                "A. Paris\n",
                "not ",
                "答案",
                "选",
                "Question: ",
                " ",
                "**"
            })
    void readsLongTextsInLittleTime(String piece) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(ChoiceFinder.find(piece.repeat(LONG / piece.length()), CAPITALS))
                        .isNotNull());
    }
}
