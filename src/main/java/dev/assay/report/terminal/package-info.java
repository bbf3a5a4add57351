/**
 * What a terminal shows. In: a text of anyone, a model or a server too. Out: the text without anything that a terminal or a CI system obeys, in columns and in
 * colour. Never: a verdict. Start at TerminalText.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.terminal;
