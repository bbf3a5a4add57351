/**
 * What other tools would have printed of the same requests. In: the traces of a cell, or the requests that a tool's own file lists. Out:
 * that tool's figures, by its names, units and arithmetic. Never: a limit, a verdict, a tool's own claim. Start at Tool.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.figures.rosetta;
