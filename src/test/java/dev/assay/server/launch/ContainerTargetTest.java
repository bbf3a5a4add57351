package dev.assay.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerPort;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.launch.Container;
import dev.assay.plan.launch.Container.Volume;
import dev.assay.plan.launch.Gpus;
import dev.assay.plan.launch.Launch;
import dev.assay.server.Credentials;
import dev.assay.server.LaunchedTarget;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.Target.Readiness.Ready;
import dev.assay.testing.LoadTests;
import dev.assay.testing.Plans;
import dev.assay.testing.SmallImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs a real Docker daemon ({@code mvn test -Pdocker}), but no registry: the test builds its image itself. */
@Tag("docker")
class ContainerTargetTest {
    private static final Container SMALL = new Container(SmallImage.NAME, new Gpus.None(), List.of(), 64);
    /** Long enough for every start here; ends the test if a server cannot be reached. */
    private static final Deadlines PATIENCE = new Deadlines(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2));

    private static DockerClient docker;

    @TempDir
    private Path logs;

    private final List<String> console = new ArrayList<>();
    private LaunchedTarget target;

    @BeforeAll
    static void makeImage(@TempDir Path folder) throws IOException, LaunchException {
        docker = DockerDaemon.find().client();
        SmallImage.build(docker, folder.resolve("image"));
    }

    @BeforeEach
    void make() {
        target = LaunchedTarget.containers(logs, 7, InstantSource.system(), Credentials.NONE, Set.of(), console::add);
    }

    @AfterEach
    void close() {
        target.close();
    }

    private static Planned test(Container container, List<String> command, String... serve) {
        var planned = LoadTests.loadTest("c1");
        var deployment = planned.deployment();
        return new Planned(
                Plans.started(
                        deployment,
                        new Launch(command, List.of(serve), container, Map.of("GREETING", "hello")),
                        PATIENCE),
                planned.test());
    }

    private static Planned small(String... serve) {
        return test(SMALL, SmallImage.command(), serve);
    }

    private static List<com.github.dockerjava.api.model.Container> mine() {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(OwnerTag.NAME, OwnerTag.here().text()))
                .exec();
    }

    private String printed(int start) throws IOException {
        return Files.readString(logs.resolve("smollm2-135m-" + start + ".log"));
    }

    @Test
    void isReadyWhenTheServerInItsContainerIs() throws IOException {
        var ready = (Ready) target.open(small("--max-model-len", "2048"));

        var server = ready.endpoint().server();
        assertThat(server)
                .containsEntry("engine", "vllm")
                .containsEntry("model", "small")
                .containsEntry("version", "1.0")
                .containsEntry("image", SmallImage.NAME)
                .containsEntry("gpus", "none");
        assertThat(server.get("image digest")).matches("sha256:[0-9a-f]{64}");
        assertThat(printed(1)).isEqualTo("serving with [--max-model-len, 2048]\n");
        assertThat(console)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("started the server of smollm2-135m at "
                                        + ready.endpoint().base() + "; log: " + logs.resolve("smollm2-135m-1.log")),
                        line -> assertThat(line).matches("the server of smollm2-135m is ready after [0-9.]+ s"));
    }

    @Test
    void configuresPortMemoryEnvironmentAndVolumesOfTheContainer() {
        var container = new Container(
                SmallImage.NAME, new Gpus.None(), List.of(new Volume(logs.toString(), "/seen", false)), 64);
        target.open(test(container, SmallImage.command()));

        var running = mine().getFirst();
        assertThat(Arrays.stream(running.getPorts()).map(ContainerPort::getIp)).containsExactly("127.0.0.1");
        var inspected = docker.inspectContainerCmd(running.getId()).exec();
        assertThat(inspected.getHostConfig().getShmSize()).isEqualTo(64L * 1024 * 1024);
        assertThat(inspected.getConfig().getEnv())
                .contains("GREETING=hello", "HF_HUB_OFFLINE=1", "TRANSFORMERS_OFFLINE=1");
        assertThat(inspected.getMounts()).anySatisfy(mount -> {
            assertThat(mount.getSource()).isEqualTo(logs.toString());
            assertThat(mount.getDestination()).hasToString("/seen");
            assertThat(mount.getRW()).isFalse();
        });
    }

    @Test
    void sharesAServerBetweenTestsWithTheSameCommand() {
        var first = (Ready) target.open(small());
        var second = (Ready) target.open(small());
        var third = (Ready) target.open(small("--enforce-eager"));

        assertThat(second.endpoint().base()).isEqualTo(first.endpoint().base());
        assertThat(third.endpoint().base()).isNotEqualTo(first.endpoint().base());
        assertThat(mine()).hasSize(1);
    }

    @Test
    void leavesNoContainerBehind() {
        target.open(small());
        assertThat(mine()).hasSize(1);

        target.close();

        assertThat(mine()).isEmpty();
    }

    @Test
    void restartsAKilledServerForTheNextTest() {
        var first = (Ready) target.open(small());
        docker.killContainerCmd(mine().getFirst().getId()).exec();
        docker.waitContainerCmd(mine().getFirst().getId()).start().awaitStatusCode();

        var second = (Ready) target.open(small());

        assertThat(second.endpoint().base()).isNotEqualTo(first.endpoint().base());
        assertThat(console).contains("the server of smollm2-135m was ended by signal 9, and is started again");
    }

    @Test
    void removesContainersOfAKilledGateAndSaysSo() {
        var gone = OwnerTag.here().text().replaceFirst("^[0-9]+@[^@]*", "4194305@2026-11-21T12:00:00Z");
        var left = marked(gone);

        target.open(small());

        assertThat(console).first().isEqualTo("found 1 container of a gate that was killed, and removed it");
        assertThat(docker.listContainersCmd().withShowAll(true).exec())
                .extracting(com.github.dockerjava.api.model.Container::getId)
                .doesNotContain(left);
    }

    @Test
    void keepsContainersThatAGateElsewhereMayStillUse() {
        var elsewhere = marked("17@2026-11-21T12:00:00Z@pid:[1]");
        try {
            target.open(small());

            assertThat(console)
                    .first()
                    .isEqualTo("found a container of a gate in another container or machine, and did not remove"
                            + " it: if that gate is gone, remove it with `docker rm -f " + elsewhere.substring(0, 12)
                            + "`");
        } finally {
            ContainerServer.remove(docker, elsewhere);
        }
    }

    private static String marked(String tag) {
        return docker.createContainerCmd(SmallImage.NAME)
                .withCmd("nothing")
                .withLabels(Map.of(OwnerTag.NAME, tag))
                .exec()
                .getId();
    }

    @Test
    void showsTheEndOfTheLogAndWhatToDo() {
        assertThat(target.open(small("--dies=torch.OutOfMemoryError: CUDA out of memory.")))
                .isEqualTo(new NotReady(
                        "the server ended with exit code 3 before it was ready. The last lines of its log:\n"
                                + "    torch.OutOfMemoryError: CUDA out of memory.",
                        "The server ran out of memory: stop other programs that use it, lower"
                                + " --gpu-memory-utilization or --max-model-len, or use a larger machine."));
        assertThat(mine()).isEmpty();
    }

    @Test
    void saysThatTheImageDoesNotExist() {
        assertThat(target.open(test(new Container("no-such/image:1", new Gpus.None(), List.of(), 64), List.of())))
                .isEqualTo(new NotReady(
                        "the Docker daemon has no image no-such/image:1",
                        "Get it with `docker pull no-such/image:1` (the gate downloads nothing), or correct `image` at"
                                + " thresholds.yaml:7:3."));
    }

    @Test
    void saysThatTheDeploymentNamesNoImage() {
        assertThat(target.open(test(Container.DEFAULT, List.of())))
                .isEqualTo(new NotReady(
                        "deployment 'smollm2-135m' has no image to start a container from",
                        "Name it with `image` at thresholds.yaml:7:3."));
    }

    @Test
    void saysThatTheImageHasNoSuchProgram() {
        var refusal = (NotReady) target.open(test(SMALL, List.of("no-such-engine", "{port}")));

        assertThat(refusal.reason())
                .startsWith("Docker does not start the container: ")
                .contains("no-such-engine");
        assertThat(refusal.remedy())
                .isEqualTo(
                        "Give the command that starts the server in this image with `command` at thresholds.yaml:7:3.");
        assertThat(mine()).isEmpty();
    }

    @Test
    void saysThatAFolderDoesNotExist() {
        var container = new Container(
                SmallImage.NAME, new Gpus.None(), List.of(new Volume("/no/such/folder", "/seen", false)), 64);

        var refusal = (NotReady) target.open(test(container, SmallImage.command()));

        assertThat(refusal.reason()).contains("/no/such/folder");
        assertThat(refusal.remedy()).isEqualTo("Correct `volumes` at thresholds.yaml:7:3.");
    }

    @Test
    void saysThatTheDaemonCannotGiveTheGpu() {
        var container = new Container(SmallImage.NAME, new Gpus.Some(List.of("MIG-no-such")), List.of(), 64);

        var refusal = (NotReady) target.open(test(container, SmallImage.command()));

        assertThat(refusal.reason()).startsWith("Docker does not start the container: ");
        assertThat(refusal.remedy())
                .isEqualTo("Install NVIDIA's container toolkit on the daemon's machine, correct `gpus` at"
                        + " thresholds.yaml:7:3, or remove `gpus` if no GPU is needed.");
        assertThat(mine()).isEmpty();
    }
}
