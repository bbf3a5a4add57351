package dev.assay.spec;

import dev.assay.input.Fields;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Node;
import dev.assay.input.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that thresholds.yaml and the evalsets it names say, checked.
 *
 * @param sha256 of thresholds.yaml, lower-case hex
 */
public record Thresholds(String sha256, List<Deployment> deployments) {
    private static final String VERSION = "1";

    public Thresholds {
        deployments = List.copyOf(deployments);
    }

    /**
     * Reads {@code thresholds.yaml} and everything that it names.
     *
     * @param directory where thresholds.yaml lies; {@code evalsets/} and the tokenizers' files are found from there
     * @param vocabulary what limits, questions and deployments may name
     * @throws InputException with every problem of every file, sorted by place
     */
    public static Thresholds read(Path directory, Vocabulary vocabulary) {
        var reading = new Reading(new InputDirectory(directory), vocabulary);
        return reading.problems.resolve(read(reading));
    }

    private static @Nullable Thresholds read(Reading reading) {
        var file = reading.directory.read(Reading.FILE, "the deployments and the limits to check", reading.problems);
        if (file == null) {
            return null;
        }
        var fields = Fields.of(Yaml.read(file, reading.problems), Reading.FILE, reading.problems);
        return fields == null || !isReadable(fields, reading) ? null : of(file, fields, reading);
    }

    /** A file of another version would only give problems that mislead. */
    private static boolean isReadable(Fields fields, Reading reading) {
        var version = fields.required("version");
        if (version == null
                || (version instanceof Node.Scalar scalar && scalar.text().equals(VERSION))) {
            return true;
        }
        reading.problems.add(
                version.place(), "this version of Assay reads version " + VERSION + ", found " + version.found());
        return false;
    }

    private static Thresholds of(InputFile file, Fields fields, Reading reading) {
        fields.entries("workloads").forEach(reading::define);
        var entries = fields.entries("deployments");
        fields.refuseOthers(Reading.LATER);
        if (entries.isEmpty()) {
            reading.problems.add(
                    fields.placeOf("deployments"), Reading.FILE + " needs 'deployments', with at least one");
        }
        var deployments = new ArrayList<Deployment>();
        for (var entry : entries) {
            var deployment = Deployment.read(entry, reading);
            if (deployment != null) {
                deployments.add(deployment);
            }
        }
        return new Thresholds(file.sha256(), deployments);
    }
}
