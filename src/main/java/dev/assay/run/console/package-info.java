/** What a run says while it works. In: progress, silence of a server, an interruption. Out: lines on the console. Never: a verdict. Start at Console. */
@org.jspecify.annotations.NullMarked
package dev.assay.run.console;
