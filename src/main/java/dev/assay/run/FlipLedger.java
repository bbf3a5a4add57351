package dev.assay.run;

import dev.assay.input.InputException;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.files.AtomicFile;
import dev.assay.report.RunDirectory;
import dev.assay.report.ledger.LedgerPage;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.run.console.Console;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.run.references.RecordedSet;
import dev.assay.starts.AnswerLedger;
import dev.assay.starts.MeasuredStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How answers changed between all runs that were kept, scored by the scorers of today.
 *
 * @param runs the folder of runs, which gets {@code flips.md} and {@code flips.jsonl}
 * @param unread the measurements that could not be read, each with the reason
 */
public record FlipLedger(Path runs, LedgerPage page, List<String> unread) {
    /**
     * Reads the runs.
     *
     * @throws InputException with every problem of what people wrote; no run with an answer is one
     */
    static FlipLedger of(Options options) {
        var plan = CheckedPlan.of(options, new RunMode.Replay()).plan();
        var unread = new ArrayList<String>();
        var runs = runs(options.runs());
        var ledgers = tests(plan)
                .map(planned -> AnswerLedger.of(
                        planned.name(),
                        runs.stream()
                                .flatMap(run -> measured(run, planned, unread).stream())
                                .toList()))
                .filter(ledger -> !ledger.starts().isEmpty())
                .toList();
        if (ledgers.isEmpty()) {
            throw new InputException(
                    List.of(Options.problem("-Dassay.ledger shows how answers changed between the runs in "
                            + options.runs() + "; none of them has an answer to a question of this plan"
                            + (unread.isEmpty() ? "" : " (" + unread.getFirst() + ")")
                            + ". Measure an evalset with -Dassay.endpoint=URL, or select another deployment.")));
        }
        return new FlipLedger(options.runs(), new LedgerPage(ledgers), List.copyOf(unread));
    }

    private static Stream<Planned> tests(Plan plan) {
        return plan.tests().stream().filter(planned -> planned.test() instanceof TestSpec.Accuracy);
    }

    private static List<Path> runs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(folder)) {
            return directories
                    .filter(run -> Files.isDirectory(run.resolve("traces")) && !new RunDirectory(run).part())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static List<MeasuredStart> measured(Path run, Planned planned, List<String> unread) {
        var directory = new RunDirectory(run);
        var files = directory.repeatFiles(planned).all();
        if (files.isEmpty()) {
            return List.of();
        }
        return switch (RecordedSet.read(planned, files, String.valueOf(run.getFileName()))) {
            case RecordedSet.Read read -> read.set().starts();
            case RecordedSet.Unreadable no -> {
                unread.add(planned.name() + " of " + run.getFileName() + ": " + no.reason());
                yield List.of();
            }
        };
    }

    /** Writes the files and prints the ledger. */
    public void report(Console console) {
        var file = runs.resolve("flips.md");
        try {
            AtomicFile.write(file, page.page());
            AtomicFile.write(runs.resolve("flips.jsonl"), page.json());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        console.line("ledger: " + file);
        unread.forEach(line -> console.line("left out: " + line));
        console.block(page.lines());
    }
}
