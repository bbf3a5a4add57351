package dev.assay.figures;

import dev.assay.figures.Finding.Severity;
import dev.assay.trace.Recording;
import dev.assay.trace.Trace;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The audit of every row, cell or evalset: each planned request was sent and brought a whole answer. */
public final class Completeness {
    public static final String NAME = "every planned request complete";

    private Completeness() {}

    /**
     * Examines a row's requests, those that warm the server included: where they fail, no other is sent.
     *
     * @param planned how many requests were to be measured
     */
    public static Finding of(Recording recording, int planned) {
        var measured = recording.measured();
        var complete = measured.stream().filter(Trace::complete).count();
        if (complete == planned && measured.size() == planned) {
            return new Finding(NAME, Severity.SOUND, planned + " of " + planned + " requests complete");
        }
        var unsent = planned - measured.size();
        var why = Stream.of(endings(recording), unsent > 0 ? unsent + " not sent" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        var text = complete + " of " + planned + " requests complete";
        return new Finding(NAME, Severity.INVALID, why.isEmpty() ? text : text + ": " + why);
    }

    /** Says how requests ended that did not complete, each way with its count and one example. */
    private static String endings(Recording recording) {
        var counts = new LinkedHashMap<String, Integer>();
        var examples = new LinkedHashMap<String, String>();
        recording.traces().stream().filter(trace -> !trace.complete()).forEach(trace -> {
            var word = trace.ending().word();
            counts.merge(word, 1, Integer::sum);
            examples.putIfAbsent(word, trace.id() + ": " + trace.ending().describe());
        });
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey() + " (" + examples.get(entry.getKey()) + ")")
                .collect(Collectors.joining(", "));
    }
}
