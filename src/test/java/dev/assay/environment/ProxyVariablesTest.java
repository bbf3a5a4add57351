package dev.assay.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Plans;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyVariablesTest {
    private static final URI ELSEWHERE = URI.create("https://gpu.example/qwen");

    @Test
    void areNotFollowedAndThatIsSaid() {
        assertThat(ProxyVariables.unused(
                        Map.of("HTTPS_PROXY", "http://me:s3cret@proxy:3128", "all_proxy", "x"),
                        ELSEWHERE,
                        Plans.plan(Plans.loadTest(1, 3))))
                .contains(
                        "requests go straight to https://gpu.example/qwen: HTTPS_PROXY, all_proxy of the environment is"
                                + " not followed; name a proxy with `proxy` in thresholds.yaml");
    }

    @Test
    void areNotSpokenOfWhereNobodyWouldExpectAProxy() {
        var plan = Plans.plan(Plans.loadTest(1, 3));

        assertThat(ProxyVariables.unused(Map.of("HTTPS_PROXY", " "), ELSEWHERE, plan))
                .isEmpty();
        assertThat(ProxyVariables.unused(
                        Map.of("HTTP_PROXY", "http://proxy:3128"), URI.create("http://127.0.0.1:8000"), plan))
                .isEmpty();
    }
}
