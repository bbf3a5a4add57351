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
                    problems.add(Options.problem("-Dassay.merge is a list of run directories of shards, such as"
                            + " runs/20261121-210400-000-shard1,runs/20261121-210400-000-shard2 or runs/*-shard*, or a"
                            + " folder that has them, found [" + word.strip()
                            + "], where no directory has a " + ShardFile.NAME + why(word.strip()) + "."));
                }
                shards.addAll(found);
            }
            NamedTwice.of(shards)
                    .forEach(twice -> problems.add(
                            Options.problem("-Dassay.merge " + twice + ", in [" + value + "]. Name each shard once.")));
            return shards;
        });
    }

    private String why(String word) {
        if (word.isEmpty() || word.contains("*")) {
            return "";
        }
        return Files.exists(directory().resolve(word))
                ? ": what was measured without -Dassay.shard is judged with -Dassay.run"
                : ": it does not exist";
    }

    private List<Path> named(String word) {
        var directory = directory();
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

    private Path directory() {
        return Path.of(properties.getOrDefault(Options.Name.DIRECTORY.key(), ""));
    }

    /** Returns the directories that the shards of one run have written down in the directory that they share. */
    private List<Path> writtenIn(Path folder) {
        try (var files = Files.list(folder)) {
            var shards = new ArrayList<Path>();
            for (var file : files.sorted().toList()) {
                var shard = Path.of(Files.readString(file).strip());
                // A shard that was refused has no run directory, but the folder in which it would be.
                if (shard.getParent() != null && !Files.isDirectory(shard.getParent())) {
                    problems.add(Options.problem("-Dassay.merge: [" + file + "] names [" + shard + "], and ["
                            + shard.getParent()
                            + "] is not there: it was moved, or lies on another machine. Name the run"
                            + " directories of all shards, with commas between them."));
                }
                shards.add(shard);
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
