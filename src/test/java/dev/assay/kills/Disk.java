package dev.assay.kills;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a gate has written, at a time when nobody writes.
 *
 * @param files the bytes of each file below the folder of the gate, by its path there
 */
record Disk(SortedMap<String, byte[]> files) {
    private static final String RUN = "runs/[0-9]{8}-[0-9]{6}-[0-9]{3}";
    /** A file of this name is being written, and will get its own name when it is whole. */
    static final String PART = ".part";

    static final Disk EMPTY = new Disk(new TreeMap<>());
    static final String RESULT = "result.json";
    static final String HISTORY = "runs/history.csv";

    /** Reads the folders that a gate writes into. */
    static Disk of(Path gate) throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var folder : List.of("runs", "reports", "tapes")) {
            if (Files.isDirectory(gate.resolve(folder))) {
                try (var all = Files.walk(gate.resolve(folder))) {
                    for (var file : all.filter(Files::isRegularFile).toList()) {
                        files.put(gate.relativize(file).toString(), Files.readAllBytes(file));
                    }
                }
            }
        }
        return new Disk(files);
    }

    /** Returns the files below a folder, by their paths there. */
    Disk below(String folder) {
        return new Disk(files.tailMap(folder + "/").entrySet().stream()
                .takeWhile(each -> each.getKey().startsWith(folder + "/"))
                .collect(Collectors.toMap(
                        each -> each.getKey().substring(folder.length() + 1),
                        each -> each.getValue(),
                        (one, other) -> one,
                        TreeMap::new)));
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    /** Returns the bytes of a file; none if there is no such file. */
    byte[] file(String name) {
        return files.getOrDefault(name, new byte[0]);
    }

    /** Returns the files of traces in the directory of a run, those set aside too. */
    List<Traces> traces() {
        return files.keySet().stream()
                .filter(name -> name.startsWith("traces/") && Traces.isFile(name.replaceFirst(".*/", "")))
                .map(name -> Traces.of(name.replaceFirst(".*/", ""), file(name), file(Traces.bodies(name))))
                .toList();
    }

    /** Returns the requests of all tests in the directory of a run that had ended. */
    Set<Traces.Request> requests() {
        return traces().stream()
                .flatMap(each -> each.requests().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the files that are neither whole nor called {@code .part}; those of traces grow line by line and are left out. */
    List<String> halves() {
        return files.entrySet().stream()
                .filter(each -> !each.getKey().endsWith(PART) && !each.getKey().contains("/traces/"))
                .filter(each -> !isWhole(each.getKey(), each.getValue()))
                .map(each -> each.getKey() + " (" + each.getValue().length + " bytes)")
                .toList();
    }

    private static boolean isWhole(String name, byte[] bytes) {
        var text = new String(bytes, UTF_8);
        return switch (name.replaceFirst(".*\\.", "")) {
            case "json" -> isJson(text);
            case "gz" -> isCompressed(bytes);
            case "html" -> text.endsWith("</html>\n");
            case "xml" -> text.endsWith("</testsuite>\n");
            case "lock" -> true;
            default -> text.endsWith("\n");
        };
    }

    private static boolean isJson(String text) {
        try {
            return !JsonMapper.shared().readTree(text).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isCompressed(byte[] bytes) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes().length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the names of all files but those set aside, with RUN and TIME for what differs from run to run. */
    Set<String> names() {
        return files.keySet().stream()
                .filter(Predicate.not(name -> name.contains(".interrupted")))
                .map(name -> name.replaceFirst("^" + RUN, "runs/RUN")
                        .replaceFirst("_\\d{4}-\\d{2}-\\d{2}T[^/]*?(?=\\.jsonl)", "_TIME"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the newest directory of a run, as a path below the gate's folder; empty if there is none. */
    static Optional<Path> run(Path gate) {
        if (!Files.isDirectory(gate.resolve("runs"))) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(gate.resolve("runs"))) {
            return all.filter(Files::isDirectory).max(Path::compareTo).map(gate::relativize);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
