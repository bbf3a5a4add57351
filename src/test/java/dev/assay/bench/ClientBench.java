package dev.assay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Measures what our client and others add to the times of a reference server. This is not a test; bench/README.md says how to run it. */
class ClientBench {
    static final String OURS = "ours";
    private static final String OVER_TLS = "ours over TLS";
    private static final String OVER_JDK_TLS = "ours over the JDK's client and TLS";
    private static final String OVER_JDK = "ours over the JDK's client";
    private static final String FLOOR = "floor: plain NIO, stamps only";
    /** Clients of this project; ours is compared only with others. */
    static final Set<String> OWN = Set.of(OURS, OVER_TLS, OVER_JDK, OVER_JDK_TLS, FLOOR);

    private static final String OTHER = "bench.other.";
    /** The cores of the clients; the server has core 0. */
    private static final String CORES = System.getProperty("bench.client-cores", "1");

    private static final Path REPORT = Path.of("target", "client-overhead.md");

    @TempDir
    private static Path folder;

    /** The pace at which our client last launched; the floor launches at the same. */
    private long paceNanos = 10_000;

    private HttpClient http = HttpClient.newHttpClient();
    /** The certificate of the server that speaks TLS. */
    private String certificate = "";

    private URI secure = URI.create("");
    private final boolean pins = Runtime.getRuntime().availableProcessors() >= 2 && hasTaskset();

    /**
     * One setting of the benchmark.
     *
     * @param before whether all connections are open before the first measured request
     */
    record Setting(
            int streams,
            int requests,
            boolean before,
            int tokens,
            int firstMillis,
            double gapMillis,
            int promptBytes,
            int textBytes) {
        static List<Setting> all() {
            return befores()
                    .flatMap(before -> Arrays.stream(
                                    System.getProperty("bench.streams", "1,10,100,500,1000,3000@20,5000@20")
                                            .split(",", -1))
                            .map(load -> of(load.split("@", 2), before)))
                    .toList();
        }

        private static Stream<Boolean> befores() {
            var open = System.getProperty("bench.open", "before");
            return switch (open) {
                case "before" -> Stream.of(true);
                case "inside" -> Stream.of(false);
                case "both" -> Stream.of(true, false);
                default ->
                    throw new IllegalArgumentException("-Dbench.open is before, inside or both, found [" + open + "]");
            };
        }

        /** @param load the streams, and how many events per second each has; without it the usual gap */
        private static Setting of(String[] load, boolean before) {
            var streams = Integer.parseInt(load[0]);
            var gapMillis = load.length > 1
                    ? 1e3 / Integer.parseInt(load[1])
                    : Integer.getInteger("bench.gap-us", 10_000) / 1e3;
            var perStream = streams < 10 ? 50 : streams < 100 ? 10 : streams < 500 ? 2 : 1;
            return new Setting(
                    streams,
                    Integer.getInteger("bench.requests", streams * perStream),
                    before,
                    Integer.getInteger("bench.tokens", 100),
                    Integer.getInteger("bench.first-ms", 50),
                    gapMillis,
                    Integer.getInteger("bench.prompt-bytes", 64),
                    Integer.getInteger("bench.text-bytes", 4));
        }

        int opened() {
            return before ? streams : 0;
        }

        String title() {
            return String.format(
                    Locale.ROOT,
                    "### %d streams, %d requests, connections %s%n%nFirst token at %d ms, %d tokens, one each %.0f ms;"
                            + " prompts of %d bytes, events with %d bytes of text.",
                    streams,
                    requests,
                    before ? "open before" : "opened in the burst",
                    firstMillis,
                    tokens,
                    gapMillis,
                    promptBytes,
                    textBytes);
        }
    }

    private record Client(String name, Function<Run, List<String>> command) {}

    private record Run(URI base, Setting setting, Path out) {}

    @Test
    void measuresWhatEachClientAdds() throws IOException, InterruptedException {
        var settings = Setting.all();
        var report = new StringBuilder(machine());
        for (var setting : settings) {
            var truth = new KnownTruth();
            var server = start(setting);
            try {
                // The server ends with its standard input, even if this process is killed.
                var said = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
                var words = said.readLine().split(" ", -1);
                var base = URI.create(words[0]);
                secure = URI.create(words[1]);
                certificate = words[2];
                http = HttpClient.newBuilder()
                        .sslContext(BenchClient.trusting(certificate).trust())
                        .build();
                // The server is cold at its first burst, which no client's figures should include.
                run(own(FLOOR, FloorClient.class), base, setting, new KnownTruth());
                var table = new ClientTable(setting, rounds(base, setting, truth)).markdown() + truth.markdown();
                System.out.print(table);
                report.append(table);
                Files.createDirectories(REPORT.getParent());
                Files.writeString(REPORT, report);
            } finally {
                server.destroy();
            }
        }
    }

