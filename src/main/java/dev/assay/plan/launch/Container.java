package dev.assay.plan.launch;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.PlanReading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The container in which the gate starts a deployment's server.
 *
 * @param image the name of its image, with a tag or a digest; absent: the deployment cannot run in a container
 * @param gpus the GPUs that it can use
 * @param volumes the files of the machine that it can access
 * @param sharedMemoryMebibytes how much memory its processes may share, in MiB
 */
public record Container(@Nullable String image, Gpus gpus, List<Volume> volumes, int sharedMemoryMebibytes) {
    /** The defaults. */
    public static final Container DEFAULT = new Container(null, new Gpus.None(), List.of(), 8 * 1024);

    private static final Pattern MEMORY = Pattern.compile("([1-9][0-9]{0,5}) ?([MG])iB");

    /**
     * A file or folder of the machine that the container can access.
     *
     * @param source its path on the machine; absolute, or relative to the home directory with {@code ~/}
     * @param target its path in the container
     * @param writable whether the container may write to it
     */
    public record Volume(String source, String target, boolean writable) {
        private static final Pattern WRITTEN = Pattern.compile("(~?/[^:]*):(/[^:]*?)(:ro)?");

        static @Nullable Volume read(String written) {
            var match = WRITTEN.matcher(written);
            return match.matches() ? new Volume(match.group(1), match.group(2), match.group(3) == null) : null;
        }

        @Override
        public String toString() {
            return source + ":" + target + (writable ? "" : ":ro");
        }
    }

    public Container {
        volumes = List.copyOf(volumes);
    }

    static Container read(Fields fields, PlanReading reading) {
        return new Container(
                fields.optionalText("image"),
                Gpus.read(fields, reading),
                volumes(fields, reading),
                sharedMemory(fields, reading));
    }

    private static List<Volume> volumes(Fields fields, PlanReading reading) {
        var volumes = new ArrayList<Volume>();
        for (var item : fields.list("volumes")) {
            var volume = item instanceof Node.Scalar scalar ? Volume.read(scalar.text()) : null;
            if (volume == null) {
                reading.problems.add(
                        item.place(),
                        "'volumes' must be a list of paths on the machine and in the container, such as"
                                + " [\"/models:/models:ro\"]; found " + item.found());
            } else {
                volumes.add(volume);
            }
        }
        return volumes;
    }

    private static int sharedMemory(Fields fields, PlanReading reading) {
        var written = fields.optionalText("shared-memory");
        if (written == null) {
            return DEFAULT.sharedMemoryMebibytes;
        }
        var match = MEMORY.matcher(written);
        if (!match.matches()) {
            reading.problems.add(
                    fields.placeOf("shared-memory"),
                    "'shared-memory' must be a size such as 8 GiB or 512 MiB; found [" + written + "]");
            return DEFAULT.sharedMemoryMebibytes;
        }
        return Integer.parseInt(match.group(1)) * (match.group(2).equals("G") ? 1024 : 1);
    }
}
