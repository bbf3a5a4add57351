package dev.assay.input.rows;

import dev.assay.input.InputDirectory;
import dev.assay.input.forms.LinearPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The name of a file, or of several: each {@code *} stands for any part of the name of a file or of a folder.
 *
 * @param text relative to a directory, or absolute, with {@code /} between the folders: {@code mmlu/test/*_test.csv}
 */
public record FilePattern(String text) {
    /**
     * A file that the pattern fits.
     *
     * @param name as {@link InputDirectory} reads it
     * @param part what the first {@code *} stands for; without one, the name of the file without its folders and its ending
     */
    public record Match(String name, String part) {}

    /** Returns the files, in the order of their names. A pattern without {@code *} fits itself, even if there is no such file. */
    public List<Match> files(InputDirectory directory) {
        var names = text.split("/", -1);
        if (!text.contains("*")) {
            return List.of(new Match(text, names[names.length - 1].replaceFirst("(?<=.)\\.[^.]*$", "")));
        }
        var found = List.of(new Match("", ""));
        for (var i = 0; i < names.length; i++) {
            var next = new ArrayList<Match>();
            for (var folder : found) {
                next.addAll(below(directory, folder, names[i], i == 0 ? "" : "/"));
            }
            found = List.copyOf(next);
        }
        return found.stream().filter(match -> directory.has(match.name())).toList();
    }

    private static List<Match> below(InputDirectory directory, Match folder, String name, String slash) {
        if (!name.contains("*")) {
            return List.of(new Match(folder.name() + slash + name, folder.part()));
        }
        var pattern = pattern(name);
        return directory.names(folder.name() + slash, "").stream()
                .filter(each -> !each.startsWith("."))
                .flatMap(each -> pattern.whole(each, 1).stream()
                        .map(part -> new Match(
                                folder.name() + slash + each, folder.part().isEmpty() ? part : folder.part())))
                .toList();
    }

    /** A linear pattern, because many {@code *} in one name would take others more than a lifetime. */
    private static LinearPattern pattern(String name) {
        return LinearPattern.of(
                Arrays.stream(name.split("\\*+", -1))
                        .map(LinearPattern::literal)
                        .collect(Collectors.joining("(.*)")),
                "s");
    }
}
