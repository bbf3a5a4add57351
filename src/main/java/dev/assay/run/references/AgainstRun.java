package dev.assay.run.references;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.baseline.Baseline;
import dev.assay.baseline.BaselineReader;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.SimilarNames;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.replay.Tape;
import dev.assay.report.RunDirectory;
import dev.assay.report.against.ComparedAnswers;
import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import dev.assay.run.options.Options;
import dev.assay.starts.Difference;
import dev.assay.starts.Difference.Kind;
import dev.assay.starts.Likeness;
import dev.assay.starts.RunSet;
import dev.assay.tools.samples.AnswerPairs;
import dev.assay.tools.samples.OtherAnswers;
import dev.assay.tools.samples.PairedScores;
import dev.assay.tools.samples.SampleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code -Dassay.against} names, and the comparison of a run with it. */
public final class AgainstRun {
    private final String written;
    private final Other other;
    private final Set<Kind> allowed;

    private AgainstRun(String written, Other other, Set<Kind> allowed) {
        this.written = written;
        this.other = other;
        this.allowed = Set.copyOf(allowed);
    }

    /** One of the things that can be named. */
    private sealed interface Other {
        /** Returns the measurements of a test there, or why there are none. */
        RecordedSet of(Planned planned, Function<Planned, Optional<RunSet>> measured);

        /** Returns whether it is a deployment of its own, which may have another model. */
        boolean differs(Planned planned);

        record OfDeployment(Deployment deployment, Optional<Path> tapes, Path directory) implements Other {
            @Override
            public RecordedSet of(Planned planned, Function<Planned, Optional<RunSet>> measured) {
                var test = deployment.tests().stream()
                        .filter(each -> each.name().equals(planned.test().name()))
                        .findFirst();
                if (test.isEmpty()) {
                    return new RecordedSet.Unreadable(deployment.name() + " has no such test", "");
                }
                var there = new Planned(deployment, test.get());
                return measured.apply(there)
                        .<RecordedSet>map(RecordedSet.Read::new)
                        .or(() -> recorded(there))
                        .or(() -> BaselineReader.of(directory, deployment.name())
                                .flatMap(baseline -> accepted(baseline, planned)))
                        .orElseGet(() -> new RecordedSet.Unreadable(
                                "this run does not measure it on " + deployment.name() + ", and there is no "
                                        + (tapes.isPresent() ? "recording and no " : "")
                                        + Baseline.file(deployment.name()) + " with it",
                                ""));
            }

            private Optional<RecordedSet> recorded(Planned there) {
                var files = tapes.map(folder -> Tape.repeats(
                                        folder, deployment.name(), there.test().name())
                                .all())
                        .orElse(List.of());
                return files.isEmpty()
                        ? Optional.empty()
                        : Optional.of(RecordedSet.read(there, files, deployment.name()));
            }

            @Override
            public boolean differs(Planned planned) {
                return true;
            }
        }

        record OfBaseline(Baseline baseline) implements Other {
            @Override
            public RecordedSet of(Planned planned, Function<Planned, Optional<RunSet>> measured) {
                return accepted(baseline, planned)
                        .orElseGet(() -> new RecordedSet.Unreadable("that baseline has no such test", ""));
            }

            @Override
            public boolean differs(Planned planned) {
                return !baseline.deployment().equals(planned.deployment().name());
            }
        }

        record OfRun(Path run) implements Other {
            @Override
            public RecordedSet of(Planned planned, Function<Planned, Optional<RunSet>> measured) {
                var directory = new RunDirectory(run);
                var own = directory.repeatFiles(planned).all();
                var files = own.isEmpty()
                        ? only().map(name -> Tape.repeats(
                                                run.resolve("traces"),
                                                name,
                                                planned.test().name())
                                        .all())
                                .orElse(List.of())
                        : own;
                return files.isEmpty()
                        ? new RecordedSet.Unreadable("that run did not measure it", "")
                        : RecordedSet.read(planned, files, run.toString());
            }

            @Override
            public boolean differs(Planned planned) {
                return !Files.isDirectory(
                        run.resolve("traces").resolve(planned.deployment().name()));
            }

