package dev.assay.run.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.replay.ModelledTraces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static RunMode.Endpoint endpoint(Map<String, String> properties) {
        return (RunMode.Endpoint) Options.of(properties).mode();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000, http://127.0.0.1:8000",
        "http://127.0.0.1:8000/, http://127.0.0.1:8000",
        "http://127.0.0.1:8000/v1, http://127.0.0.1:8000",
        "http://127.0.0.1:8000/v1/, http://127.0.0.1:8000",
        "https://gpu.example/qwen/v1, https://gpu.example/qwen"
    })
    void takesAnAddressWithAndWithoutTheV1(String written, String base) {
        assertThat(endpoint(Map.of("assay.endpoint", written)).base()).isEqualTo(URI.create(base));
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
        var told = endpoint(Map.of(
                "assay.endpoint",
                "http://gpu-node:8000",
                "assay.dcgm",
                "http://gpu-node:9400/metrics",
                "assay.nvidia-smi",
                "/opt/bin/nvidia-smi"));
        var byDefault = endpoint(Map.of("assay.endpoint", "http://gpu-node:8000"));

        assertThat(told.live().dcgm()).contains(URI.create("http://gpu-node:9400/metrics"));
        assertThat(told.live().nvidiaSmi()).isEqualTo("/opt/bin/nvidia-smi");
        assertThat(byDefault.live().dcgm()).isEmpty();
        assertThat(byDefault.live().nvidiaSmi()).isEqualTo("nvidia-smi");
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
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", "http://gpu-node:8000", "assay.dcgm", written)))
                .hasMessage("command line: -Dassay.dcgm is where a DCGM exporter tells of GPUs, such as"
                        + " http://127.0.0.1:9400/metrics, without a password.");
    }

    @Test
    void takesThePagesOfServersBehindAGateway() {
        var properties =
                Map.of("assay.endpoint", "http://gpu.example", "assay.metrics", "http://a:1/metrics, http://b/m");

        assertThat(endpoint(properties).metrics())
                .containsExactly(URI.create("http://a:1/metrics"), URI.create("http://b/m"));
        assertThat(endpoint(Map.of("assay.endpoint", "http://gpu.example")).metrics())
                .isEmpty();
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
        assertThat(endpoint(Map.of(
                                "assay.endpoint",
                                "http://127.0.0.1:8000",
                                "assay.allow-difference",
                                "engine-version, engine"))
                        .live()
                        .allowed())
                .containsExactlyInAnyOrder(ServerDifference.ENGINE, ServerDifference.ENGINE_VERSION);
        assertThat(endpoint(Map.of("assay.endpoint", "http://127.0.0.1:8000"))
                        .live()
                        .allowed())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve  | -Dassay.allow-difference=serve would allow nothing: no server is held against `serve`, only against engine and engine-version.
            image  | -Dassay.allow-difference=image would allow nothing: no server is held against `image`, only against engine and engine-version.
            engin  | -Dassay.allow-difference is a list of engine and engine-version, such as engine-version, found [engin]. Did you mean 'engine'?
            engine,| -Dassay.allow-difference is a list of engine and engine-version, such as engine-version, found []
            """)
    void refusesToAllowWhatNobodyLooksAt(String written, String why) {
        assertThatThrownBy(() -> Options.of(
                        Map.of("assay.endpoint", "http://127.0.0.1:8000", "assay.allow-difference", written)))
                .hasMessage("command line: " + why);
    }

    @Test
    void allowsOnlyALiveServerToDifferAndKeepsNoRecordingOfIt() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.allow-difference", "engine")))
                .hasMessage(
                        "command line: -Dassay.allow-difference allows a live server to differ: give -Dassay.endpoint=URL or"
                                + " -Dassay.target too.");
        assertThatThrownBy(() -> Options.of(Map.of(
                        "assay.endpoint",
                        "http://127.0.0.1:8000",
                        "assay.allow-difference",
                        "engine",
                        "assay.record",
                        "")))
                .hasMessage(
                        "command line: -Dassay.record keeps what thresholds.yaml says, and -Dassay.allow-difference what it"
                                + " does not say: leave one of them out.");
    }

    @Test
    void refusesToRecordWhatIsNotLive() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.record", "")))
                .hasMessage("command line: -Dassay.record keeps a live run as recordings: give -Dassay.endpoint=URL or"
                        + " -Dassay.target too.");
    }

    @Test
    void readsTheModeThatTheOptionsName(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("old/traces"));
        Files.writeString(folder.resolve("old/environment.json"), "{}");
        var run = folder.resolve("old");
        var noLive = new LiveOptions(Optional.empty(), "nvidia-smi", Set.of(), false, Optional.empty());
        var resumed = new LiveOptions(Optional.empty(), "nvidia-smi", Set.of(), true, Optional.of(run));
        var url = URI.create("http://127.0.0.1:8000");
        var asPublished = new ModelledTraces.Fault(1, 1);

        assertThat(mode(folder)).isEqualTo(new RunMode.Replay());
        assertThat(mode(folder, "endpoint=" + url)).isEqualTo(new RunMode.Endpoint(url, List.of(), noLive));
        assertThat(mode(folder, "target=process", "record=", "resume=old"))
                .isEqualTo(new RunMode.Launch(RunMode.Launcher.PROCESS, resumed));
        assertThat(mode(folder, "target=container", "record=false"))
                .isEqualTo(new RunMode.Launch(RunMode.Launcher.CONTAINER, noLive));
        assertThat(mode(folder, "replay=modelled")).isEqualTo(new RunMode.Modelled(asPublished));
        assertThat(mode(folder, "run=old")).isEqualTo(new RunMode.Rejudge(run));
        assertThat(mode(folder, "import=old", "run=old")).isEqualTo(new RunMode.Import(run, Optional.of(run)));
        assertThat(mode(folder, "import=old")).isEqualTo(new RunMode.Import(run, Optional.empty()));
        assertThat(mode(folder, "plan=", "run=old")).isEqualTo(new RunMode.PlanOnly(new RunMode.Rejudge(run)));
        assertThat(mode(folder, "plan=false")).isEqualTo(new RunMode.Replay());
    }

    private static RunMode mode(Path folder, String... properties) {
        var all = new HashMap<>(Map.of("assay.directory", folder.toString()));
        for (var property : properties) {
            all.put("assay." + property.split("=", 2)[0], property.split("=", 2)[1]);
        }
        return Options.of(all).mode();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            endpoint=http://a target=process | -Dassay.target starts servers itself: leave -Dassay.endpoint out.
            run=old endpoint=http://a | -Dassay.run judges a finished run: leave -Dassay.endpoint and -Dassay.target out.
            run=old target=process | -Dassay.run judges a finished run: leave -Dassay.endpoint and -Dassay.target out.
            replay=modelled run=old | -Dassay.replay=modelled makes traces up: leave -Dassay.endpoint, -Dassay.target and -Dassay.run out.
            replay=modelled target=process | -Dassay.replay=modelled makes traces up: leave -Dassay.endpoint, -Dassay.target and -Dassay.run out.
            resume=old | -Dassay.resume goes on with a run of a live server: give -Dassay.endpoint or -Dassay.target as it had them, and leave -Dassay.plan out.
            resume=old endpoint=http://a plan= | -Dassay.resume goes on with a run of a live server: give -Dassay.endpoint or -Dassay.target as it had them, and leave -Dassay.plan out.
            compare-environment=old plan= | -Dassay.compare-environment compares a run with another: leave -Dassay.plan and -Dassay.import out.
            compare-environment=old import=old | -Dassay.compare-environment compares a run with another: leave -Dassay.plan and -Dassay.import out.
            import=old plan=true | -Dassay.import reads results of other tools and judges nothing: leave -Dassay.endpoint, -Dassay.target, -Dassay.replay and -Dassay.plan out; -Dassay.run sets a run of yours beside them.
            import=old endpoint=http://a | -Dassay.import reads results of other tools and judges nothing: leave -Dassay.endpoint, -Dassay.target, -Dassay.replay and -Dassay.plan out; -Dassay.run sets a run of yours beside them.
            """)
    void refusesOptionsThatDoNotGoTogether(String written, String why, @TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("old/traces"));
        Files.writeString(folder.resolve("old/environment.json"), "{}");

        assertThatThrownBy(() -> mode(folder, written.split(" "))).hasMessage("command line: " + why);
    }

    @Test
    void saysOnlyWhatIsWrongWithAValueAndNotThatItIsMissing() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", "nowhere", "assay.record", "true")))
                .hasMessage(
                        "command line: -Dassay.endpoint is an address such as http://127.0.0.1:8000, found [nowhere].");
    }

    @ParameterizedTest
    @CsvSource({"http://me:s3 cret@127.0.0.1:8000", "http://me:s3/cret@127.0.0.1:8000", "ftp://me:s3cret@127.0.0.1"})
    void doesNotRepeatThePasswordOfWhatIsNoAddress(String written) {
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", written)))
                .hasMessage(
                        "command line: -Dassay.endpoint holds a user or a password: name the variable that holds it with"
                                + " `key` or `headers` in thresholds.yaml.");
    }

    @ParameterizedTest
    @CsvSource({"beside, compare-environment", "change, allow-difference", "smi, nvidia-smi", "stop, stop-on-crash"})
    void refusesAFormerNameAndSaysTheNewOne(String former, String now) {
        assertThatThrownBy(() -> Options.of(Map.of("assay." + former, "true")))
                .hasMessage("command line: -Dassay." + former + " is called -Dassay." + now + " now.");
    }
}
