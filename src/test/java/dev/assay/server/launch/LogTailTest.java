package dev.assay.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogTailTest {
    /** A line of vLLM 0.32.0 on a CPU, which a hundred lines of two processes follow. */
    private static final String TOO_LARGE =
            "ValueError: To serve at least one request with the model's max seq len (200000), (4.29 GiB KV cache is needed,"
                    + " which is larger than the available KV cache memory (2.0 GiB).";

    private static final String LAST = "RuntimeError: Engine core initialization failed. See root cause above.";

    private static List<String> trace(int lines) {
        return IntStream.range(0, lines).mapToObj(i -> "  frame " + i).toList();
    }

    private static LogTail of(String first, List<String> between) {
        return new LogTail(Stream.of(Stream.of(first), between.stream(), Stream.of(LAST))
                .flatMap(lines -> lines)
                .toList());
    }

    @Test
    void areTheLastLines() {
        assertThat(of("begin", trace(20)).shown())
                .hasSize(12)
                .startsWith("  frame 9")
                .endsWith("  frame 19", LAST);
        assertThat(of("begin", trace(1)).shown()).containsExactly("begin", "  frame 0", LAST);
    }

    @Test
    void beginWithTheLineOfTheCauseIfItIsFarAbove() {
        assertThat(of(TOO_LARGE, trace(100)).shown())
                .hasSize(12)
                .startsWith(TOO_LARGE, "[…]", "  frame 91")
                .endsWith("  frame 99", LAST);
        assertThat(of(TOO_LARGE, trace(3)).shown())
                .containsExactly(TOO_LARGE, "  frame 0", "  frame 1", "  frame 2", LAST);
    }

    @Test
    void suggestWhatToDoAboutAKnownCause() {
        assertThat(of(TOO_LARGE, trace(100)).remedy())
                .contains("The model leaves too little memory for the KV cache: lower --max-model-len, raise"
                        + " --gpu-memory-utilization, or use a larger GPU.");
        assertThat(of("begin", trace(100)).remedy()).isEmpty();
    }
}
