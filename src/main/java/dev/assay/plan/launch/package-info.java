/**
 * How the gate starts a server: the command, the container, the GPUs. In: the keys of a deployment such as {@code command}, {@code serve}
 * and {@code image}. Out: a {@link dev.assay.plan.launch.Launch}. Never: a process. Start at Launch.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.launch;
