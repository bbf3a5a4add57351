package dev.assay.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The machine that this process, the client, runs on. The server may run on another one.
 *
 * @param proc the folder {@code /proc} of Linux; other systems have no such folder
 */
record ClientMachine(Path proc) {
    static ClientMachine here() {
        return new ClientMachine(Path.of("/proc"));
    }

    Map<String, Optional<String>> facts() {
        var facts = new LinkedHashMap<String, Optional<String>>();
        facts.put("os", Optional.ofNullable(System.getProperty("os.name")));
        facts.put("kernel", Optional.ofNullable(System.getProperty("os.version")));
        facts.put("architecture", Optional.ofNullable(System.getProperty("os.arch")));
        facts.put("cpu", value("cpuinfo", "model name"));
        facts.put(
                "processors",
                Optional.of(UsableCores.here().fact(Runtime.getRuntime().availableProcessors())));
        facts.put("memory", value("meminfo", "MemTotal"));
        return facts;
    }

    /** Returns the value in the first line {@code name : value} with that name. */
    private Optional<String> value(String file, String name) {
        try (var lines = Files.lines(proc.resolve(file))) {
            return lines.map(line -> line.split(":", 2))
                    .filter(parts -> parts.length == 2 && parts[0].strip().equals(name))
                    .map(parts -> parts[1].strip())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
