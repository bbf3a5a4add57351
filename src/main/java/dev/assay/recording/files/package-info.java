/**
 * The files of a test's recording. In: traces and side records. Out: files that give back the same, byte for byte what earlier versions
 * wrote. Never: what any of it means. Start at TraceFile.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.recording.files;
