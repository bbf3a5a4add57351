package dev.assay.server.gpu;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code nvidia-smi --query-…=FIELDS --format=csv,noheader,nounits} prints: a line a GPU or process, values between commas, in the
 * order of the fields. A value that the GPU or the driver does not tell is {@code [N/A]}, {@code N/A}, {@code [Not Supported]}, {@code
 * [Insufficient Permissions]}, {@code [Unknown Error]} or another text in brackets, and is left out here.
 */
final class SmiTable {
    private static final Pattern REFUSED = Pattern.compile("Field \"([^\"]+)\" is not a valid field to query");

    private SmiTable() {}

    /** Returns the tests, each by field. Lines of another shape are no rows: warnings, and what the program says in place of a table. */
    static List<Map<String, String>> tests(List<String> fields, String text) {
        return text.lines().flatMap(line -> test(fields, line).stream()).toList();
    }

    /** Returns one test. What stands behind the last comma that a field begins with is the last field's, commas and all. */
    static Optional<Map<String, String>> test(List<String> fields, String line) {
        var values =
                Arrays.stream(line.split(",", fields.size())).map(String::strip).toList();
        if (values.size() != fields.size()) {
            return Optional.empty();
        }
        var test = new LinkedHashMap<String, String>();
        for (var i = 0; i < values.size(); i++) {
            if (isTold(values.get(i))) {
                test.put(fields.get(i), values.get(i));
            }
        }
        return Optional.of(test);
    }

    private static boolean isTold(String value) {
        return !value.isEmpty() && !value.startsWith("[") && !value.equals("N/A") && !value.equals("ERR!");
    }

    /** Returns the field that this version of the program does not know, where its answer says so; it then tells nothing else either. */
    static Optional<String> refused(String answer) {
        var refused = REFUSED.matcher(answer);
        return refused.find() ? Optional.of(refused.group(1)) : Optional.empty();
    }
}
