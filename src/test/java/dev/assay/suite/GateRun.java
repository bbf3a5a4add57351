package dev.assay.suite;

import dev.assay.run.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * One run of the gate in this process, as Failsafe starts it, in a folder of its own.
 *
 * @param tests what became of each test, by its name, in the order in which they ran
 * @param console the lines that the gate printed
 * @param broken what broke the build beside the tests; absent when nothing did
 */
public record GateRun(
        Map<String, Outcome> tests,
        List<String> console,
        @Nullable Throwable broken,
        Path folder) {
    /** What a line begins with that continues the one above it. */
    private static final String CONTINUED = "[assay]   ";

    /** What became of one test. */
    public record Outcome(String status, String message, String printed) {}

    /** Copies a small gate with its recordings into {@code folder}, so that a test can change it: ten questions and one load test. */
    public static void small(Path folder) {
        copy(Path.of("src/test/resources/gate"), folder);
        try {
            Files.createDirectories(folder.resolve("tokenizers"));
            Files.copy(Path.of("tokenizers/smollm2.json"), folder.resolve("tokenizers/smollm2.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies what the repository ships into {@code folder}. */
    public static void ship(Path folder) {
        for (var name : List.of("thresholds.yaml", "evalsets", "prompts", "tapes", "tokenizers")) {
            copy(Path.of(name), folder.resolve(name));
        }
    }

    public static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the gate on {@code folder} with {@code properties}, each {@code name=value} without the {@code assay.}. */
    public static GateRun in(Path folder, String... properties) {
        return in(folder, Optional.empty(), Map.of(), properties);
    }

    /**
     * Runs only the tests with a tag.
     *
     * @param inner properties that are no options, by their whole names
     */
    static GateRun of(String tag, Map<String, String> inner, Path folder, String... properties) {
        return in(folder, Optional.of(tag), inner, Map.of(), line -> {}, properties);
    }

    /**
     * Runs the gate as above.
     *
     * @param watcher sees each line when it is printed
     */
    public static GateRun watched(Path folder, Consumer<String> watcher, String... properties) {
        return in(folder, Optional.empty(), Map.of(), Map.of(), watcher, properties);
    }

    /** Runs only the tests with a tag. */
    public static GateRun of(String tag, Path folder, String... properties) {
        return in(folder, Optional.of(tag), Map.of(), properties);
    }

    /** Runs what {@code -Dgroups} says, as the build hands it on. */
    public static GateRun grouped(String groups, Path folder) {
        return in(folder, Optional.of(groups), Map.of(GroupsEngine.GROUPS, groups));
    }

    private static GateRun in(Path folder, Optional<String> tag, Map<String, String> parameters, String... properties) {
        return in(folder, tag, Map.of(), parameters, line -> {}, properties);
    }

    private static GateRun in(
            Path folder,
            Optional<String> tag,
            Map<String, String> inner,
            Map<String, String> parameters,
            Consumer<String> watcher,
            String... properties) {
        var set = new HashMap<String, String>(Map.of("assay.directory", folder.toString(), "assay.required", "true"));
        set.putAll(inner);
        for (var property : properties) {
            set.put(
                    "assay." + property.substring(0, property.indexOf('=')),
                    property.substring(property.indexOf('=') + 1));
        }
        var printed = Collections.synchronizedList(new ArrayList<String>());
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(XmlReports.SUITE.stream()
                        .map(DiscoverySelectors::selectClass)
                        .toArray(DiscoverySelector[]::new))
                .filters(tag.stream().map(TagFilter::includeTags).toArray(Filter[]::new))
                .configurationParameter(
                        "junit.jupiter.testclass.order.default", "org.junit.jupiter.api.ClassOrderer$OrderAnnotation")
                .configurationParameters(parameters)
                .configurationParameter(
                        XmlReports.FOLDER, folder.resolve("reports").toString())
                .build();
        var results = new Results();
        Throwable broken = null;
        try (var session = LauncherFactory.openSession(LauncherConfig.DEFAULT)) {
            new Invocation(set, new Console(line -> {
                        watcher.accept(line);
                        printed.addAll(line.lines().toList());
                    }))
                    .startIn(session);
            session.getLauncher().execute(request, results);
        } catch (RuntimeException e) {
            broken = e;
        }
        return new GateRun(results.tests, List.copyOf(printed), broken, folder);
    }

    public Outcome test(String name) {
        return Optional.ofNullable(tests.get(name))
                .orElseThrow(() -> new AssertionError("no test [" + name + "] among " + tests.keySet()));
    }

    /** Returns the names of the tests with a status: passed, failed, error, skipped. */
    public List<String> with(String status) {
        return tests.entrySet().stream()
                .filter(entry -> entry.getValue().status().equals(status))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    public String lastLine() {
        var first = console.size() - 1;
        while (console.get(first).startsWith(CONTINUED)) {
            first--;
        }
        return console.subList(first, console.size()).stream()
                .map(line -> line.startsWith(CONTINUED) ? line.substring(CONTINUED.length()) : line)
                .collect(Collectors.joining(" "));
    }

    /** Returns a report as CI reads it, without its times; empty where there is none. */
    Optional<String> xml(Class<?> test) {
        var file = folder.resolve("reports/TEST-" + test.getName() + ".xml");
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).replaceAll(" time=\"[0-9]+\\.[0-9]{3}\"", ""))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of {@code result.json}; there must be exactly one run. */
    public String result() {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            var all = runs.sorted().toList();
            return Files.readString(all.getLast().resolve("result.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Results implements TestExecutionListener {
        private final Map<String, Outcome> tests = new LinkedHashMap<>();

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            tests.put(test.getDisplayName(), new Outcome("skipped", reason, reason));
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                var why = result.getThrowable();
                tests.put(
                        test.getDisplayName(),
                        new Outcome(
                                status(result),
                                why.map(Throwable::getMessage).orElse(""),
                                why.map(Throwable::toString).orElse("")));
            }
        }

        private static String status(TestExecutionResult result) {
            return switch (result.getStatus()) {
                case SUCCESSFUL -> "passed";
                case ABORTED -> "skipped";
                // Surefire's distinction: an assertion that does not hold is a failure, all else an error.
                case FAILED -> result.getThrowable().orElseThrow() instanceof AssertionError ? "failed" : "error";
            };
        }
    }
}
