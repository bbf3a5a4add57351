package dev.assay.plan.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeArgumentsTest {
    private static final Set<String> NAMES = Set.of("--tensor-parallel-size", "-tp");

    private static ServeArguments of(String words) {
        return new ServeArguments(words.isEmpty() ? List.of() : Arrays.asList(words.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "nothing", delimiter = '|', textBlock = """
            --tensor-parallel-size 2             | 2
            --tensor-parallel-size=4             | 4
            --tensor_parallel_size 2             | 2
            -tp 8 --enforce-eager                | 8
            vllm serve m -tp 1                   | 1
            -tp 1 --tensor-parallel-size 2       | 2
            --seed -1 -tp 2                      | 2
            --tensor-parallel                    | nothing
            --enforce-eager                      | nothing
            """)
    void findsTheValueOfAnOption(String words, String value) {
        assertThat(of(words).value(NAMES).orElse(null)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --max-model-len 4096 -tp 2 --enforce-eager | --max-model-len 4096 --enforce-eager
            --tensor_parallel_size=2 --seed -1         | --seed -1
            """)
    void removesAnOptionWithItsValue(String words, String rest) {
        assertThat(of(words).without(NAMES)).isEqualTo(of(rest));
    }

    @Test
    void showsTheArgumentsQuotedForAShellWithoutSecrets() {
        assertThat(new ServeArguments(Arrays.asList(
                                "vllm",
                                "serve",
                                "a b",
                                "--api-key",
                                "sk-1",
                                "sk-2",
                                "--hf_token=hf-1",
                                "--speculative-config",
                                "{\"n\": 'x'}"))
                        .shown())
                .isEqualTo("vllm serve 'a b' --api-key … --hf_token … --speculative-config '{\"n\": '\\''x'\\''}'");
    }
}
