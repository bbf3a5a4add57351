/**
 * One run of the gate. In: the options and thresholds.yaml. Out: the verdict of each planned test, measured when it is asked for first, and
 * the run directory. Never: JUnit, arithmetic on figures. Start at GateSession.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run;
