/**
 * The part of a summary about the settings of each test. In: the plan of a run. Out: lines of Markdown. Never: a verdict, a figure. Start at
 * SettingsBlock.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.summary.settings;
