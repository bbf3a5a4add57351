package dev.assay.plan;

import dev.assay.input.Fields;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.SimilarNames;
import dev.assay.input.Yaml;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.thresholds.KnownNames;
import dev.assay.plan.thresholds.PlanReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checked content of thresholds.yaml and of the evalsets that it names.
 *
 * @param sha256 of thresholds.yaml, lower-case hex
 * @param defaultDeployments the names of the deployments that are measured if the command line names none; all of them, unless the file has the key {@code default}
 */
public record Thresholds(String sha256, List<Deployment> deployments, List<String> defaultDeployments) {
    private static final String VERSION = "1";

    public Thresholds {
        deployments = List.copyOf(deployments);
        defaultDeployments = List.copyOf(defaultDeployments);
    }

    /**
     * Reads {@code thresholds.yaml} and everything that it names.
     *
     * @param directory the directory of thresholds.yaml; {@code evalsets/} and the files of tokenizers are relative to it
     * @param vocabulary the names that limits, questions and deployments may use
     * @throws InputException with every problem of every file, sorted by place
     */
    public static Thresholds read(Path directory, KnownNames vocabulary) {
        var reading = new PlanReading(new InputDirectory(directory), vocabulary);
        var file = file(reading.directory, reading.problems);
        return reading.problems.resolve(file == null ? null : read(file, reading));
    }

    /**
     * Reads a text as if it were in {@code thresholds.yaml}, and everything that it names.
     *
     * @throws InputException with every problem of the text and of every other file, sorted by place
     */
    public static Thresholds read(InputFile file, Path directory, KnownNames vocabulary) {
        var reading = new PlanReading(new InputDirectory(directory), vocabulary);
        return reading.problems.resolve(read(file, reading));
    }

    /** Returns the content of {@code thresholds.yaml}; absent, with a problem, if it cannot be read. */
    public static @Nullable InputFile file(InputDirectory directory, Problems problems) {
        return directory.read(PlanReading.FILE, "the deployments and the limits to check", problems);
    }

    private static @Nullable Thresholds read(InputFile file, PlanReading reading) {
        var fields = Fields.of(Yaml.read(file, reading.problems), PlanReading.FILE, reading.problems);
        return fields == null || !isReadable(fields, reading) ? null : of(file, fields, reading);
    }

    /** Reports only the version if it is not the known one, because other problems of such a file would mislead. */
    private static boolean isReadable(Fields fields, PlanReading reading) {
        var version = fields.required("version");
        if (version == null
                || (version instanceof Node.Scalar scalar && scalar.text().equals(VERSION))) {
            return true;
        }
        reading.problems.add(
                version.place(), "this version of Assay reads version " + VERSION + ", found " + version.found());
        return false;
    }

    private static Thresholds of(InputFile file, Fields fields, PlanReading reading) {
        fields.entries("workloads").forEach(reading::define);
        var entries = fields.entries("deployments");
        var defaults =
                defaultDeployments(fields, entries.stream().map(Node.Entry::key).toList(), reading);
        fields.refuseOthers(PlanReading.LATER);
        if (entries.isEmpty()) {
            reading.problems.add(
                    fields.placeOf("deployments"), PlanReading.FILE + " needs 'deployments', with at least one");
        }
        var deployments = new ArrayList<Deployment>();
        for (var entry : entries) {
            var deployment = Deployment.read(entry, reading);
            if (deployment != null) {
                deployments.add(deployment);
            }
        }
        ComparedTests.check(deployments, reading.problems);
        return new Thresholds(file.sha256(), deployments, defaults);
    }

    private static List<String> defaultDeployments(Fields fields, List<String> deployments, PlanReading reading) {
        var node = fields.optional("default");
        if (node == null) {
            return deployments;
        }
        var items = fields.list("default");
        if (node instanceof Node.Sequence && items.isEmpty()) {
            reading.problems.add(node.place(), "'default' must name a deployment, found an empty list");
        }
        var defaults = new ArrayList<String>();
        for (var item : items) {
            var name = item instanceof Node.Scalar scalar ? scalar.text() : "";
            if (deployments.contains(name)) {
                defaults.add(name);
            } else {
                reading.problems.add(
                        item.place(),
                        "'default' names deployments of this file, which are " + String.join(", ", deployments)
                                + "; found " + item.found() + SimilarNames.hint(name, deployments));
            }
        }
        return defaults;
    }
}
