package dev.assay.run;

import dev.assay.gate.outlook.DueReviews;
import dev.assay.gate.outlook.EndedWaivers;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.plan.Plan;
import dev.assay.plan.Thresholds;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.texts.TextSet;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What people wrote for the gate, all of it: every deployment of thresholds.yaml, and every evalset, used or not. Nothing is sent or written.
 *
 * @param problems what must be changed before a run can begin
 * @param warnings what should be known, a sentence each
 * @param read what was read, in words
 */
public record InputCheck(List<Problem> problems, List<String> warnings, String read) {
    public InputCheck {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads all files.
     *
     * @param properties the options, of which only {@code assay.directory} counts
     * @param today the day for which waivers and reviews are checked, in UTC
     * @throws InputException if an option cannot be used
     */
    public static InputCheck of(Map<String, String> properties, LocalDate today) {
        var options = Options.of(properties);
        var directory = new InputDirectory(options.directory());
        var problems = new Problems();
        var evalsets = new TreeSet<>(evalsets(directory));
        try {
            var thresholds = Thresholds.read(options.directory(), CheckedPlan.knownNames());
            var plan = plan(thresholds, properties, problems);
            EndedWaivers.problems(plan, today).forEach(problem -> problems.add(problem.place(), problem.message()));
            used(plan).forEach(evalsets::remove);
            evalsets.forEach(name -> read(name, directory, problems));
            return new InputCheck(problems.found(), warnings(plan, evalsets, today), words(thresholds, plan, evalsets));
        } catch (InputException e) {
            e.problems().forEach(problem -> problems.add(problem.place(), problem.message()));
            // Which of them a test uses is not known, and those have been read once.
            evalsets.forEach(name -> read(name, directory, problems));
            return new InputCheck(problems.found().stream().distinct().toList(), List.of(), "");
        }
    }

    /** Returns the plan of all deployments, and adds what speaks against it. */
    private static Plan plan(Thresholds thresholds, Map<String, String> properties, Problems problems) {
        var all = new HashMap<>(properties);
        all.put(
                Options.Name.DEPLOYMENT.key(),
                String.join(
                        ",",
                        thresholds.deployments().stream().map(Deployment::name).toList()));
        var options = Options.of(all);
        var mode = new RunMode.Replay();
        var checked = CheckedPlan.of(options, mode);
        try {
            checked.tokenizers(options, mode).close();
        } catch (InputException e) {
            e.problems().forEach(problem -> problems.add(problem.place(), problem.message()));
        }
        return checked.plan();
    }

    private static List<String> evalsets(InputDirectory directory) {
        return Stream.of(".yaml", ".jsonl")
                .flatMap(ending -> directory.names("evalsets", ending).stream())
                .distinct()
                .toList();
    }

    private static List<String> used(Plan plan) {
        return plan.tests().stream()
                .<String>flatMap(planned -> switch (planned.test()) {
                    case TestSpec.Accuracy accuracy ->
                        Stream.of(accuracy.evalset().name());
                    case LogProbabilities texts -> Stream.of(texts.texts().name());
                    case TestSpec.LoadTest ignored -> Stream.of();
                    case Protocol ignored -> Stream.of();
                })
                .toList();
    }

    /** Reads an evalset that no test uses; a file of that name may have texts instead of questions. */
    private static void read(String name, InputDirectory directory, Problems problems) {
        var asQuestions = new Problems();
        var asTexts = new Problems();
        Evalset.read(name, directory, asQuestions);
        TextSet.read(name, directory, asTexts);
        if (!asTexts.found().isEmpty()) {
            asQuestions.found().forEach(problem -> problems.add(problem.place(), problem.message()));
        }
    }

    private static List<String> warnings(Plan plan, Set<String> unused, LocalDate today) {
        return Stream.concat(
                        DueReviews.of(plan, today).stream().map(String::valueOf),
                        unused.stream().map(name -> "no test uses evalsets/" + name))
                .toList();
    }

    private static String words(Thresholds thresholds, Plan plan, Set<String> unused) {
        return "thresholds.yaml has " + count(thresholds.deployments().size(), "deployment") + " and "
                + count(plan.tests().size(), "test")
                + (unused.isEmpty() ? "" : "; " + count(unused.size(), "evalset") + " beside them");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
