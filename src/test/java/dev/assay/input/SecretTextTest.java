package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vllm serve m --api-key s3cret --port 1        | vllm serve m --api-key … --port 1
            --admin-api-key=s3cret                        | --admin-api-key …
            HF_TOKEN=s3cret vllm serve                    | HF_TOKEN … vllm serve
            https://me:s3cret@host/v1                     | https://…@host/v1
            http://host/v1?api_key=s3cret&x=1 next        | http://host/v1?… next
            Bearer s3cret-s3cret                          | …
            found sk-s3cret-s3cret here                   | found … here
            --max-model-len 4096 --tokenizer t.json       | --max-model-len 4096 --tokenizer t.json
            user@host, and why? {"n": 1}                  | user@host, and why? {"n": 1}
            """)
    void hidesWhatLooksSecret(String text, String shown) {
        assertThat(SecretText.hiddenIn(text)).isEqualTo(shown);
    }

    @Test
    void aProblemHidesItWhereItQuotesWhatWasFound() {
        var place = Location.startOf("thresholds.yaml");

        assertThat(new Problem(place, "'key' must be one word; found [--api-key s3cret]. Such as KEY: capital letters"))
                .hasToString("thresholds.yaml:1:1: 'key' must be one word; found [--api-key …]. Such as KEY: capital"
                        + " letters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VLLM_API_KEY",
                "HF_TOKEN",
                "AWS_SECRET_ACCESS_KEY",
                "DB_PASSWORD",
                "--api-key",
                "X-Amz-Signature",
                "APIKEY"
            })
    void knowsNamesOfSecrets(String name) {
        assertThat(SecretText.isNamedBy(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOKENIZERS_PARALLELISM",
                "--max-num-batched-tokens",
                "AWS_ACCESS_KEY_ID",
                "--eos-token-id",
                "KEYBOARD",
                "--api-key-file",
                "SSH_AUTH_SOCK"
            })
    void knowsNamesThatOnlyLookLikeThem(String name) {
        assertThat(SecretText.isNamedBy(name)).isFalse();
    }
}
