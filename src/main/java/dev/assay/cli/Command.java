package dev.assay.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command of {@code assay}. A new one gets its line in {@link Commands}. */
interface Command {
    /** Returns its name, its help, and its options and parameters; new at each call. */
    CommandSpec spec();

    /**
     * Runs the command.
     *
     * @param given the options and parameters that were given, with the writer that it prints to: {@code given.commandSpec().commandLine().getOut()}
     * @throws dev.assay.input.InputException if something that people wrote cannot be used; its problems are printed, and the exit status is {@link ExitStatus#BAD_INPUT}
     */
    ExitStatus run(ParseResult given);
}
