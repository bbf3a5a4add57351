/**
 * Where the repeats of a test lie. In: the folder of a deployment. Out: the files of the test's repeats. Never: what is in them. Start at
 * RepeatDirectory.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.recording.repeats;
