package dev.assay.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Small models repeat themselves until their tokens are used up. Judging such an answer must neither take for ever nor fill the stack. */
class RepeatedTextFuzz {
    private static final int CHARACTERS = 6_000;
    private static final int LONGEST = 40;

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "a",
                        " ",
                        "\n",
                        "1",
                        ",",
                        "1,000 ",
                        "<|eot_id|>",
                        "</think><|a|>",
                        "(",
                        "\\boxed{",
                        "$",
                        "**",
                        "- 1. ",
                        "####",
                        "<answer>",
                        "The answer is (A). ",
                        "1/2 ",
                        "三千",
                        "10^",
                        "`",
                        "{\"a\":",
                        "[",
                        "\\",
                        "I cannot ",
                        "A) b\n",
                        "½",
                        ". ",
                        "1.1.1",
                        "x^2 ")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isJudgedInTheTimeOfItsLength(byte[] bytes) throws Exception {
        var part = new String(Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST)), UTF_8);
        if (part.isEmpty()) {
            return;
        }
        var text = part.repeat(CHARACTERS / part.length());
        // The bounds are those of what is judged, and not of the part that it repeats.
        Bounds.check(text.getBytes(UTF_8), () -> {
            ScorersFuzz.judge(text, Arrays.hashCode(bytes));
            ScorersFuzz.judge("</think>" + text + "x", Arrays.hashCode(bytes));
        });
    }
}
