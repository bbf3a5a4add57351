package dev.assay.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets that every target of the gate is given, by variables, headers, addresses and files, and that a server says back wherever it can, are in nothing that the
 * gate leaves: no file, no report, no printed line, and no command line of a process. {@link SecretSearchTest} shows that the search finds what is there.
 */
@Tag("secrets")
@Execution(ExecutionMode.CONCURRENT)
class PlantedSecretsTest {
    @TempDir
    Path folder;

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String yaml(List<String> words) {
        return words.stream().map(JsonMapper.shared()::writeValueAsString).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String command(SecretGate gate) {
        return yaml(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LeakyServer.class.getName(),
                "{host}",
                "{port}",
                gate.seen().toString()));
    }

    /** Nothing is found, and what is written into the same folder on purpose is. */
    private static void assertClean(SecretGate gate) throws IOException {
        Files.writeString(gate.seen().resolve("control"), "{\"key\":\"" + Secret.KEY.inJson() + "\"}");
        assertThat(gate.found()).containsExactly("seen/control has KEY, as it is");
    }

    @Test
    void anEndpointThatSaysThemBackLeavesThemNowhere() throws Exception {
        var gate = new SecretGate(folder, "server-log: {require: [api_key], file: server.log}");
        Files.write(folder.resolve("server.log"), List.of("INFO args: {'api_key': 'shown'}"));
        try (var server = new LeakyServer("127.0.0.1", 0, gate.seen())) {
            var commands = new ArrayList<String>();
            commands.add("verify --endpoint=" + server.base() + "/" + LeakyServer.ANSWERING);
            LeakyServer.REFUSALS.forEach(how -> commands.add("verify --endpoint=" + server.base() + "/" + how));
            LeakyServer.LISTS.forEach(how -> commands.add("verify --endpoint=" + server.base() + "/" + how));
            var printed = gate.run(commands.toArray(String[]::new));

            assertThat(printed).contains("Incorrect API key provided: ****");
            assertThat(gate.runs()).hasSize(commands.size());
            assertThat(Files.readString(gate.seen().resolve("processes"))).contains("SeveralCommands");
            assertThat(folder.resolve("step.md")).exists();
            assertClean(gate);
        }
    }

    @Test
    void aServerOfTheGateLeavesThemNeitherInItsLogNorInAnyCommandLine() throws Exception {
        var gate = new SecretGate(folder);
        var setting = "env: {DB_PASSWORD: " + Secret.SETTING.text() + "}";
        var log = "server-log: {require: ['api_key.*', 'environment .*']}";
        gate.write("command: " + command(gate), setting, log);
        var ending =
                gate.beside("ending", "command: [sh, -c, 'env; echo $SERVING_API_KEY; exit 3 # {port}']", setting, log);
        var shown =
                gate.beside("shown", "command: " + command(gate), "serve: [--api-key, " + Secret.ARGUMENT.text() + "]");

        var printed = gate.run(
                "verify --target=process",
                "verify --target=process" + ending,
                "verify --target=process" + shown,
                "verify --target=container" + shown,
                "plan --target=process" + shown);

        assertThat(printed).contains("the server of small is ready", "ended with exit code 3 before it was ready");
        var served = folder.resolve("runs/" + gate.runs().getFirst().getFileName() + "/servers/small-1.log");
        assertThat(served).content().contains("'api_key': ['****", "environment {", "listening at");
        assertThat(printed.lines().filter("exit status 64"::equals)).hasSize(2);
        assertClean(gate);
    }

    @Test
    void aContainerIsCreatedWithoutThem() throws Exception {
        var gate = new SecretGate(folder);
        gate.write(
                "command: [serve-it, '{host}', '{port}']",
                "image: small:1",
                "env: {DB_PASSWORD: " + Secret.SETTING.text() + "}");
        try (var docker = new FakeDocker(gate.seen())) {
            var printed = gate.run(Map.of("DOCKER_HOST", docker.address()), "verify --target=container");

            assertThat(printed).contains("the server of small is ready");
            assertThat(gate.seen().resolve("docker")).content().contains("\"Cmd\":", "\"Env\":", "serve-it");
            var log = gate.runs().getFirst().resolve("servers/small-1.log");
            assertThat(log).content().contains("'api_key': ['****");
            assertClean(gate);
        }
    }

