package dev.assay.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out the run of the small gate, made once for all tests that only look at it. */
public final class SmallRun implements ParameterResolver {
    /** The run, and its folder for as long as tests run. */
    private record Made(GateRun run) implements AutoCloseable {
        static Made now() {
            try {
                var folder = Files.createTempDirectory("assay-small");
                GateRun.small(folder);
                return new Made(GateRun.in(folder));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try (var files = Files.walk(run.folder())) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Copies the run's directory into {@code folder}, and returns what {@code -Dassay.run} calls it there. */
    public static String copy(GateRun made, Path folder) {
        GateRun.copy(made.folder().resolve("runs"), folder.resolve("runs"));
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            return "runs/" + runs.findFirst().orElseThrow().getFileName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == GateRun.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SmallRun.class))
                .getOrComputeIfAbsent(Made.class, key -> Made.now(), Made.class)
                .run();
    }
}
