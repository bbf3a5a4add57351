/**
 * The GPUs behind a server. In: where the server listens, and who tells of GPUs: the {@code nvidia-smi} of this machine, or a DCGM
 * exporter. Out: facts in words, and while a row is measured a look a second. Never: a judgement; a failure, where nothing is told. Start
 * at GpuSource.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.target.gpu;
