package dev.assay.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EnginesTest {
    @Test
    void haveTheNamesThatPeopleWrite() {
        assertThat(Engines.names()).containsExactly("vllm", "sglang");
    }

    @Test
    void knowTheirOwnCountOfRequests() {
        assertThat(Engines.named("vllm").running()).contains("vllm:num_requests_running");
        assertThat(Engines.named("sglang").running()).contains("sglang:num_running_reqs");
    }

    @Test
    void refuseAnotherName() {
        assertThatThrownBy(() -> Engines.named("tgi"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no engine is called tgi");
    }
}
