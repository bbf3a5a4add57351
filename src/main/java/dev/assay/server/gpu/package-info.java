/**
 * The GPUs behind a server. In: where the server listens, and who reports its GPUs: the {@code nvidia-smi} of this machine, or a DCGM
 * exporter. Out: facts in words, and a sample each second while a test runs. Never: a verdict; a failure where nothing is reported. Start
 * at GpuSource.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.server.gpu;