    private Process start(Setting setting) throws IOException {
        return new ProcessBuilder(pinned(
                        "0",
                        java(
                                BenchServer.class,
                                0,
                                setting.firstMillis(),
                                Math.round(1000 * setting.gapMillis()),
                                setting.textBytes(),
                                Boolean.getBoolean("bench.tls"))))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Runs each client once per round; in every second round in the opposite order. */
    private Map<String, List<Map<Figure, Double>>> rounds(URI base, Setting setting, KnownTruth truth)
            throws IOException, InterruptedException {
        var rounds = new LinkedHashMap<String, List<Map<Figure, Double>>>();
        var clients = clients();
        clients.forEach(client -> rounds.put(client.name(), new ArrayList<>()));
        for (var round = 0; round < Integer.getInteger("bench.rounds", 3); round++) {
            for (var client : clients) {
                rounds.get(client.name()).add(run(client, base, setting, truth));
            }
            Collections.reverse(clients);
        }
        return rounds;
    }

    private List<Client> clients() {
        var clients = new ArrayList<Client>();
        clients.add(own(OURS, BenchClient.class));
        var tls = Boolean.getBoolean("bench.tls");
        if (tls) {
            clients.add(own(OVER_TLS, BenchClient.class));
        }
        if (!Boolean.getBoolean("bench.without-jdk")) {
            clients.add(own(tls ? OVER_JDK_TLS : OVER_JDK, JdkBenchClient.class));
        }
        clients.add(own(FLOOR, FloorClient.class));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(OTHER))
                .sorted()
                .map(name -> new Client(
                        name.substring(OTHER.length()),
                        run -> List.of("sh", "-c", filled(System.getProperty(name), run))))
                .forEach(clients::add);
        return clients;
    }

    private Client own(String name, Class<?> main) {
        return new Client(
                name,
                run -> java(
                        main,
                        run.base(),
                        run.setting().streams(),
                        run.setting().requests(),
                        run.out(),
                        run.setting().tokens(),
                        run.setting().promptBytes(),
                        run.setting().opened(),
                        paceNanos,
                        certificate));
    }

    private static String filled(String command, Run run) {
        return command.replace("{port}", "" + run.base().getPort())
                .replace("{streams}", "" + run.setting().streams())
                .replace("{requests}", "" + run.setting().requests())
                .replace("{out}", run.out().toString())
                .replace("{opened}", "" + run.setting().opened())
                .replace("{tokens}", "" + run.setting().tokens())
                .replace("{prompt-tokens}", "" + Math.max(1, run.setting().promptBytes() / 4));
    }

    private static final Set<String> PASSED_ON = Set.of("bench.loops", "bench.pace-ns", "bench.calibrated");

    /** Returns the command of a JVM with the gate's flags: those of this JVM, without those that are only for tests ({@code own.jvm} in pom.xml). */
    private static List<String> java(Class<?> main, Object... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.removeIf(flag -> flag.startsWith("-XX:TieredStopAtLevel"));
        if (main == FloorClient.class) {
            // A flag that keeps the JVM from recompiling the gate's code makes a loop over bytes slow.
            command.removeIf(flag -> flag.contains("TrapLimit"));
        }
        // Surefire tells only its own JVM of them.
        System.getProperties().stringPropertyNames().stream()
                .filter(PASSED_ON::contains)
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        return command;
    }

    private List<String> pinned(String cores, List<String> command) {
        return pins
                ? Stream.concat(Stream.of("taskset", "-c", cores), command.stream())
                        .toList()
                : command;
    }

    private static boolean hasTaskset() {
        try {
            return new ProcessBuilder("taskset", "-c", "0", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<Figure, Double> run(Client client, URI plain, Setting setting, KnownTruth truth)
            throws IOException, InterruptedException {
        var base = Set.of(OVER_TLS, OVER_JDK_TLS).contains(client.name()) ? secure : plain;
        var out = folder.resolve("times.json");
        Files.deleteIfExists(out);
        var console = folder.resolve("said.txt");
        score(base);
        var process = new ProcessBuilder(pinned(CORES, client.command().apply(new Run(base, setting, out))))
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        var processor = ProcessorTime.of(process);
        assertThat(process.exitValue())
                .as(() -> client.name() + " said: " + text(console))
                .isZero();
        var said = new ObjectMapper().readTree(out);
        var score = score(base);
        var figures = new ClientRun(setting, said, score).figures(processor);
        if (client.name().equals(OURS)) {
            truth.add(setting, said.get("figures"), score);
            paceNanos = said.get("pace").asLong();
        }
        System.out.printf(
                Locale.ROOT,
                "%d streams, %s: TTFT error %.2f ms, from schedule %.2f, ITL p99 %.2f ms; server late p99 %.2f ms;"
                        + " %.2f µs/event; a launch each %.1f µs%n",
                setting.streams(),
                client.name(),
                figures.get(Figure.TTFT_MEAN),
                figures.get(Figure.FROM_SCHEDULE),
                figures.get(Figure.ITL_P99),
                figures.get(Figure.SERVER_P99),
                figures.get(Figure.CPU),
                paceNanos / 1e3);
        return figures;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private JsonNode score(URI base) throws IOException, InterruptedException {
        var question = HttpRequest.newBuilder(base.resolve("/score")).build();
        return new ObjectMapper()
                .readTree(http.send(question, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private String machine() {
        return String.format(
                Locale.ROOT,
                "%d cores of %s, Linux %s, JDK %s, %s; %s. Medians of %d rounds, in ms.%n",
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                System.getProperty("os.version"),
                System.getProperty("java.runtime.version"),
                LocalDate.now(ZoneOffset.UTC),
                pins ? "the server has core 0, the clients core " + CORES : "no process has its own core",
                Integer.getInteger("bench.rounds", 3));
    }

    private static String processorName() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*?:\\s*", ""))
                    .findFirst()
                    .orElse("an unnamed processor");
        } catch (IOException e) {
            return "an unnamed processor";
        }
    }
}
