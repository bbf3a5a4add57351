package dev.assay.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code completion}: a script with which a shell completes commands and options. */
final class CompletionCommand implements Command {
    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("completion");
        spec.usageMessage()
                .description(
                        "Print a script with which bash and zsh complete the commands and options of `assay`.",
                        "",
                        "In ~/.bashrc or ~/.zshrc:",
                        "  alias assay='java -jar /path/to/assay.jar'",
                        "  source <(assay completion)");
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult given) {
        var line = given.commandSpec().commandLine();
        line.getOut()
                .print(AutoComplete.bash("assay", given.commandSpec().root().commandLine()));
        line.getOut().flush();
        return ExitStatus.PASS;
    }
}
