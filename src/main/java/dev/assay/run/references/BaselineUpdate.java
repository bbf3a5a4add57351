package dev.assay.run.references;

import dev.assay.audits.answers.Completeness;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.baseline.Baseline;
import dev.assay.baseline.BaselineChange;
import dev.assay.baseline.BaselineReader;
import dev.assay.baseline.BaselineTest;
import dev.assay.baseline.BaselineText;
import dev.assay.baseline.Drift;
import dev.assay.gate.Repeat;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.thresholds.Bound;
import dev.assay.recording.files.AtomicFile;
import dev.assay.run.options.ComparisonOptions.BaselineAction;
import dev.assay.starts.Difference;
import dev.assay.starts.JoinedSets;
import dev.assay.starts.RunSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Accepts what a run measured as the baselines of its deployments, or shows what that would change. Only sound and complete measurements are accepted. An
 * audit that concerns some figures only is kept with the values of these, as how far they may be off.
 */
public final class BaselineUpdate {
    private final BaselineAction action;
    private final Path directory;
    private final LocalDate today;
    private final Map<String, Baseline> changed = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    /** @param directory the directory of thresholds.yaml, beside {@code baselines/} */
    public BaselineUpdate(BaselineAction action, Path directory, LocalDate today) {
        this.action = action;
        this.directory = directory;
        this.today = today;
    }

    /** Takes the measurements of a test, if they can be accepted. */
    public void take(TestVerdict verdict, List<Repeat> repeats) {
        var planned = verdict.planned();
        if (planned.test() instanceof Protocol) {
            return;
        }
        var why = refusal(verdict, repeats);
        if (why.isPresent()) {
            lines.add("no baseline of " + planned.name() + ": " + why.get());
            return;
        }
        var set = RecordedSet.of(planned, repeats);
        refusal(set)
                .ifPresentOrElse(
                        reason -> lines.add("no baseline of " + planned.name() + ": " + reason),
                        () -> accept(planned, set));
    }

    /** Returns why measurements cannot be accepted; empty if they can. A missing or missed reference is no reason. */
    private static Optional<String> refusal(TestVerdict verdict, List<Repeat> repeats) {
        var unsent = repeats.stream()
                .flatMap(repeat -> repeat instanceof Repeat.NotSent no
                        ? Optional.of(no).stream()
                        : Optional.<Repeat.NotSent>empty().stream())
                .findFirst();
        if (unsent.isPresent()) {
            return Optional.of("it is UNMEASURED, since " + unsent.get().why().reason());
        }
        if (verdict.planned().test().limits().isEmpty()) {
            return Optional.of("only some of its questions were asked");
        }
        var incomplete = verdict.audits().stream()
                .filter(finding -> finding.audit().equals(Completeness.NAME) && finding.severity() != Severity.SOUND)
                .findFirst();
        if (incomplete.isPresent()) {
            return Optional.of("it is not sound: " + incomplete.get().audit() + ": "
                    + incomplete.get().text());
        }
        return verdict.limits().stream()
                .filter(limit -> !(limit.limit().bound() instanceof Bound.Compared))
                .flatMap(limit -> limit.verdict() instanceof Unmeasured why
                        ? Optional.of(limit.limit().subject() + " is UNMEASURED, since " + why.reason()).stream()
                        : Optional.<String>empty().stream())
                .findFirst();
    }

    private static Optional<String> refusal(RunSet set) {
        var spoilt = set.starts().stream()
                .filter(start -> start.spoilt().isPresent())
                .findFirst();
        if (spoilt.isPresent()) {
            return Optional.of("it is not sound: " + spoilt.get().source() + ": "
                    + spoilt.get().spoilt().orElseThrow());
        }
        for (var i = 1; i < set.starts().size(); i++) {
            var start = set.starts().get(i);
            var copied = set.starts().subList(0, i).stream()
                    .filter(before -> JoinedSets.isCopy(before, start))
                    .findFirst();
            if (copied.isPresent()) {
                return Optional.of(copied.get().source() + " and " + start.source()
                        + " are the same measurement, and a copy is no second start");
            }
        }
        var first = new RunSet("", List.of(set.starts().getFirst()));
        return set.starts().stream()
                .map(start -> Difference.between(first, new RunSet("", List.of(start))).stream()
                        .filter(difference -> !Difference.TOKENS.contains(difference.fact()))
                        .toList())
                .filter(differences -> !differences.isEmpty())
                .findFirst()
                .map(differences -> "its repeats were measured under different conditions: "
                        + differences.stream()
                                .map(each -> each.fact() + " [" + each.here() + "] and [" + each.there() + "]")
                                .collect(Collectors.joining("; ")));
    }

    private void accept(Planned planned, RunSet set) {
        var deployment = planned.deployment().name();
        var name = planned.test().name();
        var before = changed.computeIfAbsent(
                deployment, each -> BaselineReader.of(directory, each).orElseGet(() -> Baseline.none(each)));
        var old = before.test(name);
        var limited = planned.test().limits().stream().map(Limit::value).collect(Collectors.toUnmodifiableSet());
        var accepted = BaselineTest.accepted(
                name, set, limited, today, old.map(BaselineTest::history).orElse(List.of()));
        lines.addAll(BaselineChange.lines(planned.name(), old, accepted));
        planned.test().limits().stream()
                .flatMap(limit -> Drift.of(limit, accepted).stream())
                .forEach(drift -> lines.add("warning: " + planned.name() + ": " + drift));
        changed.put(deployment, before.with(accepted));
    }

    /** Writes the files, if that was asked for, and returns what a person should read. */
    public List<String> end() {
        changed.forEach((deployment, baseline) -> {
            var file = Baseline.file(deployment);
            switch (action) {
                case SHOW -> lines.add(file + " was not written; -Dassay.baseline=write writes it");
                case WRITE -> {
                    write(directory.resolve(file), BaselineText.of(baseline));
                    lines.add("written: " + file);
                }
            }
        });
        if (changed.isEmpty()) {
            lines.add("no baseline was written: nothing can be accepted");
        }
        return List.copyOf(lines);
    }

    private static void write(Path file, String text) {
        try {
            AtomicFile.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
