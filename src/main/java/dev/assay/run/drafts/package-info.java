/**
 * Files that are written for a person once, to begin with. In: gates of other projects. Out: a thresholds.yaml and evalsets, shown or written. Never: a file that exists is changed. Start at
 * NewFiles.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.drafts;
