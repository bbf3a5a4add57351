package dev.assay.baseline;

import dev.assay.input.Fields;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code baselines/<deployment>.json}. Every mistake is reported with its place, because people edit the file. */
public final class BaselineReader {
    private static final String EXPECTED = "an accepted baseline, which -Dassay.baseline=write writes";

    private final Problems problems;

    private BaselineReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads the baseline of a deployment.
     *
     * @param directory the directory of thresholds.yaml
     * @return empty if there is no such file
     * @throws InputException with every problem of the file
     */
    public static Optional<Baseline> of(Path directory, String deployment) {
        var input = new InputDirectory(directory);
        var name = Baseline.file(deployment);
        if (!input.has(name)) {
            return Optional.empty();
        }
        var baseline = read(input, name);
        if (!baseline.deployment().equals(deployment)) {
            var problems = new Problems();
            problems.add(
                    Location.startOf(name),
                    "it is the baseline of the deployment [" + baseline.deployment() + "], expected [" + deployment
                            + "], as its file name says");
            problems.resolve(null);
        }
        return Optional.of(baseline);
    }

    /**
     * Reads a file.
     *
     * @throws InputException with every problem of the file
     */
    public static Baseline of(Path file) {
        var absolute = file.toAbsolutePath();
        var folder = Objects.requireNonNullElse(absolute.getParent(), absolute);
        return read(new InputDirectory(folder), String.valueOf(absolute.getFileName()));
    }

    private static Baseline read(InputDirectory directory, String name) {
        var problems = new Problems();
        var file = directory.read(name, EXPECTED, problems);
        return problems.resolve(file == null ? null : new BaselineReader(problems).read(file));
    }

    private @Nullable Baseline read(InputFile file) {
        var nodes = Json.read(file, problems);
        var fields = nodes.isEmpty() ? null : Fields.of(nodes.getFirst(), "a baseline", problems);
        if (fields == null || !isReadable(fields)) {
            return null;
        }
        var deployment = fields.text("deployment");
        var tests = new ArrayList<BaselineTest>();
        var places = new HashMap<String, Location>();
        for (var node : fields.list("tests")) {
            var test = BaselineTestReader.read(node, problems);
            if (test == null) {
                continue;
            }
            var before = places.putIfAbsent(test.name(), node.place());
            if (before == null) {
                tests.add(test);
            } else {
                problems.add(node.place(), "the test [" + test.name() + "] stands here and at " + before);
            }
        }
        fields.refuseOthers(Map.of());
        return deployment == null ? null : new Baseline(deployment, tests);
    }

    /** Reports only the format if it is not the known one, because other problems of such a file would mislead. */
    private boolean isReadable(Fields fields) {
        var format = fields.required("format");
        if (format == null
                || (format instanceof Node.Scalar scalar && scalar.text().equals(Baseline.FORMAT))) {
            return format != null;
        }
        problems.add(
                format.place(),
                "this version of Assay reads " + Baseline.FORMAT + ", found " + format.found()
                        + ". Write the baseline anew with -Dassay.baseline=write");
        return false;
    }
}
