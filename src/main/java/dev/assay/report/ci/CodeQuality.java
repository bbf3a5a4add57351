package dev.assay.report.ci;

import dev.assay.report.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;

/** Annotations as GitLab's report of code quality, which a merge request shows beside its lines. */
public final class CodeQuality {
    private CodeQuality() {}

    /** Returns the JSON. Annotations without a line in the checkout are left out. */
    public static String of(List<Annotation> annotations, SourceTree sources) {
        var json = Json.MAPPER.createArrayNode();
        var places = new LinkedHashMap<Annotation, SourceLine>();
        annotations.forEach(each -> sources.of(each.place()).ifPresent(line -> places.put(each, line)));
        places.forEach((annotation, line) -> {
            var entry = json.addObject();
            entry.put("description", annotation.title() + ": " + annotation.message());
            entry.put("check_name", "assay");
            entry.put("fingerprint", fingerprint(annotation, line));
            entry.put(
                    "severity",
                    switch (annotation.level()) {
                        case ERROR -> "major";
                        case WARNING -> "minor";
                        case NOTICE -> "info";
                    });
            var location = entry.putObject("location");
            location.put("path", line.path());
            location.putObject("lines").put("begin", line.line());
        });
        return Json.MAPPER.writeValueAsString(json) + "\n";
    }

    /** GitLab tells by it what is new and what is gone, so it holds no measured value and no number of a line. */
    private static String fingerprint(Annotation annotation, SourceLine line) {
        var text = String.join("\n", line.path(), annotation.title(), annotation.subject());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
