package dev.assay.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.FigureName;
import dev.assay.gate.Judge;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.summary.Golden;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The files for CI as whole texts; bench/ci_outputs.py shows the same texts to the programs that read them. */
@Isolated(Golden.WHY_ALONE)
class CiFilesTest {
    /** A load test, an evalset and texts, each with a missed limit. */
    private static final RunVerdict RUN = run(Runs.failingCell(), Runs.failingEvalset(), Runs.texts());

    private static final RunVerdict NOTHING = run(Runs.unmeasuredCell(), Runs.unmeasuredEvalset());

    private static RunVerdict run(TestVerdict... tests) {
        return new RunVerdict(
                "r-1",
                "recordings in tapes",
                new Plan(Stream.of(tests).map(TestVerdict::planned).toList(), false),
                List.of(tests));
    }

    @Test
    void metricsAreOpenMetrics() {
        Golden.assertSame("ci/metrics.txt", () -> OpenMetrics.of(RUN));
    }

    @Test
    void figuresForABenchmarkActionAreInTheFileOfTheirBetterDirection() {
        Golden.assertSame(
                "ci/benchmark-smaller.json",
                () -> BenchmarkJson.of(RUN, Direction.LESS).orElseThrow());
        Golden.assertSame(
                "ci/benchmark-bigger.json",
                () -> BenchmarkJson.of(RUN, Direction.MORE).orElseThrow());
    }

    @Test
    void codeQualityHasAnEntryForEachLimitThatIsMissedAndEachWrongQuestion() {
        var sources = new SourceTree(Path.of("/repo"), Path.of("/repo/gate"));

        Golden.assertSame("ci/gl-code-quality-report.json", () -> CodeQuality.of(Annotations.of(RUN), sources));
    }

    @Test
    void aCommentOpensWithWhatIsNotPassed() {
        Golden.assertSame("ci/comment.md", () -> Comment.of(RUN, Optional.empty()));
    }

    @Test
    void ofATestThatWasMeasuredSeveralTimesTheMeanIsShownWithItsSpread() {
        var repeated = RepeatedRuns.loadTest();
        var values = repeated.figures()
                .values(FigureName.of(repeated.limits().getFirst().limit()))
                .orElseThrow();

        assertThat(BenchmarkJson.of(run(repeated), Direction.LESS).orElseThrow())
                .contains(
                        "\"value\" : " + ShownFigure.number(values.mean()).toPlainString(),
                        "\"range\" : \"± "
                                + ShownFigure.number(values.sd().getAsDouble()).toPlainString() + "\"");
    }

    /** A reader of figures would take 0 for a measured one. */
    @Test
    void aFigureWithoutAValueIsLeftOutAndNamedInTheComment() {
        assertThat(OpenMetrics.of(NOTHING)).isEqualTo("""
                # TYPE assay_tests gauge
                assay_tests{verdict="UNMEASURED"} 2
                # EOF
                """);
        assertThat(BenchmarkJson.of(NOTHING, Direction.LESS)).isEmpty();
        assertThat(BenchmarkJson.of(NOTHING, Direction.MORE)).isEmpty();
        assertThat(Comment.of(NOTHING, Optional.empty()))
                .contains(
                        "<summary>Figures that are not in metrics.txt and benchmark-*.json</summary>",
                        "- smollm2-135m c4: all figures: the test is UNMEASURED",
                        "- smollm2-135m first_light_v1: all figures: the test is UNMEASURED");
    }

    @Test
    void aValueThatIsNotFiniteIsNoFigure() {
        var test = Runs.failingCell();
        var figure = test.limits().getFirst().limit().figure();

        assertThat(ShownFigure.of(test, figure, Double.POSITIVE_INFINITY, 1).reason())
                .isEqualTo("its value is not finite");
        assertThat(ShownFigure.of(test, figure, Double.NaN, 1).value()).isNull();
        assertThat(ShownFigure.number(1e21)).hasToString("1000000000000000000000");
        assertThat(ShownFigure.number(0.1)).hasToString("0.1");
        assertThat(ShownFigure.number(-0.0)).hasToString("0");
    }

    @Test
    void aCommentThatIsTooLongIsCutAtTheEndOfALineAndSaysSo() {
        var line = "- " + "x".repeat(98);

        var body = Comment.fitting(Collections.nCopies(1000, line), Comment.MOST_CHARACTERS);

        assertThat(body.length()).isBetween(Comment.MOST_CHARACTERS - 2 * line.length(), Comment.MOST_CHARACTERS);
        assertThat(body)
                .startsWith(line + "\n" + line + "\n")
                .endsWith(
                        line
                                + "\n\nCut here, because GitHub takes at most 65,536 characters. The rest is in summary.md of this run.\n");
        assertThat(Comment.fitting(List.of("a", "b"), Comment.MOST_CHARACTERS)).isEqualTo("a\nb\n");
    }

    @Test
    void aCommentThatIsCutWithinDetailsClosesThem() {
        var lines = Stream.concat(Stream.of("a", "<details>"), Collections.nCopies(1000, "x".repeat(98)).stream())
                .toList();

        assertThat(Comment.fitting(lines, 1000)).startsWith("a\n<details>\nx").contains("x\n\n</details>\n\nCut here");
    }

    @Test
    void aCommentSaysWhoIsBetterAndKeepsTheTablesBehindIt() {
        var limits = run(RepeatedRuns.comparedLoadTest());
        var other = new ComparedRun(
                "runs/@yesterday", List.of(new ComparedPair.NotCompared("a c4", "runs/@yesterday has no such test")));

        assertThat(Comment.of(limits, Optional.of(other)))
                .contains(
                        "### Compared with runs/@&#8203;yesterday\n",
                        "\n- a c4: not compared, since runs/@&#8203;yesterday has no such test\n",
                        "<summary>Limits that compare</summary>\n\n| test | limit | compared with |")
                .doesNotContain("@y");
    }

    /** The question is critical, so that its answer stands in the line of its test. */
    @Test
    void anAnswerCanDoNothingInAnyOfThem() {
        var answer = "No: @octocat #a https://example.org <script>x</script> ##[note]y ::note::z";
        var run = run(Judge.judge(
                Plans.planned(Plans.critical(2, Plans.min("accuracy", 0.5, Unit.SHARE, "50 %"))),
                Plans.recording(List.of(says(1, "42"), says(2, answer)))));
        var sources = new SourceTree(Path.of("/repo"), Path.of("/repo"));

        assertThat(Comment.of(run, Optional.empty()))
                .contains("@&#8203;octocat #&#8203;a https:&#8203;//example.org &lt;script&gt;x&lt;/script&gt;")
                .doesNotContain("@o", "#a", "://", "<script");
        assertThat(WorkflowCommands.of(Annotations.of(run), sources))
                .anySatisfy(line -> assertThat(line).startsWith("::error file=").contains("octocat"))
                .allSatisfy(line -> assertThat(line).doesNotContain("\n", "\r"));
        assertThat(OpenMetrics.of(run)).doesNotContain("octocat");
        assertThat(BenchmarkJson.of(run, Direction.MORE).orElseThrow()).doesNotContain("octocat");
    }

    private static Trace says(int question, String text) {
        return Traces.trace("first_light_v1-q-" + question)
                .role(1)
                .says(2, text)
                .finish(3, "stop")
                .usage(30, 6)
                .done()
                .build();
    }
}
