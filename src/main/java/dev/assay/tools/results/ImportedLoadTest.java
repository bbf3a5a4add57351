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
 * A cell that another tool measured.
 *
 * @param version of the tool, as the file says it
 * @param facts what the file says of how it was measured
 * @param counts what became of the requests
 * @param printed the tool's own figures; without a value where the file has none
 * @param requests the times of each request; none where the file has no detail
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
     * What became of the requests.
     *
     * @param asked how many there should have been
     * @param concurrency how many could be in flight; 0 where the file does not say, or nothing limited it
     */
    public record Counts(int asked, int completed, int failed, int concurrency) {}

    /**
     * What a request was asked for and brought, on average.
     *
     * @param input tokens of a prompt; 0 where nobody counted
     * @param output tokens of an answer; 0 where nobody counted
     */
    public record Lengths(double input, double output) {}

    /**
     * One completed request, in milliseconds.
     *
     * @param output how many tokens it brought; 0 where nobody counted
     */
    public record Times(double ttft, double e2e, int output) {}

    @Override
    public String provenance() {
        return "imported from " + tool.title() + " " + version;
    }

    /** Returns the figures whose definition is ours too, by our names, in our units. */
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
