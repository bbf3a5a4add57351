package dev.assay.cli;

import dev.assay.run.InputCheck;
import dev.assay.run.console.Console;
import dev.assay.run.options.Options;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code lint}: reads what people wrote, and sends nothing. */
final class LintCommand implements Command {
    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("lint");
        spec.usageMessage()
                .abbreviateSynopsis(true)
                .description(
                        "Read thresholds.yaml and every evalset, and show all problems, each with its file, line and"
                                + " column.",
                        "",
                        "All deployments are read, and evalsets that no test uses too. Nothing is sent or written.");
        GateOptions.addTo(spec, EnumSet.of(Options.Name.DIRECTORY), false);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult given) {
        var console = Console.of(given.commandSpec().commandLine().getOut()::println, Map.of());
        var check = InputCheck.of(GateOptions.properties(given), LocalDate.now(ZoneOffset.UTC));
        check.warnings().forEach(warning -> console.line("warning: " + warning));
        check.problems().forEach(problem -> console.line(problem.toString()));
        if (!check.problems().isEmpty()) {
            console.line(check.problems().size() + (check.problems().size() == 1 ? " problem" : " problems"));
            return ExitStatus.BAD_INPUT;
        }
        console.line("no problem: " + check.read());
        return ExitStatus.PASS;
    }
}
