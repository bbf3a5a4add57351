package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.assay.suite.GateRun;
import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code init} against a small server, and what the gate plans with the files that it wrote. */
@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class InitCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", SmallServer.answers());
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int init(String... options) {
        var arguments = new ArrayList<>(List.of("init"));
        arguments.addAll(List.of(options));
        return Assay.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void writesAFileThatSaysWhatTheServerIs() {
        var directory = folder.resolve("new");

        assertThat(init("--endpoint", base, directory.toString())).isZero();

        assertThat(directory.resolve("thresholds.yaml")).hasContent("""
                # Written by `assay init` for BASE. Every key: docs/thresholds.md of Assay.
                version: 1
                deployments:
                  "small":
                    model: "small"
                    served-name: "small"
                    precision: not-stated    # for reports: write bf16, fp8, int4 or what it is
                    engine: openai
                    accuracy:
                      - evalset: first              # evalsets/first.jsonl: replace its questions by yours
                        limits:
                          accuracy: calibrate       # measured first; then a limit, such as {min: 6/8}
                          truncated: calibrate      # answers that were cut off, such as {max: 0}
                """.replace("BASE", base));
        assertThat(directory.resolve("evalsets/first.jsonl")).exists();
        assertThat(out.toString().lines())
                .containsExactly(
                        base + " serves [small], engine openai",
                        "written: " + directory.resolve("thresholds.yaml"),
                        "written: " + directory.resolve("evalsets/first.jsonl"),
                        "no load test: it needs the model's tokenizer.json, to make prompts of an exact length. Give it with"
                                + " --tokenizer FILE, or write the load test yourself (examples/README.md)",
                        "Next: measure, which sets no limit (INCONCLUSIVE, exit status 3):",
                        "  java -jar assay.jar verify --directory " + directory + " --endpoint " + base,
                        "Then: write limits in place of `calibrate` (docs/thresholds.md, setting a limit).");
    }

    @Test
    void whatItWritesWithATokenizerIsPlanned() {
        var directory = folder.resolve("new");
        assertThat(init("--endpoint", base, "--tokenizer", "tokenizers/smollm2.json", directory.toString()))
                .isZero();

        var plan = GateRun.in(directory, "plan=true");

        assertThat(plan.broken()).isNull();
        assertThat(plan.console())
                .anySatisfy(line -> assertThat(line).contains("small first"))
                .anySatisfy(line -> assertThat(line).contains("small c4"));
        assertThat(directory.resolve("tokenizers/small.json"))
                .hasSameTextualContentAs(Path.of("tokenizers/smollm2.json"));
    }

    @Test
    void leavesNothingOfATokenizerThatIsNone() throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        var directory = folder.resolve("new");

        assertThat(init(
                        "--endpoint",
                        base,
                        "--tokenizer",
                        folder.resolve("tokenizer.json").toString(),
                        directory.toString()))
                .isEqualTo(64);

        assertThat(out.toString()).contains("tokenizers/small.json");
        assertThat(directory.resolve("thresholds.yaml")).doesNotExist();
        assertThat(directory.resolve("tokenizers/small.json")).doesNotExist();
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.createDirectories(folder.resolve("evalsets"));
        Files.writeString(folder.resolve("evalsets/first.jsonl"), "mine");

        assertThat(init("--endpoint", base, folder.toString())).isEqualTo(64);

        assertThat(out.toString())
                .isEqualToIgnoringNewLines(folder.resolve("evalsets/first.jsonl")
                        + ":1:1: this file exists, and no file is overwritten: nothing was written. Remove it, or name another"
                        + " directory");
        assertThat(folder.resolve("thresholds.yaml")).doesNotExist();
        assertThat(folder.resolve("evalsets/first.jsonl")).hasContent("mine");
    }

    @Test
    void refusesAModelAnAddressAKeyAndATokenizerThatThereAreNot() {
        assertThat(init("--endpoint", base, "--served-name", "large", folder.toString()))
                .isEqualTo(64);
        assertThat(init("--endpoint", "localhost:8000", folder.toString())).isEqualTo(64);
        assertThat(init("--endpoint", base, "--key", "NO_SUCH_VARIABLE_HERE", folder.toString()))
                .isEqualTo(64);
        assertThat(init(
                        "--endpoint",
                        base,
                        "--tokenizer",
                        folder.resolve("none.json").toString(),
                        folder.toString()))
                .isEqualTo(64);

        assertThat(out.toString())
                .contains(
                        "the server has the models [small], and none is called [large]: correct --served-name.",
                        "[localhost:8000]",
                        "--key names the environment variable that holds the server's key, and [NO_SUCH_VARIABLE_HERE] is not set.",
                        "none.json:1:1: there is no such file in [");
        assertThat(folder).isEmptyDirectory();
    }
}