    @Test
    void aServerThatCannotBeReachedLeavesThemNowhere() throws Exception {
        var gate = new SecretGate(folder);
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var list = "HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{\"data\":[{\"id\":\"small\"}]}";
        var line = Secret.KEY.text() + " " + Secret.PASSWORD.text() + "\r\n\r\n";
        try (var waiting = new LeakyServer("127.0.0.1", 0, gate.seen());
                var open = new UnsecuredServer(line.getBytes(ISO_8859_1));
                var mute = ScriptedEndpoint.of(Script.silence()
                        .raw((Secret.KEY.text() + "\r\n\r\n").getBytes(ISO_8859_1))
                        .hangUp());
                var garbled = new ScriptedEndpoint(request -> request.path().equals("/v1/models")
                        ? Script.silence().raw(list).hangUp()
                        : Script.silence().raw(line.getBytes(ISO_8859_1)).hangUp())) {
            var printed = gate.run(
                    "verify --endpoint=" + mute.base(),
                    "verify --endpoint=" + garbled.base(),
                    "verify --endpoint=https://127.0.0.1:" + open.port(),
                    "verify --groups=load --cells=c1 --endpoint="
                            + waiting.base().replace("http:", "https:"),
                    "verify --endpoint=http://127.0.0.1:" + closed,
                    "init --key=SERVING_API_KEY --endpoint=" + mute.base());

            assertThat(printed)
                    .contains("Invalid status line: \"****", "the port does not speak TLS", "connection refused")
                    .containsPattern("no whole answer within 10000 ms|HTTP connect timed out");
            assertThat(garbled.requests()).anyMatch(request -> request.path().equals("/v1/completions"));
            assertClean(gate);
        }
    }

    @Test
    void whatIsDoneWithFinishedRunsLeavesThemNowhere() throws Exception {
        var gate = new SecretGate(folder);
        var one = folder.resolve("runs/{1}");
        var other = folder.resolve("runs/{2}");
        String printed;
        try (var server = new LeakyServer("127.0.0.1", 0, gate.seen())) {
            var endpoint = " --endpoint=" + server.base() + "/" + LeakyServer.ANSWERING;
            printed = gate.run(
                    "verify --record" + endpoint,
                    "verify" + endpoint,
                    "verify",
                    "verify --plan",
                    "report " + one + " --baseline=write",
                    "report " + one + " " + other,
                    "report " + one + " --calibrate=3",
                    "report " + one + " --plant=accuracy-50pp",
                    "compare " + one + " " + other,
                    "verify --ledger",
                    "verify --trends=runs",
                    "verify --run=" + one + " --customer=" + folder.resolve("team.md") + " --audience=team",
                    "verify --run=" + one + " --customer=" + folder.resolve("customer.md"),
                    "lint");
        }

        assertThat(printed).doesNotContain("exit status 64", "exit status 70");
        assertThat(List.of("team.md", "customer.md")).allMatch(name -> Files.exists(folder.resolve(name)));
        assertClean(gate);
    }

    @Test
    void shardsAndTheirMergedRunLeaveThemNowhere() throws Exception {
        var gate = new SecretGate(folder);
        try (var server = new LeakyServer("127.0.0.1", 0, gate.seen())) {
            var command = "verify --groups=load --cells=c1 --endpoint=" + server.base() + "/" + LeakyServer.ANSWERING
                    + " --shard.directory=" + folder.resolve("meeting") + " --shard=";
            var first = gate.start(Map.of(), command + "1/2");
            var second = gate.start(Map.of(), command + "2/2");
            SecretGate.end(first);
            SecretGate.end(second);
        }
        assertThat(gate.runs()).hasSize(2);

        assertThat(gate.run("verify --groups=load --merge=" + folder.resolve("meeting")))
                .contains("small c1");
        assertThat(gate.runs()).hasSize(3);
        assertClean(gate);
    }

