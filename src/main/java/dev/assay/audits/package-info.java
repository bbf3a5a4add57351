/**
 * The table of all audits: which figures each one affects, and in which direction. In: a planned test and its {@link
 * dev.assay.recording.Recording}. Out: what each audit found. Never: the check itself, which has a file of its own below this package; a
 * verdict. Start at Audits.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.audits;
