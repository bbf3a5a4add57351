/**
 * Files that are written for a person once, to begin with. In: gates of other projects, or what a server says about itself. Out: a thresholds.yaml and
 * evalsets, shown or written. Never: a change of a file that exists. Start at NewFiles.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.drafts;
