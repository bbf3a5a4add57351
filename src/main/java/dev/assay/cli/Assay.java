package dev.assay.cli;

import dev.assay.environment.AssayBuild;
import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.input.SimilarNames;
import dev.assay.run.options.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The command line of {@code assay.jar}. */
public final class Assay {
    /** The code of {@link ExitStatus#BROKEN}. */
    static final int BROKEN = 70;

    private Assay() {}

    /** Runs a command, and ends the process with its {@link ExitStatus}. */
    public static void main(String[] arguments) {
        LauncherWatch.start();
        System.exit(status(arguments));
    }

    private static int status(String[] arguments) {
        try {
            return commandLine().execute(arguments);
        } catch (Throwable e) {
            // The JVM would return 1, which is FAIL. Where classes cannot be loaded, neither can that of the exit
            // status.
            e.printStackTrace();
            return BROKEN;
        }
    }

    /** Returns the command line with all commands. */
    static CommandLine commandLine() {
        Map<String, Command> commands = new LinkedHashMap<>();
        var assay = CommandSpec.create().name("assay");
        assay.usageMessage()
                .synopsisSubcommandLabel("COMMAND")
                .description(
                        "Is a checkpoint, precision or engine worse or slower than thresholds.yaml allows, and can the"
                                + " measurement be believed?",
                        "",
                        "`assay COMMAND --help` shows the options of a command. In a directory with thresholds.yaml and"
                                + " tapes/, `assay verify` judges recordings, and `assay verify --endpoint URL` measures a"
                                + " server.",
                        "")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(ExitStatus.meanings());
        Commands.all().forEach(command -> {
            var spec = command.spec();
            commands.put(spec.name(), command);
            assay.addSubcommand(spec.name(), helped(spec));
        });
        assay.version("assay " + AssayBuild.name().orElse("of unknown version: its classes are in no jar"))
                .addOption(CommandLine.Model.OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description(
                                "show which build of Assay this is: its version, and the beginning of the SHA-256 of"
                                        + " its classes")
                        .build());
        return new CommandLine(helped(assay))
                // picocli would cut such a file at a #, which is a part of a name or an address here.
                .setExpandAtFiles(false)
                .setExecutionStrategy(given -> run(given, commands))
                .setParameterExceptionHandler((e, ignored) -> refused(e.getCommandLine(), List.of(problem(e))));
    }

    /** Returns what is wrong with a command line, and what to do. */
    private static Problem problem(CommandLine.ParameterException e) {
        var command = e.getCommandLine().getCommandSpec().qualifiedName();
        var what = e instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched(unmatched, command)
                : end(String.valueOf(e.getMessage()));
        return Options.problem(what + " `" + command + " --help` shows what it takes.");
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException e, String command) {
        var found = e.getUnmatched().getFirst();
        var line = e.getCommandLine();
        if (!line.getSubcommands().isEmpty() && !found.startsWith("-")) {
            var names = line.getSubcommands().keySet();
            return end("[" + found + "] is no command; commands are " + String.join(", ", names)
                    + SimilarNames.hint(found, names));
        }
        var name = found.replaceFirst("=.*", "");
        return found.startsWith("-")
                ? end(name + " is no option of `" + command + "`"
                        + SimilarNames.hint(
                                name, line.getCommandSpec().optionsMap().keySet()))
                : "[" + found + "] is one word too many for `" + command + "`.";
    }

    /** Returns a sentence with its end. */
    private static String end(String text) {
        return text.endsWith("?") || text.endsWith(".") ? text : text + ".";
    }

    private static CommandSpec helped(CommandSpec spec) {
        return spec.addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("show this help")
                .build());
    }

    private static int run(ParseResult given, Map<String, Command> commands) {
        var help = CommandLine.executeHelpRequest(given);
        if (help != null) {
            return help;
        }
        var chosen = given;
        while (chosen.hasSubcommand()) {
            chosen = chosen.subcommand();
        }
        var line = chosen.commandSpec().commandLine();
        var command = commands.get(chosen.commandSpec().name());
        if (command == null) {
            line.usage(line.getErr());
            return ExitStatus.BAD_INPUT.code();
        }
        try {
            return command.run(chosen).code();
        } catch (InputException e) {
            return refused(line, e.problems());
        } catch (RuntimeException e) {
            // picocli would return 1, which is FAIL.
            e.printStackTrace(line.getErr());
            return ExitStatus.BROKEN.code();
        }
    }

    private static int refused(CommandLine line, List<Problem> problems) {
        problems.forEach(line.getErr()::println);
        line.getErr().flush();
        return ExitStatus.BAD_INPUT.code();
    }
}
