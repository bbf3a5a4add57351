package dev.assay.run.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.plant.FaultReader;
import dev.assay.replay.ModelledTraces;
import dev.assay.report.customer.Audience;
import dev.assay.run.options.ComparisonOptions.BaselineAction;
import dev.assay.starts.Difference.Kind;
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
                .hasMessage("command line: -Dassay.endpoint must be a URL such as http://127.0.0.1:8000, found ["
                        + written + "].");
    }

    @Test
    void refusesAPasswordInTheAddressWithoutRepeatingIt() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", "http://me:s3cret@127.0.0.1:8000")))
                .hasMessage("command line: -Dassay.endpoint has a user or a password, which must not be there. Name the"
                        + " variable that holds it with `key` or `headers` in thresholds.yaml.");
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
    void makesAPageOfTheRunsOfADirectoryOrOfAFile(@TempDir Path folder) throws IOException {
        var directory = folder.toString();
        Files.createDirectories(folder.resolve("runs"));

        assertThat(Options.of(Map.of("assay.trends", "", "assay.directory", directory))
                        .mode())
                .isEqualTo(new RunMode.Trends(folder.resolve("runs")));
        assertThat(Options.of(Map.of("assay.trends", "runs", "assay.directory", directory))
                        .mode())
                .isEqualTo(new RunMode.Trends(folder.resolve("runs")));
        assertThatThrownBy(() -> Options.of(Map.of("assay.trends", "absent", "assay.directory", directory)))
                .hasMessage("command line: -Dassay.trends is a folder of runs, or a file history.csv, found ["
                        + folder.resolve("absent")
                        + "], which does not exist. Measure a server with -Dassay.endpoint=URL first.");
        assertThatThrownBy(() -> Options.of(Map.of(
                        "assay.trends", "", "assay.directory", directory, "assay.endpoint", "http://127.0.0.1:8000")))
                .hasMessageStartingWith("command line: -Dassay.trends makes a page of what was measured before. Remove"
                        + " -Dassay.endpoint.");
    }

    @Test
    void plantsFaultsIntoTheLastRunOrIntoOneThatIsNamed(@TempDir Path folder) throws IOException {
        var run = folder.resolve("runs/20261121-210400-000");
        Files.createDirectories(run.resolve("traces"));
        var faults = new FaultReader(problem -> {}).read("tpot+5%,accuracy-2pp");

        assertThat(Options.of(Map.of("assay.plant", "tpot+5%,accuracy-2pp")).mode())
                .isEqualTo(new RunMode.Plant(faults, Optional.empty()));
        assertThat(Options.of(Map.of("assay.plant", "tpot+5%,accuracy-2pp", "assay.run", run.toString()))
                        .mode())
                .isEqualTo(new RunMode.Plant(faults, Optional.of(new RunMode.Rejudge(run))));
    }

    @Test
    void refusesEveryFaultThatItCannotRead() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.plant", "tpot-5%,tpot+5%,accuracy-2%")))
                .hasMessage(
                        "command line: -Dassay.plant: [tpot-5%] is not such a fault: times become longer by percent or"
                                + " milliseconds. Write tpot+5% or tpot+2ms.\n"
                                + "command line: -Dassay.plant: [accuracy-2%] is not such a fault: right answers become wrong, in"
                                + " percentage points of all. Write accuracy-2pp.");
    }

    @Test
    void refusesToPlantFaultsIntoAServer() {
        assertThatThrownBy(
                        () -> Options.of(Map.of("assay.plant", "tpot+5%", "assay.endpoint", "http://127.0.0.1:8000")))
                .hasMessage("command line: -Dassay.plant plants faults into what was measured before. Remove"
                        + " -Dassay.endpoint.");
    }

    @Test
    void refusesAnExporterWithoutALiveServer() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.dcgm", "http://gpu-node:9400/metrics")))
                .hasMessage(
                        "command line: -Dassay.dcgm reports on the GPUs of a live server. Give -Dassay.endpoint=URL or"
                                + " -Dassay.target too.");
    }

    @ParameterizedTest
    @CsvSource({"gpu-node:9400", "file:///metrics", "not an address"})
    void refusesAnExporterThatIsNoAddress(String written) {
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", "http://gpu-node:8000", "assay.dcgm", written)))
                .hasMessage("command line: -Dassay.dcgm must be a URL such as http://127.0.0.1:9400/metrics, found ["
                        + written + "].");
    }

    @Test
    void refusesAPasswordInTheAddressOfAnExporter() {
        assertThatThrownBy(() -> Options.of(Map.of(
                        "assay.endpoint",
                        "http://gpu-node:8000",
                        "assay.dcgm",
                        "http://me:s3cret@gpu-node:9400/metrics")))
                .hasMessage("command line: -Dassay.dcgm has a user or a password, which must not be there. Assay sends"
                        + " none to a DCGM exporter: name one that needs none.");
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

    @Test
    void refusesEachPageThatIsNoAddressWithoutRepeatingAPassword() {
        assertThatThrownBy(() -> Options.of(Map.of(
                        "assay.endpoint", "http://gpu.example", "assay.metrics", "nowhere,http://me:s3cret@a/m,")))
                .hasMessage("""
                        command line: -Dassay.metrics must be a URL such as http://10.0.0.1:8000/metrics, found [nowhere].
                        command line: -Dassay.metrics has a user or a password, which must not be there. Assay sends none to a metrics page: name one that needs none.
                        command line: -Dassay.metrics must be a URL such as http://10.0.0.1:8000/metrics, found [].""");
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
                        "command line: -D%s: the host name [%s] has a '_', which is not allowed in host names. Write"
                                        .formatted(property, host)
                                + " the host's IP address, or give the host another name, such as [" + instead + "].");
    }

    @Test
    void refusesPagesOfServersThatAreNotAsked() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.metrics", "http://a/metrics")))
                .hasMessage(
                        "command line: -Dassay.metrics names the metrics pages of the servers behind -Dassay.endpoint. Give"
                                + " -Dassay.endpoint=URL too.");
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
            serve  | -Dassay.allow-difference=serve would allow nothing: servers are compared by engine and engine-version, not by `serve`.
            image  | -Dassay.allow-difference=image would allow nothing: servers are compared by engine and engine-version, not by `image`.
            engin  | -Dassay.allow-difference is a list of engine, engine-version, gpu, model, precision, load, such as engine-version, found [engin]. Did you mean 'engine'?
            engine,| -Dassay.allow-difference is a list of engine, engine-version, gpu, model, precision, load, such as engine-version, found []
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
                        "command line: -Dassay.allow-difference=engine lets a live server differ from thresholds.yaml. Give"
                                + " -Dassay.endpoint=URL or -Dassay.target too.");
        assertThatThrownBy(() -> Options.of(Map.of(
                        "assay.endpoint",
                        "http://127.0.0.1:8000",
                        "assay.allow-difference",
                        "engine",
                        "assay.record",
                        "")))
                .hasMessage("command line: -Dassay.record keeps recordings of what thresholds.yaml says, and"
                        + " -Dassay.allow-difference=engine measures something else. Remove one of them.");
    }

    @Test
    void allowsReferencesToDifferWithoutALiveServer() {
        var options = Options.of(Map.of("assay.allow-difference", "gpu, load"));

        assertThat(options.comparison().allowed()).containsExactlyInAnyOrder(Kind.GPU, Kind.LOAD);
        assertThat(endpoint(Map.of(
                                "assay.endpoint",
                                "http://127.0.0.1:8000",
                                "assay.record",
                                "",
                                "assay.allow-difference",
                                "model,precision"))
                        .live()
                        .allowed())
                .isEmpty();
    }

    @Test
    void readsWhatToCompareWithAndWhatToAccept() {
        var given = Options.of(Map.of("assay.against", "runs/x", "assay.baseline", "write"))
                .comparison();

        assertThat(given.against()).contains("runs/x");
        assertThat(given.baseline()).contains(BaselineAction.WRITE);
        assertThat(Options.of(Map.of()).comparison())
                .isEqualTo(new ComparisonOptions(Optional.empty(), Optional.empty(), Set.of()));
        assertThatThrownBy(() -> Options.of(Map.of("assay.baseline", "true")))
                .hasMessage(
                        "command line: -Dassay.baseline is write, to accept what was measured as the baselines of its"
                                + " deployments, or show, to see first what that would change; found [true].");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            old         | -Dassay.join is a list of at least two different directories of runs, such as runs/20261121-210400-000,runs/20261122-210400-000, found [old]. One run is judged with -Dassay.run.
            old,old     | -Dassay.join names [FOLDER/old] twice. Name each run once.
            old,./old   | -Dassay.join names [FOLDER/old] twice, also as [FOLDER/./old]. Name each run once.
            old,nosuch  | -Dassay.join is a list of directories of runs, such as runs/20261121-210400-000, found [nosuch], which has no traces.
            """)
    void refusesToJoinWhatIsNoListOfRuns(String written, String why, @TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("old/traces"));

        assertThatThrownBy(() -> Options.of(Map.of("assay.directory", folder.toString(), "assay.join", written)))
                .hasMessage("command line: " + why.replace("FOLDER", folder.toString()));
    }

    @Test
    void refusesToRecordWhatIsNotLive() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.record", "")))
                .hasMessage("command line: -Dassay.record keeps a live run as recordings. Give -Dassay.endpoint=URL or"
                        + " -Dassay.target too.");
    }

    @Test
    void readsTheModeThatTheOptionsName(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("old/traces"));
        Files.createDirectories(folder.resolve("new/traces"));
        Files.writeString(folder.resolve("old/environment.json"), "{}");
        var run = folder.resolve("old");
        var noLive =
                new LiveOptions(Optional.empty(), "nvidia-smi", Set.of(), false, Optional.empty(), Optional.empty());
        var resumed = new LiveOptions(Optional.empty(), "nvidia-smi", Set.of(), true, Optional.of(2), Optional.of(run));
        var url = URI.create("http://127.0.0.1:8000");
        var asPublished = new ModelledTraces.Fault(1, 1);

        assertThat(mode(folder)).isEqualTo(new RunMode.Replay());
        assertThat(mode(folder, "endpoint=" + url)).isEqualTo(new RunMode.Endpoint(url, List.of(), noLive));
        assertThat(mode(folder, "target=process", "record=", "loops=2", "resume=old"))
                .isEqualTo(new RunMode.Launch(RunMode.Launcher.PROCESS, resumed));
        assertThat(mode(folder, "target=container", "record=false"))
                .isEqualTo(new RunMode.Launch(RunMode.Launcher.CONTAINER, noLive));
        assertThat(mode(folder, "replay=modelled")).isEqualTo(new RunMode.Modelled(asPublished));
        assertThat(mode(folder, "run=old")).isEqualTo(new RunMode.Rejudge(run));
        assertThat(mode(folder, "join=old, new")).isEqualTo(new RunMode.Rejudge(run, List.of(folder.resolve("new"))));
        assertThat(mode(folder, "import=old", "run=old"))
                .isEqualTo(new RunMode.Import(run, Optional.of(run), Optional.empty()));
        assertThat(mode(folder, "import=old")).isEqualTo(new RunMode.Import(run, Optional.empty(), Optional.empty()));
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
            endpoint=http://a target=process | -Dassay.target starts the servers itself. Remove -Dassay.endpoint.
            run=old endpoint=http://a | -Dassay.run judges a finished run. Remove -Dassay.endpoint.
            run=old target=process | -Dassay.run judges a finished run. Remove -Dassay.target.
            replay=modelled run=old | -Dassay.replay=modelled computes traces from published figures. Remove -Dassay.run.
            replay=modelled target=process | -Dassay.replay=modelled computes traces from published figures. Remove -Dassay.target.
            resume=old | -Dassay.resume continues a run of a live server. Give -Dassay.endpoint or -Dassay.target as in that run.
            resume=old plan= | -Dassay.resume continues a run of a live server. Give -Dassay.endpoint or -Dassay.target as in that run. Remove -Dassay.plan.
            resume=old endpoint=http://a plan= | -Dassay.resume continues a run of a live server. Remove -Dassay.plan.
            against=old plan= | -Dassay.against compares what is measured or was measured. Remove -Dassay.plan.
            against=old import=old | -Dassay.against compares what is measured or was measured. Remove -Dassay.import.
            baseline=write replay=modelled | -Dassay.baseline accepts what was measured. Remove -Dassay.replay.
            join=old,new endpoint=http://a | -Dassay.join judges several finished runs as one. Remove -Dassay.endpoint.
            join=old,new run=old | -Dassay.join judges several finished runs as one. Remove -Dassay.run.
            import=old plan=true | -Dassay.import reads results of other tools and judges nothing. Remove -Dassay.plan. With -Dassay.run, your own figures are shown too.
            import=old endpoint=http://a | -Dassay.import reads results of other tools and judges nothing. Remove -Dassay.endpoint. With -Dassay.run, your own figures are shown too.
            plant=tpot+5% against=old baseline=show | -Dassay.plant plants faults into what was measured before. Remove -Dassay.against and -Dassay.baseline.
            """)
    void refusesOptionsThatDoNotGoTogether(String written, String why, @TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("old/traces"));
        Files.createDirectories(folder.resolve("new/traces"));
        Files.writeString(folder.resolve("old/environment.json"), "{}");

        assertThatThrownBy(() -> mode(folder, written.split(" "))).hasMessage("command line: " + why);
    }

    @Test
    void saysOnlyWhatIsWrongWithAValueAndNotThatItIsMissing() {
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", "nowhere", "assay.record", "true")))
                .hasMessage(
                        "command line: -Dassay.endpoint must be a URL such as http://127.0.0.1:8000, found [nowhere].");
    }

    @Test
    void readsAnEndpointForEachDeploymentAndTestsThese(@TempDir Path folder) {
        var options = Options.of(Map.of(
                "assay.directory",
                folder.toString(),
                "assay.endpoint",
                "bf16=http://127.0.0.1:8000/v1, nvfp4=http://127.0.0.1:8001"));

        assertThat(((RunMode.Endpoints) options.mode()).bases())
                .containsExactly(
                        Map.entry("bf16", URI.create("http://127.0.0.1:8000")),
                        Map.entry("nvfp4", URI.create("http://127.0.0.1:8001")));
        assertThat(options.selection().deployments()).containsExactly("bf16", "nvfp4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a=http://h:1,b=http://h:1 | -Dassay.endpoint gives [http://h:1] to two deployments. If one server serves both, give -Dassay.endpoint=http://h:1 and name them with -Dassay.deployment.
            a=http://h:1,a=http://h:2 | -Dassay.endpoint gives the deployment [a] two servers.
            a=http://h:1,http://h:2 | -Dassay.endpoint gives each deployment a server, as in bf16=http://127.0.0.1:8000,nvfp4=http://127.0.0.1:8001; found [http://h:2].
            a=nowhere | -Dassay.endpoint must be a URL such as http://127.0.0.1:8000, found [nowhere].
            """)
    void refusesEndpointsThatAreNotOneForEachDeployment(String written, String why) {
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", written))).hasMessage("command line: " + why);
    }

    @Test
    void refusesPagesOfMetricsBesideAnEndpointForEachDeployment() {
        assertThatThrownBy(() -> Options.of(
                        Map.of("assay.endpoint", "a=http://h:1,b=http://h:2", "assay.metrics", "http://h:3/metrics")))
                .hasMessage(
                        "command line: -Dassay.metrics names the pages behind one endpoint. With an endpoint for each"
                                + " deployment, the page of each is read: remove -Dassay.metrics.");
    }

    @Test
    void readsHowOftenTestsAreMeasured() {
        assertThat(Options.of(Map.of("assay.endpoint", "http://h:1", "assay.repeats", "5"))
                        .repeats())
                .contains(5);
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", "http://h:1", "assay.repeats", "0")))
                .hasMessage("command line: -Dassay.repeats is a whole number from 1 to 1000, found [0].");
        assertThatThrownBy(() -> Options.of(Map.of("assay.repeats", "5")))
                .hasMessage("command line: -Dassay.repeats says how often a live server is measured. Give"
                        + " -Dassay.endpoint=URL or -Dassay.target too.");
    }

    @ParameterizedTest
    @CsvSource({
        "beside, against",
        "compare-environment, against",
        "change, allow-difference",
        "smi, nvidia-smi",
        "stop, stop-on-crash"
    })
    void refusesAFormerNameAndSaysTheNewOne(String former, String now) {
        assertThatThrownBy(() -> Options.of(Map.of("assay." + former, "true")))
                .hasMessage("command line: -Dassay." + former + " is called -Dassay." + now + " now.");
    }

    @Test
    void readsHowOftenALiveServerIsMeasured() {
        assertThat(Options.of(Map.of("assay.repeats", "5", "assay.endpoint", "http://127.0.0.1:8000"))
                        .repeats())
                .contains(5);
        assertThat(Options.of(Map.of("assay.endpoint", "http://127.0.0.1:8000")).repeats())
                .isEmpty();
        assertThatThrownBy(() -> Options.of(Map.of("assay.repeats", "5")))
                .hasMessage("command line: -Dassay.repeats says how often a live server is measured. Give"
                        + " -Dassay.endpoint=URL or -Dassay.target too.");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "five", "1001", "2.5"})
    void refusesANumberOfRepeatsThatIsNone(String written) {
        assertThatThrownBy(
                        () -> Options.of(Map.of("assay.repeats", written, "assay.endpoint", "http://127.0.0.1:8000")))
                .hasMessage("command line: -Dassay.repeats is a whole number from 1 to 1000, found [" + written + "].");
    }

    @Test
    void readsTheSummaryForCustomers(@TempDir Path folder) throws IOException {
        for (var run : List.of("runs/a", "runs/b")) {
            Files.createDirectories(folder.resolve(run));
            Files.writeString(folder.resolve(run).resolve("plan.json"), "{}");
        }
        var asked = Map.of(
                "assay.directory", folder.toString(), "assay.customer", "out/x.md", "assay.run", "runs/a, runs/b");

        assertThat(Options.of(asked).mode())
                .isEqualTo(new RunMode.Customer(
                        folder.resolve("out/x.md"),
                        Audience.CUSTOMER,
                        List.of(folder.resolve("runs/a"), folder.resolve("runs/b"))));
    }

    @Test
    void refusesASummaryForCustomersThatCannotBeWritten() {
        assertThatThrownBy(() ->
                        Options.of(Map.of("assay.customer", "x.zh.md", "assay.run", "a,a", "assay.audience", "all")))
                .hasMessageContaining("-Dassay.customer is the file of the English page, such as records/qwen3.md")
                .hasMessageContaining(
                        "-Dassay.audience is customer (addresses, folders, and names of hosts and users are left out) or"
                                + " team, found [all].")
                .hasMessageContaining("found [a], which has no plan.json.")
                .hasMessageContaining("-Dassay.run names [a] twice. Name each run once.");
        assertThatThrownBy(() -> Options.of(Map.of("assay.customer", "x.md")))
                .hasMessageContaining(
                        "-Dassay.customer writes a summary of finished runs. Give -Dassay.run=DIRECTORY,DIRECTORY too");
        assertThatThrownBy(() -> Options.of(Map.of("assay.audience", "team")))
                .hasMessageContaining("Give -Dassay.customer=FILE.md too.");
    }
}
