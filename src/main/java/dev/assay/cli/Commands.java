package dev.assay.cli;

import java.util.List;

/** Every command of {@code assay}. */
final class Commands {
    private Commands() {}

    /** Returns the commands in the order in which the help lists them. */
    static List<Command> all() {
        return List.of(
                GateCommand.VERIFY,
                GateCommand.PLAN,
                new LintCommand(),
                GateCommand.REPORT,
                GateCommand.COMPARE,
                GateCommand.IMPORT,
                new InitCommand(),
                new CompletionCommand());
    }
}
