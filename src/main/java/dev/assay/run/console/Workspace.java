package dev.assay.run.console;

import dev.assay.report.ci.SourceTree;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Where CI, or else git, has checked out the files of the gate. */
public final class Workspace {
    private static final List<String> VARIABLES = List.of("GITHUB_WORKSPACE", "CI_PROJECT_DIR");

    private Workspace() {}

    /**
     * Returns the checkout that contains a folder: the one that the environment names; else the nearest folder above with {@code .git}; else the folder itself.
     *
     * @param directory the folder of thresholds.yaml
     */
    public static SourceTree of(Map<String, String> environment, Path directory) {
        var folder = directory.toAbsolutePath().normalize();
        var root = VARIABLES.stream()
                .flatMap(name -> named(environment.getOrDefault(name, "")))
                .filter(folder::startsWith)
                .findFirst()
                .orElseGet(() -> Stream.iterate(folder, Objects::nonNull, Path::getParent)
                        .filter(each -> Files.exists(each.resolve(".git")))
                        .findFirst()
                        .orElse(folder));
        return new SourceTree(root, folder);
    }

    private static Stream<Path> named(String name) {
        try {
            return name.isEmpty()
                    ? Stream.empty()
                    : Stream.of(Path.of(name).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }
}
