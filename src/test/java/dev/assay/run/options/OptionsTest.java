package dev.assay.run.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.plan.deployments.ServerDifference;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000, http://127.0.0.1:8000",
        "http://127.0.0.1:8000/, http://127.0.0.1:8000",
        "http://127.0.0.1:8000/v1, http://127.0.0.1:8000",
        "http://127.0.0.1:8000/v1/, http://127.0.0.1:8000",
        "https://gpu.example/qwen/v1, https://gpu.example/qwen"
    })
    void takesAnAddressWithAndWithoutTheV1(String written, String base) {
        assertThat(Options.of(Map.of("assay.endpoint", written)).endpoint()).isEqualTo(URI.create(base));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8000", "ftp://127.0.0.1", "http://", "not an address"})
    void refusesWhatIsNoAddress(String written) {
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", written)))
                .isInstanceOf(InputException.class)
                .hasMessage("command line: -Dassay.endpoint is an address such as http://127.0.0.1:8000, found ["
                        + written + "].");
    }

    @Test
    void refusesAPasswordInTheAddressWithoutRepeatingIt() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", "http://me:s3cret@127.0.0.1:8000")))
                .hasMessage(
                        "command line: -Dassay.endpoint holds a user or a password: name the variable that holds it with"
                                + " `key` or `headers` in thresholds.yaml.");
    }

    @Test
    void takesWhoTellsOfGpus() {
        var told = Options.of(Map.of(
                "assay.endpoint",
                "http://gpu-node:8000",
                "assay.dcgm",
                "http://gpu-node:9400/metrics",
                "assay.smi",
                "/opt/bin/nvidia-smi"));

        assertThat(told.dcgm()).isEqualTo(URI.create("http://gpu-node:9400/metrics"));
        assertThat(told.smi()).isEqualTo("/opt/bin/nvidia-smi");
        assertThat(Options.of(Map.of()).dcgm()).isNull();
        assertThat(Options.of(Map.of()).smi()).isEqualTo("nvidia-smi");
    }

    @Test
    void refusesAnExporterWithoutALiveServer() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.dcgm", "http://gpu-node:9400/metrics")))
                .hasMessage(
                        "command line: -Dassay.dcgm tells of the GPUs of a live server: give -Dassay.endpoint=URL or"
                                + " -Dassay.target too.");
    }

    @ParameterizedTest
    @CsvSource({"gpu-node:9400", "file:///metrics", "http://me:s3cret@gpu-node:9400/metrics", "not an address"})
    void refusesAnExporterThatIsNoAddressWithoutRepeatingIt(String written) {
        assertThatThrownBy(() -> Options.of(Map.of("assay.dcgm", written)))
                .hasMessage("command line: -Dassay.dcgm is where a DCGM exporter tells of GPUs, such as"
                        + " http://127.0.0.1:9400/metrics, without a password.");
    }

    @Test
    void takesThePagesOfServersBehindAGateway() {
        var properties =
                Map.of("assay.endpoint", "http://gpu.example", "assay.metrics", "http://a:1/metrics, http://b/m");

        assertThat(Options.of(properties).metrics())
                .containsExactly(URI.create("http://a:1/metrics"), URI.create("http://b/m"));
        assertThat(Options.of(Map.of()).metrics()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"http://a/metrics,nowhere | 2", "http://me:s3cret@a/metrics | 1", "'' | 1"})
    void refusesPagesThatAreNoAddressesWithoutRepeatingThem(String written, int number) {
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", "http://gpu.example", "assay.metrics", written)))
                .hasMessage("command line: -Dassay.metrics is a list of addresses such as"
                        + " http://10.0.0.1:8000/metrics,http://10.0.0.2:8000/metrics, without users or passwords; number "
                        + number + " is none.");
    }

    @ParameterizedTest
    @CsvSource({
        "assay.endpoint, http://vllm_0:8000/v1, vllm_0, vllm-0",
        "assay.dcgm, https://gpu_node.lan/metrics, gpu_node.lan, gpu-node.lan",
        "assay.metrics, 'http://a/m,http://b_1:1/m', b_1, b-1"
    })
    void saysThatTheNameOfAHostHasAnUnderscore(String property, String written, String host, String instead) {
        var properties = new HashMap<>(Map.of("assay.endpoint", "http://gpu.example"));
        properties.put(property, written);

        assertThatThrownBy(() -> Options.of(properties))
                .hasMessage(
                        "command line: -D%s: the host name [%s] has a '_', which the name of a host cannot have. Write"
                                        .formatted(property, host)
                                + " the host's IP address, or give it another name, such as [" + instead + "].");
    }

    @Test
    void refusesPagesOfServersThatAreNotAsked() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.metrics", "http://a/metrics")))
                .hasMessage(
                        "command line: -Dassay.metrics says where the servers behind -Dassay.endpoint tell what they"
                                + " count: give -Dassay.endpoint=URL too.");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        var properties = Map.of("assay.seed", "x", "assay.record", "maybe", "assay.nosuch", "1");

        assertThatThrownBy(() -> Options.of(properties))
                .satisfies(e -> assertThat(((InputException) e).problems())
                        .extracting(problem -> problem.message().split(" ", 2)[0])
                        .contains("-Dassay.seed", "-Dassay.record", "-Dassay.nosuch"));
    }

    @Test
    void takesTheChangesThatAreTheExperiment() {
        assertThat(Options.of(Map.of(
                                "assay.endpoint", "http://127.0.0.1:8000", "assay.change", "engine-version, engine"))
                        .change())
                .containsExactly(ServerDifference.ENGINE, ServerDifference.ENGINE_VERSION);
        assertThat(Options.of(Map.of()).change()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve  | -Dassay.change=serve would allow nothing: no server is held against `serve`, only against engine and engine-version.
            image  | -Dassay.change=image would allow nothing: no server is held against `image`, only against engine and engine-version.
            engin  | -Dassay.change is a list of engine and engine-version, such as engine-version, found [engin]. Did you mean 'engine'?
            engine,| -Dassay.change is a list of engine and engine-version, such as engine-version, found []
            """)
    void refusesToAllowWhatNobodyLooksAt(String written, String why) {
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", "http://127.0.0.1:8000", "assay.change", written)))
                .hasMessage("command line: " + why);
    }

    @Test
    void allowsOnlyALiveServerToDifferAndKeepsNoRecordingOfIt() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.change", "engine")))
                .hasMessage("command line: -Dassay.change allows a live server to differ: give -Dassay.endpoint=URL or"
                        + " -Dassay.target too.");
        assertThatThrownBy(() -> Options.of(Map.of(
                        "assay.endpoint", "http://127.0.0.1:8000", "assay.change", "engine", "assay.record", "")))
                .hasMessage("command line: -Dassay.record keeps what thresholds.yaml says, and -Dassay.change what it"
                        + " does not say: leave one of them out.");
    }

    @Test
    void refusesToRecordWhatIsNotLive() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.record", "")))
                .hasMessage("command line: -Dassay.record keeps a live run as recordings: give -Dassay.endpoint=URL or"
                        + " -Dassay.target too.");
    }
}