    @Test
    void mistakesOnTheCommandLineAndInFilesAreToldWithoutThem() throws Exception {
        var gate = new SecretGate(folder);
        var printed = gate.run(
                "verify --endpoint=http://gate:" + Secret.USERINFO.text() + "@127.0.0.1:1",
                "verify --endpoint=http://127.0.0.1:1/?api_key=" + Secret.QUERY.text(),
                "verify --endpoint=htp://127.0.0.1:1/?api_key=" + Secret.QUERY.text(),
                "verify --endpoint=small=http://127.0.0.1:1/?api_key=" + Secret.QUERY.text(),
                "verify --endpoint=small=http://127.0.0.1:1,//127.0.0.1:1/?api_key=" + Secret.QUERY.text(),
                "verify --endpoint=http://127.0.0.1:1 --metrics=http://127.0.0.1:1/metrics?token="
                        + Secret.QUERY.text(),
                "verify --endpoint=http://127.0.0.1:1 --dcgm=http://127.0.0.1:1/metrics?token=" + Secret.QUERY.text(),
                "init --endpoint=http://127.0.0.1:1/?api_key=" + Secret.QUERY.text(),
                "init --key=" + Secret.FOREIGN.text() + " --endpoint=http://127.0.0.1:1");
        assertThat(printed.lines().filter("exit status 64"::equals)).hasSize(9);

        var places = List.of(
                "key: " + Secret.FOREIGN.text(),
                "headers: {X-Api-Key: " + Secret.FOREIGN.text() + "}",
                "headers: {'X Api Key': {Authorization: Bearer " + Secret.FOREIGN.text() + "}}",
                "headers: 'Authorization: Bearer " + Secret.FOREIGN.text() + "'",
                "proxy: http://gate:" + Secret.USERINFO.text() + "@127.0.0.1:1",
                "proxy: http://127.0.0.1:1/?token=" + Secret.QUERY.text(),
                "proxy: 127.0.0.1:1?token=" + Secret.QUERY.text(),
                "serve: '--api-key " + Secret.ARGUMENT.text() + "'",
                "env: 'HF_TOKEN=" + Secret.SETTING.text() + "'",
                "env: [HF_TOKEN=" + Secret.SETTING.text() + "]",
                "env: {'HF_TOKEN=" + Secret.SETTING.text() + "': 1}",
                "engine-version: {api_key: " + Secret.FOREIGN.text(),
                "served-name: [Bearer " + Secret.FOREIGN.text() + "]",
                "price: " + Secret.FOREIGN.text(),
                "deadlines: {start: " + Secret.FOREIGN.text() + "}");
        var commands = new ArrayList<String>();
        for (var place : places) {
            commands.add("lint" + gate.beside("place-" + commands.size(), place));
        }
        assertThat(gate.run(commands.toArray(String[]::new)).lines().filter("exit status 64"::equals))
                .hasSize(places.size());
        assertClean(gate);
    }

    @Test
    void resultsOfOthersAreReadWithoutTheKeysInThem() throws Exception {
        var gate = new SecretGate(folder);
        var foreign = Files.createDirectories(folder.resolve("foreign"));
        try (var files = Files.walk(Path.of("src/test/resources/client-results"))) {
            for (var file : files.filter(each -> each.toString().matches(".*\\.(json|jsonl)"))
                    .toList()) {
                var text = Files.readString(file);
                var name = foreign.resolve(file.getName(file.getNameCount() - 2) + "-" + file.getFileName());
                Files.writeString(name, planted(text));
            }
        }

        var printed = gate.run("import " + foreign);

        assertThat(printed).contains("exit status 0");
        assertThat(Stream.of("api_key", "Bearer", "--api-key"))
                .allMatch(each -> read(foreign).contains(each));
        assertClean(gate);
    }

    /** Writes a key to each place of a result where tools put one: settings, headers, addresses and command lines. */
    private static String planted(String text) {
        var key = Secret.FOREIGN.text();
        var members = """
                "api_key": "KEY", "api-key": "KEY", "cli_command": "tool --api-key KEY --url https://gate:KEY@host/v1?api_key=KEY",
                "headers": {"Authorization": "Bearer KEY"}, "base_url": "https://gate:KEY@host/v1", "model_args": "api_key=KEY",
                "token": "KEY",""".replace("\n", " ").replace("KEY", key);
        return text.replaceFirst("\\{", "{" + members + " ");
    }

    private static String read(Path folder) {
        try (var files = Files.list(folder)) {
            var all = new StringBuilder();
            for (var file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variable that tells a JVM its options is not repeated in a command line. */
    @Test
    void theSecondJvmOfTheJarHasThemInNoCommandLine() throws Exception {
        var gate = new SecretGate(folder);
        var jar = Path.of("target/assay.jar");
        // It unpacks the jars in it.
        SecretSearch.ofAll().takeForSearched(jar);
        try (var server = new LeakyServer("127.0.0.1", 0, gate.seen())) {
            var started = gate.start(
                    List.of(
                            java(),
                            "-Xmx600m",
                            "-jar",
                            jar.toString(),
                            "verify",
                            "--groups=load",
                            "--directory=" + folder,
                            "--endpoint=" + server.base() + "/" + LeakyServer.ANSWERING),
                    Map.of("JAVA_TOOL_OPTIONS", "-Dplanted.password=" + Secret.PROPERTY.text()));
            var printed = SecretGate.end(started);

            assertThat(printed).contains("small c1");
            assertThat(Files.readAllLines(gate.seen().resolve("processes")))
                    .anyMatch(line -> line.contains("-Ddev.assay.launcher=") && line.contains("-Xmx600m"));
            // The JVM itself prints the variable, before the gate begins.
            Files.writeString(started.printed(), printed.replaceAll("(?m)^Picked up JAVA_TOOL_OPTIONS: .*$", ""));
            assertClean(gate);
        }
    }
}