            /** Returns the only deployment that the run measured; empty if there are several. */
            private Optional<String> only() {
                try (Stream<Path> folders = Files.list(run.resolve("traces"))) {
                    var names = folders.map(folder -> String.valueOf(folder.getFileName()))
                            .toList();
                    return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot list the deployments of " + run, e);
                }
            }
        }

        /**
         * A file with answers that another tool collected.
         *
         * @param answers what it has
         */
        record OfAnswers(OtherAnswers answers) implements Other {
            @Override
            public RecordedSet of(Planned planned, Function<Planned, Optional<RunSet>> measured) {
                return new RecordedSet.Unreadable("that file has only answers to questions", "");
            }

            @Override
            public boolean differs(Planned planned) {
                return true;
            }
        }

        private static Optional<RecordedSet> accepted(Baseline baseline, Planned planned) {
            return baseline.test(planned.test().name())
                    .map(test -> new RecordedSet.Read(test.set("the baseline of " + baseline.deployment())));
        }
    }

    /**
     * Finds what the command line names.
     *
     * @param tapes the folder of recordings; empty: recordings are not judged
     * @param plan the tests of this run, which are compared with it
     * @throws InputException if it is none of the things that can be named, or cannot be read
     */
    public static AgainstRun of(
            String written, Options options, Optional<Path> tapes, List<Deployment> deployments, Plan plan) {
        if (!plan.tests().isEmpty()
                && plan.tests().stream()
                        .allMatch(test -> test.deployment().name().equals(written))) {
            throw new InputException(List.of(Options.problem("-Dassay.against=" + written
                    + " names the deployment that is tested itself. For what was measured of it before, name a run such as"
                    + " runs/20261121-210400-000 or its baseline, " + Baseline.file(written) + ".")));
        }
        var allowed = options.comparison().allowed();
        var directory = options.directory();
        var named = deployments.stream()
                .filter(deployment -> deployment.name().equals(written))
                .findFirst();
        if (named.isPresent()) {
            return new AgainstRun(written, new Other.OfDeployment(named.get(), tapes, directory), allowed);
        }
        var path = directory.resolve(written);
        if (Files.isDirectory(path.resolve("traces"))) {
            return new AgainstRun(written, new Other.OfRun(path), allowed);
        }
        if (Files.isRegularFile(path) && SampleFile.recognises(new InputDirectory(directory), written)) {
            var answers = SampleFile.read(new InputDirectory(directory), written);
            checkPaired(written, answers, plan);
            return new AgainstRun(written, new Other.OfAnswers(answers), allowed);
        }
        if (Files.isRegularFile(path)) {
            return new AgainstRun(written, new Other.OfBaseline(BaselineReader.of(path)), allowed);
        }
        throw new InputException(List.of(
                Options.problem("-Dassay.against is a deployment of thresholds.yaml, the directory of"
                        + " a run such as runs/20261121-210400-000, a baseline file such as baselines/qwen3.json, or answers of lm-evaluation-harness (samples_gsm8k.jsonl) or inspect_ai (gsm8k.eval), found ["
                        + written + "]"
                        + SimilarNames.hint(
                                written,
                                deployments.stream().map(Deployment::name).toList()))));
    }

    /** Refuses a file before anything is measured if it has no answer to any question of the plan. */
    private static void checkPaired(String written, OtherAnswers answers, Plan plan) {
        var evalsets = plan.tests().stream()
                .flatMap(planned -> planned.test() instanceof TestSpec.Accuracy accuracy
                        ? Stream.of(accuracy.evalset())
                        : Stream.empty())
                .toList();
        var pairs = evalsets.stream()
                .map(evalset -> AnswerPairs.of(evalset, answers))
                .toList();
        if (pairs.stream().allMatch(each -> each.pairs().isEmpty())) {
            throw new InputException(List.of(new Problem(
                    Location.startOf(written),
                    "none of its " + answers.all().size() + " answers belongs to a question of "
                            + (evalsets.isEmpty()
                                    ? "this run, which asks none"
                                    : evalsets.stream()
                                            .map(Evalset::name)
                                            .distinct()
                                            .collect(Collectors.joining(", ")))
                            + ": neither an id, a text nor every right answer in its order agrees ("
                            + pairs.stream()
                                    .flatMap(each -> each.onlyThere().stream())
                                    .limit(3)
                                    .collect(Collectors.joining("; "))
                            + "). Name the file of the same data set, or select the test that asks it.")));
        }
    }

