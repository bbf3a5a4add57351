package dev.assay.report.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final Redaction PLAIN = new Redaction(Set.of());

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            /mnt/data/models/qwen3-32b-nvfp4; qwen3-32b-nvfp4
            /home/alice/models/qwen3; qwen3
            /home/alice; …
            ~/models/qwen3; qwen3
            C:\\Users\\alice\\models\\qwen3; qwen3
            HuggingFaceTB/SmolLM2-135M-Instruct; HuggingFaceTB/SmolLM2-135M-Instruct
            --download-dir /srv/cache/hub --max-model-len 4096; --download-dir hub --max-model-len 4096
            http://10.1.2.3:8000/v1/models answers 503; … answers 503
            cannot reach 10.1.2.3:8000; cannot reach …
            cannot reach [fe80::1%eth0]:8000; cannot reach …
            cannot reach 2001:db8:0:1:2:3:4:5; cannot reach …
            connect to gpu-node-7:8000 failed; connect to … failed
            served by node7.cluster.internal; served by …
            localhost:8000 refused; … refused
            --api-key sk-live-123 --port 8000; --api-key … --port 8000
            HF_TOKEN=hf_abcdef123; HF_TOKEN …
            Authorization: Bearer abc.def; Authorization …
            mail alice@example.com; mail …
            {"kv_ip":"10.1.2.3","kv_rank":0}; {"kv_ip":"…","kv_rank":0}
            no route to 10.1.2.3.; no route to ….
            no route to ip-10-1-2-3; no route to …
            gpu-7.prod.acme.tech answers 503; … answers 503
            gpu01.example.de refused; … refused
            login as alice@gpu-node-7; login as …
            harbor.acme.zone/vllm/vllm-openai:v0.12.0; …/vllm/vllm-openai:v0.12.0
            registry.acme.zone:5000/team/vllm:v1; …/team/vllm:v1
            C:\\Users\\John Smith\\models\\qwen3; qwen3
            /Users/John Smith/models/qwen3; qwen3
            /home/张三/模型/qwen3; qwen3
            路径：/home/张三; 路径：…
            {"api_key": "secret-1"}; {"api_key …}
            AWS_ACCESS_KEY_ID=AKIAABCDEFGHIJKLMNOP; AWS_ACCESS_KEY_ID …
            sent eyJhbGciOiJIUzI1.eyJzdWIiOiIx.abc; sent …
            s3://bucket/models/qwen3; …
            """)
    void leavesOutAddressesAndFolders(String text, String left) {
        assertThat(PLAIN.of(text)).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "34/40",
                "0.551/s",
                "2026-11-22T00:40:31Z",
                "vllm 0.12.0",
                "580.105.08",
                "input tokens 10000, max tokens: 256",
                "--max-num-batched-tokens 8192 --enforce-eager",
                "NVIDIA RTX Pro 6000 BSE 96 GB, DC-4-96Q",
                "vllm-openai:v0.12.0",
                "sha256:a16820ca4a7d3fb244af056348cb3c677d3edef3a519853f53fb6bdd1c8ae9a2",
                "TPOT (E2E − TTFT) / (n − 1)",
                "正确数 / 回答数，≥ 44/100",
                "准确率/截断率",
                "vllm-openai@sha256:a16820ca4a7d3fb244af056348cb3c677d3edef3a519853f53fb6bdd1c8ae9a2",
                "Qwen2.5-7B.Q4.gguf, vllm 0.11.0.dev12+gabc"
            })
    void leavesOtherTextsAsTheyAre(String text) {
        assertThat(PLAIN.of(text)).isEqualTo(text);
        assertThat(PLAIN.touches(text)).isFalse();
    }

    @Test
    void leavesOutTheHostsAndUsersOfQuotedAddressesEverywhere() {
        var redaction = Redaction.of(
                List.of("http://gpu-node-7.lab:8000", "/home/alice/runs/1", "https://bob@registry/x"),
                List.of("carol"));

        assertThat(redaction.of("gpu-node-7 of alice, asked by carol: registry full"))
                .isEqualTo("… of …, asked by …: … full");
        assertThat(redaction.of("alicent")).isEqualTo("alicent");
    }

    @Test
    void keepsNamesThatSayNothingAboutAnybody() {
        assertThat(Redaction.of(List.of("http://localhost:8000", "/home/user/x"), List.of("root"))
                        .names())
                .isEmpty();
    }
}
