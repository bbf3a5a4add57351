package dev.assay.server.gpu;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses the output of {@code nvidia-smi --query-…=FIELDS --format=csv,noheader,nounits}: one line per GPU or process, with comma-separated values
 * in the order of the fields. A value that the GPU or the driver does not report is {@code [N/A]}, {@code N/A}, {@code [Not Supported]}, {@code
 * [Insufficient Permissions]}, {@code [Unknown Error]} or another text in brackets, and is left out here.
 */
final class SmiTable {
    private static final Pattern REFUSED = Pattern.compile("Field \"([^\"]+)\" is not a valid field to query");

    private SmiTable() {}

    /** Returns the rows, each by field. Lines of another form, such as warnings, are left out. */
    static List<Map<String, String>> rows(List<String> fields, String text) {
        return text.lines().flatMap(line -> row(fields, line).stream()).toList();
    }

    /** Returns one row. The last field may contain commas. */
    static Optional<Map<String, String>> row(List<String> fields, String line) {
        var values =
                Arrays.stream(line.split(",", fields.size())).map(String::strip).toList();
        if (values.size() != fields.size()) {
            return Optional.empty();
        }
        var row = new LinkedHashMap<String, String>();
        for (var i = 0; i < values.size(); i++) {
            if (isReported(values.get(i))) {
                row.put(fields.get(i), values.get(i));
            }
        }
        return Optional.of(row);
    }

    private static boolean isReported(String value) {
        return !value.isEmpty() && !value.startsWith("[") && !value.equals("N/A") && !value.equals("ERR!");
    }

    /** Returns the field that this version of the program does not know, if its answer says so; such an answer has no rows. */
    static Optional<String> refused(String answer) {
        var refused = REFUSED.matcher(answer);
        return refused.find() ? Optional.of(refused.group(1)) : Optional.empty();
    }
}
