package dev.assay.tools.results;

import dev.assay.audits.findings.Finding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers that another tool asked for and scored by one of its rules.
 *
 * @param task what was asked, and the rule
 * @param version of the tool, as the file says it
 * @param facts what the file says of how it was asked
 * @param accuracy the share that the tool prints
 * @param asked how many questions it says it asked
 * @param correct whether each question was answered right, by its number; none without samples
 */
public record ImportedAnswers(
        String name,
        String task,
        String version,
        Map<String, String> facts,
        double accuracy,
        int asked,
        Map<Integer, Boolean> correct,
        List<Finding> audits)
        implements ImportedResult {
    /** The share of right answers, by the harness's own name. */
    public static final String METRIC = "exact_match";

    public ImportedAnswers {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        correct = Collections.unmodifiableMap(new LinkedHashMap<>(correct));
        audits = List.copyOf(audits);
    }

    @Override
    public String provenance() {
        return "imported from lm-evaluation-harness " + version;
    }
}
