package dev.assay.plan.texts;

import dev.assay.input.Fields;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputFile;
import dev.assay.input.JsonLines;
import dev.assay.input.Location;
import dev.assay.input.Problems;
import dev.assay.input.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A set of fixed texts: {@code evalsets/NAME.jsonl}, with a manifest {@code evalsets/NAME.yaml} beside it if there is one.
 *
 * @param name the name of its files without the ending; tests refer to it
 * @param title its title for people; the name if the manifest has no title
 * @param licence the licence of the texts; absent: not stated
 * @param source where the texts come from; absent: not stated
 * @param sha256 the hash of the file of texts, lower-case hex
 * @param texts in the order of the file; at least two
 */
public record TextSet(
        String name,
        String title,
        @Nullable String licence,
        @Nullable String source,
        String sha256,
        List<FixedText> texts) {
    /** The texts are the sample that a comparison is judged by: one alone has no spread. */
    private static final int FEWEST = 2;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    public TextSet {
        texts = List.copyOf(texts);
    }

    private static String manifest(String name) {
        return "evalsets/" + name + ".yaml";
    }

    /** Returns the file of the texts, relative to thresholds.yaml. */
    public static String file(String name) {
        return "evalsets/" + name + ".jsonl";
    }

    /** Reads the texts, and the manifest if there is one; absent, with problems, if one of them cannot be read. */
    public static @Nullable TextSet read(String name, InputDirectory directory, Problems problems) {
        var file = directory.read(file(name), "the texts, one JSON object per line", problems);
        var texts = file == null ? null : texts(file, problems);
        if (!directory.has(manifest(name))) {
            return file == null || texts == null ? null : new TextSet(name, name, null, null, file.sha256(), texts);
        }
        var manifest = directory.read(manifest(name), "where the texts come from", problems);
        var fields = manifest == null
                ? null
                : Fields.of(Yaml.read(manifest, problems), "the manifest of a set of texts", problems);
        return fields == null ? null : of(name, fields, file, texts, problems);
    }

    private static @Nullable TextSet of(
            String name, Fields fields, @Nullable InputFile file, @Nullable List<FixedText> texts, Problems problems) {
        var title = fields.optionalText("title");
        var licence = fields.optionalText("licence");
        var source = fields.optionalText("source");
        var sha256 = fields.optionalText("sha256");
        fields.refuseOthers(Map.of());
        if (sha256 != null && file != null && !sha256.equals(file.sha256())) {
            problems.add(
                    fields.placeOf("sha256"),
                    file.name() + " has the sha256 [" + file.sha256() + "], but the manifest says [" + sha256
                            + "]: the texts were changed, or the manifest is out of date. Update 'sha256' in the manifest, or remove it to allow any texts");
        }
        return file == null || texts == null
                ? null
                : new TextSet(name, title == null ? name : title, licence, source, file.sha256(), texts);
    }

    /** Returns the texts; absent if any line has a problem, because the number of texts would be wrong. */
    private static @Nullable List<FixedText> texts(InputFile file, Problems problems) {
        var texts = new ArrayList<FixedText>();
        var places = new HashMap<String, Location>();
        var lines = JsonLines.read(file, problems);
        for (var line : lines) {
            var text = text(new Fields(line, "a text", problems), places, problems);
            if (text != null) {
                texts.add(text);
            }
        }
        if (!lines.isEmpty() && lines.size() < FEWEST) {
            problems.add(
                    new Location(file.name(), 1, 1),
                    "a set needs at least " + FEWEST + " texts, found " + lines.size()
                            + ": one text alone does not show how much texts differ");
        }
        return texts.size() == lines.size() && texts.size() >= FEWEST ? texts : null;
    }

    private static @Nullable FixedText text(Fields fields, Map<String, Location> places, Problems problems) {
        var id = fields.text("id");
        var text = fields.text("text");
        fields.refuseOthers(Map.of());
        if (id == null || text == null) {
            return null;
        }
        if (!ID.matcher(id).matches()) {
            problems.add(
                    fields.placeOf("id"),
                    "an id has letters, digits, '.', '_' and '-', and starts with a letter or a digit; found [" + id
                            + "]");
            return null;
        }
        var first = places.putIfAbsent(id, fields.place());
        if (first != null) {
            problems.add(
                    fields.placeOf("id"),
                    "the id '" + id + "' is on line " + fields.place().line() + " and on line " + first.line()
                            + ": give each text an id of its own");
            return null;
        }
        return new FixedText(id, text, fields.place());
    }
}
