package dev.assay.proposals;

import java.time.LocalDate;

/**
 * The runs of a test, as far as all its limits have them in common.
 *
 * @param limits how many limits of the test share the rate, at least 1
 * @param rate how often chance may fail the test, above 0 and below 0.5
 * @param date the day of the runs
 * @param machine what they ran on
 */
public record RunsOfTest(int limits, double rate, LocalDate date, String machine) {
    /** Returns the part of the rate that one limit has. */
    double rateOfOne() {
        return rate / limits;
    }
}