    /** Returns the directory of the run that it is; empty if it is something else. */
    public Optional<Path> run() {
        return other instanceof Other.OfRun(var run) ? Optional.of(run) : Optional.empty();
    }

    /**
     * Compares the tests of a run with it.
     *
     * @param measured what the run measured of a test; empty if nothing
     * @param recorded the first sound recording of a test; empty if there is none
     */
    public ComparedRun compare(
            List<Planned> tests,
            Function<Planned, Optional<RunSet>> measured,
            Function<Planned, Optional<Recording>> recorded) {
        return new ComparedRun(
                written,
                tests.stream()
                        .filter(planned -> !(planned.test() instanceof Protocol))
                        .filter(planned -> !planned.deployment().name().equals(written))
                        .map(planned -> other instanceof Other.OfAnswers(var answers)
                                ? pair(planned, answers, recorded)
                                : pair(planned, measured))
                        .toList());
    }

    private ComparedPair pair(Planned planned, Function<Planned, Optional<RunSet>> measured) {
        var here = measured.apply(planned).filter(set -> set.first().isPresent());
        if (here.isEmpty()) {
            return new ComparedPair.NotCompared(planned.name(), unusable(planned, measured.apply(planned)));
        }
        return switch (other.of(planned, measured)) {
            case RecordedSet.Unreadable no -> new ComparedPair.NotCompared(planned.name(), no.reason());
            case RecordedSet.Read read -> pair(planned, here.get(), read.set());
        };
    }

    private ComparedPair pair(Planned planned, OtherAnswers answers, Function<Planned, Optional<Recording>> recorded) {
        if (!(planned.test() instanceof TestSpec.Accuracy accuracy)) {
            return new ComparedPair.NotCompared(planned.name(), "that file has only answers to questions");
        }
        var recording = recorded.apply(planned);
        if (recording.isEmpty()) {
            return new ComparedPair.NotCompared(planned.name(), "nothing of it can be used here");
        }
        var scores = PairedScores.of(
                accuracy.evalset(), answers, EvalsetScorer.answers(accuracy.evalset(), recording.get()));
        return scores.scorers().isEmpty()
                ? new ComparedPair.NotCompared(planned.name(), "that file has no answer to any of its questions")
                : new ComparedAnswers(planned.name(), written, scores);
    }

    private static String unusable(Planned planned, Optional<RunSet> measured) {
        return planned.test() instanceof TestSpec.Accuracy accuracy && accuracy.early()
                ? "its questions were asked only until they decided its limits, or its measurement is spoilt"
                : "nothing of it can be used here"
                        + measured.stream()
                                .flatMap(set -> set.starts().stream())
                                .flatMap(start -> start.spoilt().stream())
                                .findFirst()
                                .map(" ("::concat)
                                .map(reason -> reason + ")")
                                .orElse("");
    }

    private ComparedPair pair(Planned planned, RunSet here, RunSet there) {
        if (there.first().isEmpty()) {
            return new ComparedPair.NotCompared(planned.name(), "nothing of it can be used there");
        }
        var copy = Likeness.copy(here, there);
        if (copy.isPresent()) {
            return new ComparedPair.NotCompared(
                    planned.name(),
                    "both have the same measurement (measured at " + copy.get().measured() + ")");
        }
        var may = EnumSet.noneOf(Kind.class);
        may.addAll(allowed);
        if (other.differs(planned)) {
            may.addAll(List.of(Kind.MODEL, Kind.PRECISION));
        }
        var likeness = Likeness.of(here, there, may);
        return likeness.refused().isEmpty()
                ? new ComparedPair.Compared(planned, here, there, likeness.said())
                : new ComparedPair.NotCompared(
                        planned.name(),
                        "it was measured under other conditions: " + Difference.said(likeness.refused())
                                + " (-Dassay.allow-difference=" + likeness.words() + " allows it)");
    }
}
