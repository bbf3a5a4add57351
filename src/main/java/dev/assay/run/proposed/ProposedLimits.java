package dev.assay.run.proposed;

import dev.assay.environment.Environment;
import dev.assay.gate.checks.PlanChecks;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Problems;
import dev.assay.plan.Plan;
import dev.assay.plan.Selection;
import dev.assay.plan.Thresholds;
import dev.assay.plan.thresholds.KnownNames;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.proposals.Proposal;
import dev.assay.proposals.ProposedThresholds;
import dev.assay.proposals.TestProposals;
import dev.assay.proposals.UnifiedDiff;
import dev.assay.run.console.Console;
import dev.assay.run.options.Options;
import dev.assay.run.options.ProposalOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Proposes limits from the repeats of a run, shows how they change thresholds.yaml, and writes them if that was asked for. */
public final class ProposedLimits {
    private final ProposalOptions options;
    private final Path directory;
    private final String sha256;
    private final KnownNames names;
    private final Console console;

    /**
     * @param directory where thresholds.yaml is
     * @param sha256 of thresholds.yaml when the run began
     * @param names the names that thresholds.yaml may use
     */
    public ProposedLimits(ProposalOptions options, Path directory, String sha256, KnownNames names, Console console) {
        this.options = options;
        this.directory = directory;
        this.sha256 = sha256;
        this.names = names;
        this.console = console;
    }

    /**
     * Shows the proposals of a run.
     *
     * @param environment the facts of its environment
     * @param source the option that judges it again, with a blank behind it
     * @throws InputException if thresholds.yaml was changed since the run began, or if it cannot be changed as proposed
     */
    public void show(RunVerdict run, Map<String, String> environment, String source) {
        var tests = run.tests().stream()
                .flatMap(test ->
                        TestProposals.of(test, options.runs(), options.rate(), machine(test, environment)).stream())
                .toList();
        console.line(String.format(
                Locale.ROOT,
                "proposed limits, from %d starts each; chance fails a test in at most %s of 100 runs:",
                options.runs(),
                plain(options.rate() * 100)));
        tests.forEach(test -> console.block(test.lines()));
        var proposals = tests.stream().flatMap(test -> test.proposed().stream()).toList();
        if (proposals.isEmpty()) {
            console.line("nothing is proposed, and " + PlanReading.FILE + " stays as it is");
            return;
        }
        change(proposals, source);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private void change(List<Proposal.Proposed> proposals, String source) {
        var problems = new Problems();
        var file = problems.resolve(Thresholds.file(new InputDirectory(directory), problems));
        if (!file.sha256().equals(sha256)) {
            throw refused("it was changed since this run began");
        }
        var text = ProposedThresholds.text(file, proposals, problems);
        var written = new InputFile(file.name(), problems.resolve(text), "");
        check(file, written, proposals);
        console.block(UnifiedDiff.of(PlanReading.FILE, file.text(), written.text()));
        if (options.write()) {
            ThresholdsFile.replace(directory.resolve(PlanReading.FILE), sha256, written.text());
            console.line(PlanReading.FILE + " is changed");
        } else {
            console.line(PlanReading.FILE + " was not changed. To write this: " + source + "-Dassay.calibrate="
                    + options.runs() + " -Dassay.calibrate.write");
        }
    }

    /** The new text must be as sound as the old one, and mean what was proposed and nothing else. */
    private void check(InputFile file, InputFile written, List<Proposal.Proposed> proposals) {
        var before = Thresholds.read(file, directory, names);
        var after = Thresholds.read(written, directory, names);
        var problems = PlanChecks.problems(Plan.of(after, Selection.ALL));
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        ProposedThresholds.difference(before, after, proposals).ifPresent(difference -> {
            throw refused("the limits cannot be written into it without changing others (" + difference + ")");
        });
    }

    static InputException refused(String reason) {
        return new InputException(List.of(
                Options.problem("-Dassay.calibrate does not change " + PlanReading.FILE + ": " + reason + ".")));
    }

    private static String machine(TestVerdict test, Map<String, String> environment) {
        var gpu = test.header().map(header -> header.server().get("gpu")).orElse(null);
        if (gpu != null && !gpu.equals(Environment.UNKNOWN)) {
            return gpu;
        }
        return environment.getOrDefault("cpu", Environment.UNKNOWN) + ", " + environment.getOrDefault("processors", "?")
                + " processors";
    }
}
