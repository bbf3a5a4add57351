/**
 * The gate without Maven: the commands of {@code assay.jar}. In: arguments of a command line. Out: a run of the suite, or what a command
 * prints, and an exit status. Never: a verdict of its own, or an option of the gate that Maven does not have. Start at Assay.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.cli;
