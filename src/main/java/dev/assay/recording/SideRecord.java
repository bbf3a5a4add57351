package dev.assay.recording;

/** What was seen beside the requests of a test while they were measured, by one observer. */
public sealed interface SideRecord permits ClientRecord, GpuRecord, ServerRecord, ServerLogRecord, ServerDeath {}
