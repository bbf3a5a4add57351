package dev.assay.run.options;

import dev.assay.input.Problem;
import dev.assay.recording.files.ShardFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the directories of shards that {@code -Dassay.merge} names. */
record MergeReader(Map<String, String> properties, List<Problem> problems) {
    /** Returns the directories; empty if the option is not given. */
    Optional<List<Path>> shards() {
        return Optional.ofNullable(properties.get(Options.Name.MERGE.key())).map(value -> {
            var shards = new ArrayList<Path>();
            for (var word : value.split(",", -1)) {
                var found = word.isBlank() ? List.<Path>of() : named(word.strip());
                if (found.isEmpty()) {
                    problems.add(Options.problem(
                            "-Dassay.merge is a list of run directories of shards, such as runs/slurm-12-1,runs/slurm-12-2"
                                    + " or runs/slurm-12-*, or a folder that has them, found [" + word.strip()
                                    + "], where no directory has a " + ShardFile.NAME + "."));
                }
                shards.addAll(found);
            }
            if (shards.stream()
                            .map(shard -> shard.toAbsolutePath().normalize())
                            .distinct()
                            .count()
                    < shards.size()) {
                problems.add(Options.problem("-Dassay.merge names a directory twice: [" + value + "]."));
            }
            return shards;
        });
    }

    private List<Path> named(String word) {
        var directory = Path.of(properties.getOrDefault(Options.Name.DIRECTORY.key(), ""));
        var name = word.lastIndexOf('/') + 1;
        if (word.indexOf('*', name) >= 0) {
            return shardsIn(directory.resolve(word.substring(0, name)), word.substring(name));
        }
        var path = directory.resolve(word);
        if (isShard(path)) {
            return List.of(path);
        }
        var written = path.resolve(ShardFile.DIRECTORIES);
        return Files.isDirectory(written) ? writtenIn(written) : shardsIn(path, "*");
    }

    /** Returns the directories that the shards of one run have written down in the directory that they share. */
    private static List<Path> writtenIn(Path folder) {
        try (var files = Files.list(folder)) {
            var shards = new ArrayList<Path>();
            for (var file : files.sorted().toList()) {
                shards.add(Path.of(Files.readString(file).strip()));
            }
            return shards.stream().filter(MergeReader::isShard).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read which shards " + folder + " names", e);
        }
    }

    /** Returns the shards in a folder whose names match, sorted; an asterisk stands for any text. */
    private static List<Path> shardsIn(Path folder, String names) {
        var there = folder.toAbsolutePath();
        if (!Files.isDirectory(there)) {
            return List.of();
        }
        var pattern = Pattern.compile(
                Arrays.stream(names.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        try (var entries = Files.list(there)) {
            return entries.map(Path::getFileName)
                    .filter(name -> pattern.matcher(String.valueOf(name)).matches())
                    .map(folder::resolve)
                    .filter(MergeReader::isShard)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static boolean isShard(Path directory) {
        return Files.isRegularFile(directory.resolve(ShardFile.NAME));
    }
}
