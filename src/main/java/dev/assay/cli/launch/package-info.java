/**
 * The start of {@code assay.jar}: unpacks its jars once, and starts the gate in a JVM with the flags that exact times need. In: the arguments of
 * {@code java -jar assay.jar}. Out: a process that runs the gate, and its exit status. Never: a class of another package or of a library; the jar of
 * the launcher has none. Start at Start, then
 * Launcher.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.cli.launch;
