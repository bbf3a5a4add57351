package dev.assay.report.customer;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A finished run that the summary is about.
 *
 * @param number its number in the summary, from 1
 * @param verdict its verdicts, judged again by the limits of today
 * @param environment the facts of its {@code environment.json}; empty if it has none
 */
public record ReportedRun(int number, RunVerdict verdict, Map<String, String> environment) {
    public ReportedRun {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /**
     * One test of one run.
     *
     * @param run the number of the run
     */
    record Test(int run, TestVerdict verdict) {
        String deployment() {
            return verdict.planned().deployment().name();
        }

        String precision() {
            return verdict.planned().deployment().precision();
        }
    }

    List<Test> tests() {
        return verdict.tests().stream().map(test -> new Test(number, test)).toList();
    }
}
