package dev.assay.tools.results;

import dev.assay.audits.findings.Finding;
import dev.assay.tools.definitions.EquivalentFigures;
import dev.assay.tools.definitions.Tool;
import dev.assay.tools.definitions.ToolFigures;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A load test that another tool measured.
 *
 * @param version the tool's version in the file
 * @param facts settings in the file
 * @param counts how many requests there were, and how they ended
 * @param printed the tool's own figures; without a value if the file has none
 * @param requests the times of each request; empty if the file does not list them
 */
public record ImportedLoadTest(
        String name,
        Tool tool,
        String version,
        Map<String, String> facts,
        Counts counts,
        Lengths lengths,
        ToolFigures printed,
        List<Times> requests,
        List<Finding> audits)
        implements ImportedResult {
    public ImportedLoadTest {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        requests = List.copyOf(requests);
        audits = List.copyOf(audits);
    }

    /**
     * How many requests there were, and how they ended.
     *
     * @param asked the planned number of requests
     * @param concurrency the most requests in flight; 0 if unknown or unlimited
     */
    public record Counts(int asked, int completed, int failed, int concurrency) {}

    /**
     * The mean lengths of prompts and answers.
     *
     * @param input tokens of a prompt; 0 if unknown
     * @param output tokens of an answer; 0 if unknown
     */
    public record Lengths(double input, double output) {}

    /**
     * One completed request, in milliseconds.
     *
     * @param output tokens of the answer; 0 if unknown
     */
    public record Times(double ttft, double e2e, int output) {}

    @Override
    public String provenance() {
        return "imported from " + tool.title() + " " + version;
    }

    /** Returns the figures that have the same definition as ours, by our names, in our units. */
    public Map<String, Double> ours() {
        var ours = new LinkedHashMap<String, Double>();
        for (var concept : EquivalentFigures.values()) {
            var theirs = concept.of(tool).filter(each -> each.differs() == null);
            if (theirs.isPresent() && concept.ours().isPresent()) {
                var value = printed.value(theirs.get().name());
                if (value != null) {
                    ours.put(concept.ours().get().key(), value);
                }
            }
        }
        return Collections.unmodifiableMap(ours);
    }
}
