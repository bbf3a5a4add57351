package dev.assay.run.checked;

import dev.assay.accuracy.Scores;
import dev.assay.environment.Environment;
import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.checks.PlanChecks;
import dev.assay.gate.checks.PlannedRepeats;
import dev.assay.gate.outlook.EndedWaivers;
import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Selection;
import dev.assay.plan.Thresholds;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.thresholds.KnownNames;
import dev.assay.recording.files.ShardFile;
import dev.assay.report.RunDirectory;
import dev.assay.run.measurement.RunFacts;
import dev.assay.run.merging.ShardRuns;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.run.references.JoinCheck;
import dev.assay.run.references.StoredReferences;
import dev.assay.run.requests.PromptSupply;
import dev.assay.run.requests.Tokenizers;
import dev.assay.server.engines.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tests that a run has to judge, checked before anything is sent.
 *
 * @param deployments all deployments of thresholds.yaml
 * @param thresholdsSha256 the SHA-256 of thresholds.yaml
 * @param seed the seed of prompts and of the order in which two deployments take turns
 * @param turns the line that says how two deployments take turns; empty: they do not
 */
public record CheckedPlan(
        Plan plan, List<Deployment> deployments, String thresholdsSha256, long seed, Optional<String> turns) {
    /**
     * Reads thresholds.yaml and evalsets, and selects the tests.
     *
     * @param mode the mode that judges, or would judge, the tests
     * @throws InputException with every problem
     */
    public static CheckedPlan of(Options options, RunMode.Judging mode) {
        var thresholds = Thresholds.read(options.directory(), knownNames());
        long seed = options.seed().orElseGet(System::currentTimeMillis);
        var selected = selected(thresholds, options, mode);
        var repeated = options.repeats().map(selected::repeated).orElse(selected);
        var plan = options.paired() ? repeated.paired(seed) : repeated;
        var problems = Stream.of(
                        PlanChecks.problems(plan).stream(),
                        mode instanceof RunMode.Launch ? PlannedRepeats.problems(plan).stream() : Stream.<Problem>of(),
                        endedWaivers(plan, mode).stream(),
                        withoutEndpoint(plan, mode).stream(),
                        StoredReferences.problems(options.directory(), plan).stream(),
                        joined(options, mode, plan).stream(),
                        JvmFlags.here().problems(options.mode(), plan),
                        MemoryCheck.here().problems(options.mode(), plan))
                .flatMap(each -> each)
                .toList();
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return new CheckedPlan(
                plan,
                thresholds.deployments(),
                thresholds.sha256(),
                seed,
                options.paired()
                        ? Optional.of("two deployments take turns, in an order that is drawn with seed " + seed)
                        : Optional.empty());
    }

    /** Where each deployment has an endpoint, all that are tested need one. */
    private static List<Problem> withoutEndpoint(Plan plan, RunMode.Judging mode) {
        return mode instanceof RunMode.Endpoints endpoints
                ? plan.tests().stream()
                        .map(planned -> planned.deployment().name())
                        .distinct()
                        .filter(name -> !endpoints.bases().containsKey(name))
                        .map(name -> Options.problem("-Dassay.endpoint has no server for the deployment [" + name
                                + "], which is tested: add " + name + "=URL, or leave it out of -Dassay.deployment."))
                        .toList()
                : List.of();
    }

    /** Of what was measured before, a waiver that held then still holds. */
    private static List<Problem> endedWaivers(Plan plan, RunMode.Judging mode) {
        return mode instanceof RunMode.Live ? EndedWaivers.problems(plan, LocalDate.now(ZoneOffset.UTC)) : List.of();
    }

    private static List<Problem> joined(Options options, RunMode.Judging mode, Plan plan) {
        return mode instanceof RunMode.Rejudge rejudge && !rejudge.joined().isEmpty()
                ? JoinCheck.problems(rejudge.runs(), plan, options.comparison().allowed())
                : List.of();
    }

    /** Of runs that are judged again or merged, the tests that they ran are judged, unless the command line selects tests. */
    private static Plan selected(Thresholds thresholds, Options options, RunMode.Judging mode) {
        var runs = switch (mode) {
            case RunMode.Rejudge rejudge -> rejudge.runs();
            case RunMode.Merge merge -> ShardRuns.of(merge.shards()).directories();
            case RunMode.Live ignored -> List.<Path>of();
            case RunMode.Replay ignored -> List.<Path>of();
            case RunMode.Modelled ignored -> List.<Path>of();
        };
        var plan = !runs.isEmpty() && options.selection().equals(Selection.ALL)
                ? Plan.ofEarlierRun(
                        thresholds,
                        runs.stream()
                                .flatMap(run -> RunFacts.tests(new RunDirectory(run)).stream())
                                .distinct()
                                .toList())
                : Plan.of(thresholds, options.selection());
        return isPart(mode) ? new Plan(plan.tests(), true) : plan;
    }

    /** Returns whether what is judged is a shard, or lacks one. */
    private static boolean isPart(RunMode.Judging mode) {
        return switch (mode) {
            case RunMode.Merge merge -> !ShardRuns.of(merge.shards()).missing().isEmpty();
            case RunMode.Rejudge rejudge ->
                rejudge.runs().stream()
                        .anyMatch(run -> ShardFile.in(run).isPresent()
                                || (Files.exists(run.resolve("environment.json"))
                                        && RunFacts.environment(run).containsKey(Environment.MISSING_SHARDS)));
            case RunMode.Live ignored -> false;
            case RunMode.Replay ignored -> false;
            case RunMode.Modelled ignored -> false;
        };
    }

    /** Returns the names that thresholds.yaml may use and that other packages define. */
    public static KnownNames knownNames() {
        return new KnownNames(
                FigureName.all(),
                RequestFigure.objectives(),
                Scores.LIMITED,
                List.of(TextFigure.values()),
                Engines.names(),
                Engines.scoring());
    }

    /**
     * Loads the tokenizers of the plan's deployments.
     *
     * @throws InputException if one cannot be loaded, or cannot make the prompts that are planned
     */
    public Tokenizers tokenizers(Options options, RunMode.Judging mode) {
        return switch (mode) {
            case RunMode.Live ignored -> tokenizers(options);
            case RunMode.Replay ignored -> tokenizers(options);
            // Its requests were written before, or there are none.
            case RunMode.Rejudge ignored -> Tokenizers.none();
            case RunMode.Merge ignored -> Tokenizers.none();
            case RunMode.Modelled ignored -> Tokenizers.none();
        };
    }

    private Tokenizers tokenizers(Options options) {
        var tokenizers = Tokenizers.load(plan, options.directory());
        var problems = PromptSupply.problems(plan, tokenizers);
        if (!problems.isEmpty()) {
            tokenizers.close();
            throw new InputException(problems);
        }
        return tokenizers;
    }
}
