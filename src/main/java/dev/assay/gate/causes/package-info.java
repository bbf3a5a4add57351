/**
 * Why a figure may be off, and by how much. In: figures and findings. Out: causes of error, distances between figures. Never: a verdict. Start at Cause.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.gate.causes;
