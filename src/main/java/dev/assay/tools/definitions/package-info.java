/**
 * The arithmetic of other tools. In: the traces of a load test, or the requests in a tool's own file. Out: the figures that this tool would print,
 * with its names and units. Never: a limit, a verdict, a figure that the tool itself printed. Start at Tool.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.tools.definitions;
