package dev.assay.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.launch.Container;
import dev.assay.plan.launch.Launch;
import dev.assay.server.Credentials;
import dev.assay.server.LaunchedTarget;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.Target.Readiness.Ready;
import dev.assay.testing.LoadTests;
import dev.assay.testing.Plans;
import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class ProcessTargetTest {
    @TempDir
    private Path logs;

    private final List<String> console = new ArrayList<>();
    private LaunchedTarget target;

    @BeforeEach
    void make() {
        target = LaunchedTarget.processes(logs, 7, InstantSource.system(), Credentials.NONE, Set.of(), console::add);
    }

    @AfterEach
    void close() {
        target.close();
    }

    private static Planned test(String loadTest, Duration start, List<String> command, String... serve) {
        return test(LoadTests.loadTest(loadTest), start, command, serve);
    }

    private static Planned test(Planned planned, Duration start, List<String> command, String... serve) {
        var deployment = planned.deployment();
        var usual = Deadlines.DEFAULT;
        return new Planned(
                Plans.started(
                        deployment,
                        new Launch(command, List.of(serve), Container.DEFAULT, Map.of()),
                        new Deadlines(usual.connect(), usual.firstOutput(), usual.gap(), usual.total(), start)),
                planned.test());
    }

    private static Planned small(String loadTest, String... serve) {
        return test(loadTest, Duration.ofMinutes(5), SmallServer.command(), serve);
    }

    private static Planned shell(String script) {
        return test("c1", Duration.ofMinutes(5), List.of("sh", "-c", script + " # {port}"));
    }

    private static Stream<ProcessHandle> mine() {
        return TaggedProcess.all().stream()
                .filter(started -> started.tag().equals(OwnerTag.here()))
                .map(TaggedProcess::process);
    }

    private String printed(int start) throws IOException {
        return Files.readString(logs.resolve("smollm2-135m-" + start + ".log"));
    }

    @Test
    void isReadyWhenItsServerIs() throws IOException {
        var ready = (Ready) target.open(small("c1", "--max-model-len", "2048"));

        assertThat(ready.endpoint().base().getHost()).isEqualTo("127.0.0.1");
        assertThat(ready.endpoint().server())
                .containsEntry("engine", "vllm")
                .containsEntry("model", "small")
                .containsEntry("version", "1.0")
                .hasEntrySatisfying("startup", took -> assertThat(took).matches("[0-9]+\\.[0-9]{3} s"))
                .containsKey("server start")
                .hasSize(5);
        assertThat(printed(1)).isEqualTo("serving with [--max-model-len, 2048]\n");
        assertThat(console)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("started the server of smollm2-135m at "
                                        + ready.endpoint().base() + "; log: " + logs.resolve("smollm2-135m-1.log")),
                        line -> assertThat(line).matches("the server of smollm2-135m is ready after [0-9.]+ s"));
    }

    @Test
    void sharesAServerBetweenTestsWithTheSameCommand() throws IOException {
        var first = (Ready) target.open(small("c1"));
        var second = (Ready) target.open(small("c4"));
        var third = (Ready) target.open(small("c8", "--enforce-eager"));

        assertThat(second.endpoint().base()).isEqualTo(first.endpoint().base());
        assertThat(third.endpoint().base()).isNotEqualTo(first.endpoint().base());
        assertThat(printed(2)).isEqualTo("serving with [--enforce-eager]\n");
        // Only one server runs at a time: two would share the GPU.
        assertThat(mine()).hasSize(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void stopsTheServerWithItsChildProcesses() {
        target.open(small("c1", "--worker"));
        assertThat(mine()).hasSize(2);

        target.close();

        assertThat(mine()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void stopsWorkersOfAKilledServer() {
        target.open(small("c1", "--worker"));
        mine().filter(process -> process.info().command().orElse("").endsWith("java"))
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
        assertThat(mine()).hasSize(1);

        target.close();

        assertThat(mine()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void restartsAKilledServerForTheNextTest() {
        var first = (Ready) target.open(small("c1"));
        mine().forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });

        var second = (Ready) target.open(small("c4"));

        assertThat(second.endpoint().base()).isNotEqualTo(first.endpoint().base());
        assertThat(console).contains("the server of smollm2-135m was ended by signal 9, and is started again");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void stopsServersOfAKilledGateAndSaysSo() throws IOException {
        var builder = new ProcessBuilder("sleep", "1000");
        var gone = OwnerTag.here().text().replaceFirst("^[0-9]+@[^@]*", "4194305@2026-11-21T12:00:00Z");
        builder.environment().put(OwnerTag.NAME, gone);
        var left = builder.start();

        target.open(small("c1"));

        assertThat(console).first().isEqualTo("found 1 process of a gate that was killed, and ended it");
        assertThat(left.isAlive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB | The server ran out of memory: stop other programs that use it, lower --gpu-memory-utilization or --max-model-len, or use a larger machine.
            ValueError: No available memory for the cache blocks. | The model leaves too little memory for the KV cache: lower --max-model-len, raise --gpu-memory-utilization, or use a larger GPU.
            OSError: no/model is not a local folder and is not a valid model identifier | The server did not find the model: correct `model` in thresholds.yaml, or put the checkpoint there.
            ValueError: Model architectures ['Foo'] are not supported for now. | This version of the engine does not support the model: use a newer one.
            OSError: [Errno 98] Address already in use | Another process has the server's port: run the gate again, or stop that process.
            RuntimeError: No CUDA GPUs are available | The server found no GPU: start it on a machine with one, or give a GPU to the container.
            vllm: error: unrecognized arguments: --foo | The server does not know an argument: correct `serve` or `command` in thresholds.yaml.
            """)
    void showsTheEndOfTheLogAndWhatToDo(String words, String remedy) {
        var script = "echo begin; echo \"" + words + "\" >&2; exit 3";

        assertThat(target.open(shell(script)))
                .isEqualTo(new NotReady(
                        "the server ended with exit code 3 before it was ready. The last lines of its log:\n    begin\n    "
                                + words,
                        remedy));
    }

    @Test
    void triesAFailingStartOnlyOnce() throws IOException {
        var first = target.open(shell("echo once; exit 1"));

        assertThat(target.open(shell("echo once; exit 1"))).isEqualTo(first);
        try (var files = Files.list(logs)) {
            assertThat(files).hasSize(1);
        }
        assertThat(((NotReady) first).remedy()).isEqualTo("See its log: " + logs.resolve("smollm2-135m-1.log"));
    }

    @Test
    void saysThatTheProgramDoesNotExist() {
        var refusal = (NotReady) target.open(test("c1", Duration.ofMinutes(5), List.of("no-such-engine", "{port}")));

        assertThat(refusal.reason()).startsWith("cannot start no-such-engine: ").contains("No such file or directory");
        assertThat(refusal.remedy())
                .isEqualTo("Install it, put it on the PATH, or give another command with `command` at"
                        + " thresholds.yaml:7:3.");
    }

    @Test
    void givesUpAServerThatIsNotReadyInTime() {
        var never = test("c1", Duration.ofMillis(300), List.of("sh", "-c", "sleep 1000 # {port}"));

        assertThat(target.open(never))
                .isEqualTo(new NotReady(
                        "the server was not ready within 0.3 s. Its log is empty",
                        "Give it more time with `deadlines: {start: …}` at thresholds.yaml:7:3, or see its log: "
                                + logs.resolve("smollm2-135m-1.log")));
        assertThat(mine()).isEmpty();
    }

    @Test
    void usesTheDefaultCommandIfTheFileNamesNone() {
        assertThat(ServerCommand.of(LoadTests.loadTest("c1", "smollm2")).at("127.0.0.1", 8000))
                .containsExactly(
                        "vllm",
                        "serve",
                        "HuggingFaceTB/SmolLM2-135M-Instruct",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "8000",
                        "--served-model-name",
                        "smollm2");
        assertThat(ServerCommand.of(Plans.servedBy(LoadTests.loadTest("c1", "smollm2"), "llama.cpp", null))
                        .at("127.0.0.1", 8000))
                .containsExactly(
                        "llama-server",
                        "--model",
                        "HuggingFaceTB/SmolLM2-135M-Instruct",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "8000",
                        "--metrics",
                        "--alias",
                        "smollm2");
    }

    @Test
    void saysHowToServeAnotherModel() {
        var named = test(LoadTests.loadTest("c1", "large"), Duration.ofMinutes(5), SmallServer.command());

        assertThat(target.open(named))
                .isInstanceOfSatisfying(
                        NotReady.class,
                        no -> assertThat(no.remedy())
                                .isEqualTo("Correct `served-name` at thresholds.yaml:7:3, or have `command` at"
                                        + " thresholds.yaml:7:3 start the right server."));
    }

    @Test
    void startsNothingWithoutACommand() {
        assertThat(target.open(Plans.servedBy(LoadTests.loadTest("c1"), "openai", null)))
                .isEqualTo(new NotReady(
                        "the gate does not know how to start the server: the engine openai has no default command",
                        "Give the command with `command` at thresholds.yaml:7:3."));
        assertThat(console).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"llama.cpp", "openai"})
    void startsAnyEngineWithTheCommandOfTheFile(String engine) {
        assertThat(target.open(Plans.servedBy(small("c1"), engine, null))).isInstanceOf(Ready.class);
    }
}
