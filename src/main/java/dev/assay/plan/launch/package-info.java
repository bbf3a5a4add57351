/**
 * How the gate starts a server: the command, the container, the GPUs. In: the key `launch` of a deployment. Out: a {@link
 * dev.assay.plan.launch.Launch}. Never: a process. Start at Launch.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.launch;
