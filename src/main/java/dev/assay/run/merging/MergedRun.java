package dev.assay.run.merging;

import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.recording.files.AtomicFile;
import dev.assay.recording.files.MetricsFile;
import dev.assay.recording.files.ShardTraceFile;
import dev.assay.recording.files.TraceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes one run directory of those of shards. */
public final class MergedRun {
    private static final String TRACES = "traces";
    private static final String ENDING = ".jsonl";

    private final List<SplitTest> tests;

    private MergedRun(List<SplitTest> tests) {
        this.tests = List.copyOf(tests);
    }

    /**
     * Reads the traces of shards, without their answers. Writes nothing.
     *
     * @throws InputException if they are not of one run, with every problem
     */
    public static MergedRun of(ShardRuns runs) {
        var tests = new ArrayList<SplitTest>();
        var problems = new ArrayList<Problem>();
        for (var name : names(runs)) {
            var parts = new ArrayList<SplitTest.Part>();
            for (var run : runs.shards()) {
                var file = run.directory().resolve(TRACES).resolve(name);
                if (Files.exists(file) && Files.exists(TraceFile.bodies(file))) {
                    try {
                        ShardTraceFile.read(file).ifPresent(traces -> parts.add(new SplitTest.Part(run, traces)));
                    } catch (InputException e) {
                        e.problems()
                                .forEach(problem -> problems.add(ShardRuns.problem(
                                        "the traces of [" + run.directory() + "] cannot be read: " + problem)));
                    }
                }
            }
            if (!parts.isEmpty()) {
                var test = new SplitTest(runs, name, parts);
                problems.addAll(test.problems());
                tests.add(test);
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return new MergedRun(tests);
    }

    /** Returns the files of traces that at least one shard has, relative to its folder of traces; not those of repeats that were spoilt. */
    private static List<Path> names(ShardRuns runs) {
        return runs.shards().stream()
                .map(run -> run.directory().resolve(TRACES))
                .filter(Files::isDirectory)
                .flatMap(folder -> names(folder).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Path> names(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .map(folder::relativize)
                    .filter(name -> !String.valueOf(name.getParent()).contains("spoilt-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the files of " + folder, e);
        }
    }

    /** Writes the traces of all shards as those of one run, with what the first shard kept of the server. */
    public void write(Path directory) {
        for (var test : tests) {
            var target = directory.resolve(TRACES).resolve(test.name());
            test.write(target);
            copy(test, MetricsFile.beside(Path.of(TRACES).resolve(test.name())), directory);
            copy(test, Path.of("gpu").resolve(test.name().toString().replaceFirst("\\.jsonl$", ".txt")), directory);
        }
    }

    /** Copies a file of the first shard that has it. */
    private static void copy(SplitTest test, Path name, Path directory) {
        var from = test.parts().stream()
                .map(part -> part.run().directory().resolve(name))
                .filter(Files::exists)
                .findFirst();
        if (from.isPresent()) {
            try {
                AtomicFile.copy(from.get(), directory.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot copy " + from.get() + " to " + directory, e);
            }
        }
    }
}
