/**
 * Where the recordings of a run come from. In: a planned test, and which repeat of it. Out: its recording, or why nothing was sent. Never: a verdict
 * on a limit. Start at RecordingSource.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.measurement;
