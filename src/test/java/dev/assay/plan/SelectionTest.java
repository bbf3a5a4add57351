package dev.assay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.TestSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
    @TempDir
    private Path directory;

    private Thresholds thresholds;

    /** On a: evalset first_light_v1 (nightly), c4 (pr and nightly), c10 (nightly). On b: the evalset and c4, in every tier. */
    @BeforeEach
    void readTwoDeployments() {
        var from = Workspace.GOOD.indexOf("  smollm2-135m:");
        var tiered = Workspace.GOOD
                .substring(from)
                .replace("  smollm2-135m:", "  a:")
                .replace("- evalset: first_light_v1", "- evalset: first_light_v1\n        tier: nightly")
                .replace("- cell: c4", "- cell: c4\n        tier: [pr, nightly]")
                .replace("    accuracy:\n", """
                              - cell: c10
                                tier: nightly
                                workload: short-256-64
                                concurrency: 10
                                limits:
                                  qps: {min: 1/s}
                            accuracy:
                        """);
        thresholds = new Workspace(directory)
                .write("thresholds.yaml", Workspace.GOOD.replace("  smollm2-135m:", "  b:") + tiered)
                .read();
    }

    private Plan select(
            @Nullable String deployment, @Nullable String tier, List<String> loadTests, @Nullable String only) {
        return Plan.of(
                thresholds,
                new Selection(deployment == null ? List.of() : List.of(deployment), tier, loadTests, false, only));
    }

    private static List<String> names(Plan plan) {
        return plan.tests().stream().map(Plan.Planned::name).toList();
    }

    private String refusal(
            @Nullable String deployment, @Nullable String tier, List<String> loadTests, @Nullable String only) {
        try {
            select(deployment, tier, loadTests, only);
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void picksTheTestsOfATierAndThoseWithoutATier() {
        var plan = select(null, "pr", List.of(), null);

        assertThat(names(plan)).containsExactly("b protocol", "b first_light_v1", "b c4", "a protocol", "a c4");
        assertThat(plan.partial()).isTrue();
    }

    @Test
    void isNotPartialIfEveryTestIsInTheTier() {
        assertThat(select(null, "nightly", List.of(), null).partial()).isFalse();
    }

    @Test
    void picksLoadTestsByNameOnAllDeploymentsAndNoEvalset() {
        assertThat(names(select(null, null, List.of("c4", "c10"), null)))
                .containsExactly("b protocol", "b c4", "a protocol", "a c4", "a c10");
    }

    @Test
    void picksOneTestByItsName() {
        assertThat(names(select(null, null, List.of(), "a c4"))).containsExactly("a c4");
        assertThat(names(select(null, null, List.of(), "a first_light_v1"))).containsExactly("a first_light_v1");
    }

    @Test
    void picksAProtocolTestByItsNameOrByOneOfItsChecks() {
        assertThat(names(select(null, null, List.of(), "a protocol"))).containsExactly("a protocol");
        assertThat(names(select(null, null, List.of(), "b protocol usage"))).containsExactly("b protocol");
    }

    @Test
    void picksNoProtocolTestAlone() {
        assertThat(names(select(null, null, List.of("c10"), null))).containsExactly("a protocol", "a c10");
    }

    @Test
    void picksTheWholeEvalsetForOneOfItsLimits() {
        var plan = select(null, null, List.of(), "a first_light_v1 accuracy");

        assertThat(names(plan)).containsExactly("a first_light_v1");
        assertThat(plan.tests().getFirst().test().limits()).hasSize(1);
    }

    @Test
    void picksOneBlockOfALargeEvalsetWithoutItsLimits() {
        readLargeEvalset();

        var plan = select(null, null, List.of(), "smollm2-135m first_light_v1 questions 201 to 210");

        var picked = plan.tests().getFirst();
        var test = (TestSpec.Accuracy) picked.test();
        assertThat(test.evalset().questions())
                .hasSize(10)
                .first()
                .extracting(Question::id)
                .isEqualTo("q-201");
        assertThat(test.limits()).isEmpty();
        assertThat(plan.partial()).isTrue();
        assertThat(QuestionBlock.picked(picked).orElseThrow().name()).isEqualTo("questions 201 to 210");
        assertThat(refusal(null, null, List.of(), "smollm2-135m first_light_v1 questions 201 to 250"))
                .endsWith("Did you mean 'smollm2-135m first_light_v1 questions 201 to 210'?");
    }

    @Test
    void picksTheWholeEvalsetForTheTestThatCountsItsFlips() {
        readLargeEvalset();

        var picked = select(null, null, List.of(), "smollm2-135m first_light_v1 more flips")
                .tests()
                .getFirst();

        assertThat(picked.test().limits()).hasSize(1);
        assertThat(QuestionBlock.picked(picked)).isEmpty();
    }

    private void readLargeEvalset() {
        thresholds = new Workspace(directory)
                .write("thresholds.yaml", Workspace.GOOD.replace("1/2", "105/210"))
                .withQuestions(IntStream.rangeClosed(1, 210)
                        .mapToObj(i -> "{\"id\": \"q-" + i
                                + "\", \"type\": \"exact\", \"question\": \"?\", \"answer\": \"!\"}\n")
                        .collect(Collectors.joining()))
                .read();
    }

    @Test
    void picksOneQuestionWithoutTheLimitsOfTheEvalset() {
        var plan = select(null, null, List.of(), "a first_light_v1 sea-1");

        var test = (TestSpec.Accuracy) plan.tests().getFirst().test();
        assertThat(names(plan)).containsExactly("a first_light_v1");
        assertThat(test.evalset().questions()).extracting(Question::id).containsExactly("sea-1");
        assertThat(test.limits()).isEmpty();
        assertThat(plan.partial()).isTrue();
    }

    @Test
    void picksTestsThatAllOptionsPick() {
        assertThat(names(select("a", "pr", List.of("c4"), "a c4"))).containsExactly("a c4");
    }

    @Test
    void saysWhichOptionPicksNothing() {
        assertThat(refusal("b", null, List.of("c10"), null))
                .isEqualTo("command line: -Dassay.cells=c10 picks none of the tests that -Dassay.deployment=b picks");
        assertThat(refusal(null, "pr", List.of("c10"), null))
                .isEqualTo("command line: -Dassay.cells=c10 picks none of the tests that -Dassay.tier=pr picks");
        assertThat(refusal("a", "pr", List.of(), "a first_light_v1 sea-1"))
                .isEqualTo("command line: -Dassay.only=a first_light_v1 sea-1 picks none of the tests that"
                        + " -Dassay.deployment=a and -Dassay.tier=pr pick");
    }

    @Test
    void rejectsATierThatNoTestIsIn() {
        assertThat(refusal(null, "nihgtly", List.of(), null))
                .isEqualTo("command line: -Dassay.tier=nihgtly: no test of thresholds.yaml is in this tier;"
                        + " there are: nightly, pr. Did you mean 'nightly'?");
    }

    @Test
    void rejectsATierIfNoTestNamesOne() {
        var untiered = new Thresholds(
                thresholds.sha256(), thresholds.deployments().subList(0, 1), thresholds.defaultDeployments());

        assertThatThrownBy(() -> Plan.of(untiered, new Selection(List.of(), "pr", List.of(), false, null)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "command line: -Dassay.tier=pr: no test of thresholds.yaml names a tier, so remove this option");
    }

    @Test
    void rejectsEveryLoadTestThatTheFileDoesNotHave() {
        assertThat(refusal(null, null, List.of("c4", "c11", "d"), null)).isEqualTo("""
                        command line: -Dassay.cells: thresholds.yaml has no load test [c11]; it has: c4, c10. Did you mean 'c10'?
                        command line: -Dassay.cells: thresholds.yaml has no load test [d]; it has: c4, c10""");
    }

    @Test
    void rejectsAnUnknownTestAndSaysWhichWasProbablyMeant() {
        assertThat(refusal(null, null, List.of(), "a first_light_v1 sea-2"))
                .isEqualTo("command line: -Dassay.only=a first_light_v1 sea-2: no test has this name. The tests are:"
                        + " b protocol, b first_light_v1, b c4, a protocol, a first_light_v1, a c4, a c10."
                        + " Did you mean 'a first_light_v1 sea-1'?");
    }

    @Test
    void namesTheThreeMostSimilarTestsOfMany() throws IOException {
        var loadTests = IntStream.rangeClosed(1, 9)
                .mapToObj(each -> "      - {cell: c2" + each
                        + ", workload: short-256-64, concurrency: 2, limits: {qps: {min: 1/s}}}\n")
                .collect(Collectors.joining());
        var file = Files.readString(directory.resolve("thresholds.yaml"));
        thresholds = new Workspace(directory)
                .write("thresholds.yaml", file.replace("      - cell: c10\n", loadTests + "      - cell: c10\n"))
                .read();

        assertThat(refusal(null, null, List.of(), "a x"))
                .isEqualTo(
                        "command line: -Dassay.only=a x: no test has this name. Of the 16 tests of thresholds.yaml, the names most similar to it are: a c4, a c10, a c21");
    }

    @Test
    void reportsEveryOptionThatNamesNothing() {
        assertThat(refusal("c", "pr", List.of(), "nosuch")).isEqualTo("""
                        command line: -Dassay.deployment=c: thresholds.yaml has no such deployment; it has: b, a. Did you mean 'a'?
                        command line: -Dassay.only=nosuch: no test has this name. The tests are: b protocol, b first_light_v1, b c4, a protocol, a first_light_v1, a c4, a c10""");
    }
}
