package dev.assay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    @TempDir
    private Path directory;

    private Thresholds thresholds;

    @BeforeEach
    void readTwoDeployments() {
        var from = Workspace.GOOD.indexOf("  smollm2-135m:");
        var second = Workspace.GOOD.substring(from).replace("  smollm2-135m:", "  other:");
        thresholds = new Workspace(directory)
                .write("thresholds.yaml", Workspace.GOOD + second)
                .read();
    }

    private static Selection deployment(String name) {
        return new Selection(List.of(name), null, List.of(), false, null);
    }

    @Test
    void hasTheProtocolTestThenEvalsetsThenLoadTestsOfEachDeployment() {
        var plan = Plan.of(thresholds, Selection.ALL);

        assertThat(plan.partial()).isFalse();
        assertThat(plan.tests())
                .extracting(Plan.Planned::name)
                .containsExactly(
                        "smollm2-135m protocol",
                        "smollm2-135m first_light_v1",
                        "smollm2-135m c4",
                        "other protocol",
                        "other first_light_v1",
                        "other c4");
    }

    @Test
    void isPartialIfOneOfTwoDeploymentsIsPicked() {
        var plan = Plan.of(thresholds, deployment("other"));

        assertThat(plan.partial()).isTrue();
        assertThat(plan.tests())
                .extracting(Plan.Planned::name)
                .containsExactly("other protocol", "other first_light_v1", "other c4");
    }

    @Test
    void isNotPartialIfTheOnlyDeploymentIsPicked() {
        var one = new Thresholds(
                thresholds.sha256(), thresholds.deployments().subList(0, 1), thresholds.defaultDeployments());

        assertThat(Plan.of(one, deployment("smollm2-135m")).partial()).isFalse();
    }

    @Test
    void hasTheDefaultDeploymentsIfNoneIsNamed() {
        var usual = new Thresholds(thresholds.sha256(), thresholds.deployments(), List.of("other"));

        var plan = Plan.of(usual, Selection.ALL);

        assertThat(plan.partial()).isFalse();
        assertThat(plan.tests())
                .extracting(Plan.Planned::name)
                .containsExactly("other protocol", "other first_light_v1", "other c4");
        assertThat(Plan.of(usual, deployment("smollm2-135m")).tests())
                .extracting(Plan.Planned::name)
                .containsExactly("smollm2-135m protocol", "smollm2-135m first_light_v1", "smollm2-135m c4");
        assertThat(Plan.of(usual, new Selection(List.of(), null, List.of(), false, "smollm2-135m c4"))
                        .tests())
                .extracting(Plan.Planned::name)
                .containsExactly("smollm2-135m c4");
    }

    @Test
    void rejectsADeploymentThatTheFileDoesNotHave() {
        assertThatThrownBy(() -> Plan.of(thresholds, deployment("nosuch")))
                .isInstanceOf(InputException.class)
                .hasMessage("command line: -Dassay.deployment=nosuch: thresholds.yaml has no such deployment;"
                        + " it has: smollm2-135m, other");
    }

    @Test
    void saysWhichDeploymentWasProbablyMeant() {
        assertThatThrownBy(() -> Plan.of(thresholds, deployment("smolm2-135m")))
                .isInstanceOf(InputException.class)
                .hasMessage("command line: -Dassay.deployment=smolm2-135m: thresholds.yaml has no such deployment;"
                        + " it has: smollm2-135m, other. Did you mean 'smollm2-135m'?");
    }

    @Test
    void pairedPlanLetsTwoDeploymentsTakeTurns() {
        var names = Plan.of(thresholds, Selection.ALL).paired(7).tests().stream()
                .map(Plan.Planned::name)
                .toList();

        assertThat(names.subList(0, 2)).containsExactlyInAnyOrder("smollm2-135m protocol", "other protocol");
        assertThat(names.subList(2, 4))
                .containsExactlyInAnyOrder("smollm2-135m first_light_v1", "other first_light_v1");
        assertThat(names.subList(4, 6)).containsExactlyInAnyOrder("smollm2-135m c4", "other c4");
    }

    @Test
    void drawsWithTheSeedWhichDeploymentGoesFirstInEachPair() {
        var plan = Plan.of(thresholds, Selection.ALL);

        assertThat(plan.paired(7)).isEqualTo(plan.paired(7));
        assertThat(LongStream.range(0, 200)
                        .filter(seed -> plan.paired(seed)
                                .tests()
                                .getFirst()
                                .deployment()
                                .name()
                                .equals("other"))
                        .count())
                .isBetween(70L, 130L);
    }

    @Test
    void refusesToPairOneDeployment() {
        var one = Plan.of(thresholds, deployment("other"));

        assertThatThrownBy(() -> one.paired(7))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "command line: -Dassay.order=paired lets two deployments take turns, but the selection picks"
                                + " 1: other. Name two deployments with -Dassay.deployment=A,B.");
    }
}
