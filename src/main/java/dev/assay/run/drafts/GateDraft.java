package dev.assay.run.drafts;

import dev.assay.input.Problem;
import dev.assay.tools.gates.ThresholdsText;
import dev.assay.tools.gates.TranslatedGate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gates of other projects as files of Assay.
 *
 * @param gates at least one
 * @param into where the files are written; empty: they are only shown
 */
public record GateDraft(List<TranslatedGate> gates, Optional<Path> into) {
    /** A line names at most this many places of one reason. */
    private static final int MOST_PLACES = 20;

    public GateDraft {
        gates = List.copyOf(gates);
    }

    /** Returns the files to be written; empty if they are only shown, or if nothing could be translated. */
    public Optional<NewFiles> files() {
        var texts = ThresholdsText.files(gates);
        return texts.isEmpty() ? Optional.empty() : into.map(directory -> new NewFiles(directory, texts));
    }

    /** Returns the rows, what could not be translated, and what to do next, for a console. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        var texts = ThresholdsText.files(gates);
        texts.forEach((name, text) -> {
            lines.add("--- " + name);
            text.lines().forEach(lines::add);
        });
        if (!texts.isEmpty()) {
            lines.add("---");
        }
        lines.addAll(notTranslated());
        if (!texts.isEmpty()) {
            ThresholdsText.needed(gates).forEach(needed -> lines.add("needed: " + needed));
        }
        lines.add(counts());
        lines.add(last(texts));
        return lines;
    }

    /** One reason has one line, however often it applies. */
    private List<String> notTranslated() {
        var places = new LinkedHashMap<String, List<Problem>>();
        for (var gate : gates) {
            for (var problem : gate.notTranslated()) {
                places.computeIfAbsent(gate.file() + " " + problem.message(), key -> new ArrayList<>())
                        .add(problem);
            }
        }
        return places.values().stream().map(GateDraft::line).toList();
    }

    private static String line(List<Problem> alike) {
        var others = alike.stream()
                .skip(1)
                .limit(MOST_PLACES)
                .map(problem -> String.valueOf(problem.place().line()))
                .collect(Collectors.joining(", "));
        return "not translated: " + alike.getFirst()
                + (others.isEmpty() ? "" : " (and " + (alike.size() - 1) + " more, in the lines " + others)
                + (alike.size() > MOST_PLACES + 1 ? ", …" : "")
                + (others.isEmpty() ? "" : ")");
    }

    private String counts() {
        var kinds = gates.stream()
                .collect(Collectors.groupingBy(TranslatedGate::kind, LinkedHashMap::new, Collectors.counting()));
        var rows = gates.stream().mapToInt(gate -> gate.deployments().size()).sum();
        return "translated " + rows + (rows == 1 ? " deployment" : " deployments") + " of "
                + kinds.entrySet().stream()
                        .map(each -> each.getValue() + " × " + each.getKey())
                        .collect(Collectors.joining(", "))
                + ". Nothing was judged.";
    }

    private String last(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return "nothing could be translated, so there is nothing to write";
        }
        return into.map(directory -> "written into " + directory + ": " + String.join(", ", texts.keySet()))
                .orElse("nothing was written. To write these files: -Dassay.import.write=DIRECTORY");
    }
}
