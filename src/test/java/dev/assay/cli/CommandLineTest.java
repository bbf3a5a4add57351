package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.options.Options;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line accepts and refuses, before anything runs. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int assay(String... arguments) {
        return Assay.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void helpNamesEveryOptionOfTheGate() {
        assertThat(assay("verify", "--help")).isZero();

        assertThat(Arrays.stream(Options.Name.values())
                        .filter(name -> name != Options.Name.REQUIRED)
                        .map(name -> name.key().replaceFirst("assay\\.", " --")))
                .hasSizeGreaterThan(30)
                .allSatisfy(option -> assertThat(out.toString()).containsPattern(option + "[ =\\[\n]"));
    }

    @Test
    void refusesAnUnknownOption() {
        assertThat(assay("verify", "--deploymnt=a")).isEqualTo(64);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "command line: --deploymnt is no option of `assay verify`. Did you mean '--deployment'?"
                                + " `assay verify --help` shows what it takes.");
    }

    @Test
    void takesTrendsWithoutAFolderAsMavenDoes(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("runs"));

        assertThat(assay("verify", "--directory", folder.toString(), "--trends"))
                .isEqualTo(64);

        assertThat(err.toString()).doesNotContain("Missing required parameter");
    }

    @Test
    void refusesAnUnknownCommand() {
        assertThat(assay("verfy", "--endpoint", "http://localhost")).isEqualTo(64);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "command line: [verfy] is no command; commands are verify, plan, lint, report, compare, import,"
                                + " init, completion. Did you mean 'verify'? `assay --help` shows what it takes.");
    }

    @Test
    void refusesAWordTooMany() {
        assertThat(assay("verify", "runs")).isEqualTo(64);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("command line: [runs] is one word too many for `assay verify`."
                        + " `assay verify --help` shows what it takes.");
    }

    @Test
    void refusesAPropertyOfTheJvmAfterTheJar() {
        assertThat(assay("verify", "-Djava.io.tmpdir=/elsewhere")).isEqualTo(64);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "command line: -Djava.io.tmpdir is no option of the gate, whose options start"
                                + " with -Dassay. A property of the JVM stands before -jar: java -Djava.io.tmpdir=VALUE -jar assay.jar");
    }

    @Test
    void refusesAnOptionThatIsGivenInBothForms() {
        assertThat(assay("verify", "-Dassay.tier=pr", "--tier=night")).isEqualTo(64);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "command line: --tier and -Dassay.tier are the same option. Give one of them.");
    }

    @Test
    void readsAnArgumentThatStartsWithAnAtSignAsItIs(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("arguments"), "verify\n");

        assertThat(assay("@" + file)).isEqualTo(64);

        assertThat(err.toString()).startsWith("command line: [@" + file + "] is no command");
    }

    @Test
    void helpListsEveryCommandAndEveryExitStatus() {
        assertThat(assay("--help")).isZero();

        assertThat(Commands.all())
                .allSatisfy(command -> assertThat(out.toString())
                        .contains("\n  " + command.spec().name() + " "));
        assertThat(ExitStatus.values())
                .allSatisfy(status -> assertThat(out.toString()).contains("\n  " + status.code() + " "));
    }

    /** In Assay's own tests its classes are in a folder, whose bytes have no name. */
    @Test
    void saysWhichBuildItIs() {
        assertThat(assay("--version")).isZero();

        assertThat(out.toString()).isEqualToIgnoringNewLines("assay of unknown version: its classes are in no jar");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void planHasNoOptionWithWhichNothingIsPlanned() {
        assertThat(assay("plan", "--shard", "1/2")).isEqualTo(64);

        assertThat(err.toString())
                .startsWith("command line: --shard is no option of `assay plan`")
                .containsOnlyOnce("`assay plan --help` shows what it takes.");
    }

    @Test
    void everyCommandExplainsItself() {
        for (var command : Commands.all()) {
            assertThat(assay(command.spec().name(), "--help")).isZero();
            assertThat(out.toString())
                    .startsWith("Usage: assay " + command.spec().name() + " [");
            out.getBuffer().setLength(0);
        }
    }

    @Test
    void showsTheCommandsIfNoneIsGiven() {
        assertThat(assay()).isEqualTo(64);

        assertThat(err.toString())
                .startsWith("Usage: assay [-h] [--version] COMMAND")
                .contains("Commands:");
    }

    @Test
    void completesCommandsAndOptions() {
        assertThat(assay("completion")).isZero();

        assertThat(out.toString())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_assay -o default assay")
                .contains("'--deployment'")
                .contains("verify plan lint report compare import");
    }

    @Test
    void completesTheWordsAndTheFilesOfValues() {
        assertThat(assay("completion")).isZero();

        assertThat(out.toString())
                .contains("\"process\" \"container\"", "\"protocol\" \"accuracy\" \"load\"", "\"write\" \"show\"")
                .contains("'--directory')", "'--against')", "'--tokenizer')");
    }

    @Test
    void refusesAPropertyThatTheCommandSets() {
        assertThat(assay("plan", "-Dassay.plan=false")).isEqualTo(64);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("command line: `assay plan` sets -Dassay.plan itself. Remove it.");
    }

    @Test
    void refusesAMissingParameter() {
        assertThat(assay("compare", "runs/one")).isEqualTo(64);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("command line: Missing required parameter: 'THERE'."
                        + " `assay compare --help` shows what it takes.");
    }
}
