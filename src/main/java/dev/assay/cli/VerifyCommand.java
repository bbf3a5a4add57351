package dev.assay.cli;

import dev.assay.run.console.Console;
import dev.assay.suite.Suite;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code verify}: the gate, as {@code mvn verify} runs it. */
final class VerifyCommand implements Command {
    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("verify");
        spec.usageMessage().abbreviateSynopsis(true).description("Run the gate: measure or replay, judge, and report.");
        GateOptions.addTo(spec, Set.of());
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult given) {
        var properties = GateOptions.properties(given);
        var out = given.commandSpec().commandLine().getOut();
        var suite = new Suite(properties, GateOptions.reports(given, properties), GateOptions.groups(given));
        return ExitStatus.of(suite.run(Console.of(out::println, Map.of())));
    }
}
