/**
 * The load tests of {@code report.html}. In: verdicts and recordings of load tests. Out: what the templates show and what the scripts
 * draw. Never: arithmetic on figures, HTML. Start at LoadSections.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.page.loads;
