package dev.assay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Folder;
import dev.assay.fuzzing.Seeds;
import dev.assay.gate.checks.PlanChecks;
import dev.assay.input.InputBytes;
import dev.assay.input.InputException;
import dev.assay.input.Problems;
import dev.assay.plan.thresholds.KnownNames;
import dev.assay.run.checked.CheckedPlan;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** thresholds.yaml: a plan, or all that is wrong with it, each with its place. */
class ThresholdsFuzz {
    private static final KnownNames NAMES = CheckedPlan.knownNames();
    private static final Path FOLDER = new Workspace(Folder.make()).directory();

    static Stream<byte[]> seeds() {
        return Stream.of(
                        Seeds.below("examples/thresholds", ".yaml"),
                        Seeds.below("", "thresholds.yaml").limit(3),
                        Stream.of(Workspace.GOOD.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .flatMap(seeds -> seeds);
    }

    @MethodSource("seeds")
    @FuzzTest
    void isAPlanOrSaysWhatIsWrong(byte[] bytes) throws Exception {
        Bounds.check(bytes, () -> {
            var problems = new Problems();
            var file = new InputBytes("thresholds.yaml", ByteBuffer.wrap(bytes).asReadOnlyBuffer(), "0f")
                    .text("limits", problems);
            if (file == null) {
                assertThat(problems.found()).isNotEmpty();
                return;
            }
            try {
                var plan = Plan.of(Thresholds.read(file, FOLDER, NAMES), Selection.ALL);
                PlanChecks.problems(plan);
            } catch (InputException e) {
                assertThat(e.problems())
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem.toString()).isNotBlank());
            }
        });
    }
}
