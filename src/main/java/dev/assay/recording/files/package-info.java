/**
 * The files of a recording. In: traces and side records. Out: files from which the same is read again, in the format of earlier versions. Never: what
 * the values mean. Start at TraceFile.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.recording.files;
