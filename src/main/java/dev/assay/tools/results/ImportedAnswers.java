package dev.assay.tools.results;

import dev.assay.audits.findings.Finding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The score of another tool on a set of questions, by one of its scoring rules.
 *
 * @param task the task and the rule
 * @param version the tool's version in the file
 * @param facts settings in the file
 * @param accuracy the share of right answers that the tool prints
 * @param asked the number of questions in the file
 * @param correct whether each question was answered right, by its number; empty without samples
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
    /** The name of the share of right answers in lm-evaluation-harness. */
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
