package dev.assay.report.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.input.Location;
import dev.assay.plan.Plan;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.ci.Annotation.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnnotationsTest {
    private static final SourceTree SOURCES = new SourceTree(Path.of("/repo"), Path.of("/repo/gate"));

    private static RunVerdict run(TestVerdict... tests) {
        return new RunVerdict(
                "r-1",
                "recordings in tapes",
                new Plan(Stream.of(tests).map(TestVerdict::planned).toList(), false),
                List.of(tests));
    }

    @Test
    void pointAtEachLimitThatIsMissed() {
        assertThat(Annotations.of(run(Runs.failingCell())))
                .containsExactly(
                        new Annotation(
                                Level.ERROR,
                                Runs.failingCell().limits().getFirst().limit().place(),
                                "smollm2-135m c4",
                                "limit tpot.mean",
                                "FAIL tpot.mean 10.000 ms, allowed at most 9.5 ms, n=2"),
                        new Annotation(
                                Level.ERROR,
                                Runs.failingCell().limits().getLast().limit().place(),
                                "smollm2-135m c4",
                                "limit ttft.mean",
                                "FAIL ttft.mean 660.188 ms, allowed at most 420 ms, n=2"));
    }

    @Test
    void pointAtTheQuestionsThatExplainAFailure() {
        assertThat(Annotations.of(run(Runs.failingEvalset())))
                .filteredOn(each -> each.subject().startsWith("question"))
                .extracting(Annotation::level, Annotation::subject, Annotation::message)
                .contains(tuple(
                        Level.NOTICE, "question q-4", "q-4: NO_ANSWER, expected 42, found no number in: Nobody knows."))
                .hasSize(3);
    }

    @Test
    void pointAtACriticalQuestionThatIsWrongAndAtNothingElse() {
        assertThat(Annotations.of(run(Runs.evalsetWithACriticalQuestion())))
                .extracting(Annotation::level, Annotation::subject)
                .containsExactly(tuple(Level.ERROR, "question q-2"));
    }

    @Test
    void pointAtTheQuestionsThatWereLost() {
        assertThat(Annotations.of(run(RepeatedRuns.comparedEvalset())))
                .filteredOn(each -> each.subject().startsWith("question"))
                .extracting(Annotation::level, Annotation::subject, Annotation::message)
                .containsExactly(
                        tuple(
                                Level.WARNING,
                                "question q-2",
                                "q-2: lost: WRONG, expected 42, found 41 (only number of the last line)"),
                        tuple(
                                Level.WARNING,
                                "question q-3",
                                "q-3: lost: WRONG, expected 42, found 41 (only number of the last line)"));
    }

    @Test
    void warnOfWhatIsNotRed() {
        assertThat(Annotations.of(run(Runs.toldCell(), Runs.waivedCell())))
                .extracting(Annotation::level)
                .containsExactly(Level.WARNING, Level.WARNING);
    }

    @Test
    void sayNothingOfWhatIsPassed() {
        assertThat(Annotations.of(run(Runs.passingEvalset()))).isEmpty();
    }

    @Test
    void pointAtATestThatHasNoVerdict() {
        assertThat(Annotations.of(Runs.mixed()))
                .filteredOn(each -> each.message().equals("planned but without a verdict"))
                .hasSize(1);
    }

    @Test
    void areCommandsForGithubInWhichNoTextEndsItsCommand() {
        var hostile = new Annotation(
                Level.WARNING,
                new Location("a,b:c%.jsonl", 7, 1),
                "x::note,y",
                "question q-1",
                "WRONG, found 100 %\r\n::note::y %0A");

        assertThat(WorkflowCommands.of(List.of(hostile), SOURCES))
                .containsExactly("::warning file=gate/a%2Cb%3Ac%25.jsonl,line=7,title=x%3A%3Anote%2Cy"
                        + "::WRONG, found 100 %25%0D%0A::note::y %250A");
    }

    @Test
    void areNoMoreCommandsThanGithubShows() {
        var many = IntStream.range(0, 15)
                .mapToObj(i -> new Annotation(
                        i < 12 ? Level.ERROR : Level.NOTICE, Location.commandLine(), "t", "limit " + i, "m"))
                .toList();

        assertThat(WorkflowCommands.of(many, SOURCES))
                .hasSize(13)
                .contains("::error title=t::m", "::notice title=t::m");
    }

    @Test
    void areCodeQualityForGitlabWithAFingerprintThatHasNoMeasuredValue() {
        var place = new Location("thresholds.yaml", 7, 9);
        var yesterday = new Annotation(Level.ERROR, place, "a c4", "limit tpot.mean", "FAIL tpot.mean 71 ms");
        var today = new Annotation(
                Level.ERROR, new Location("thresholds.yaml", 9, 9), "a c4", "limit tpot.mean", "FAIL tpot.mean 72 ms");

        var json = CodeQuality.of(List.of(yesterday), SOURCES);

        assertThat(json)
                .contains(
                        "\"description\" : \"a c4: FAIL tpot.mean 71 ms\"",
                        "\"check_name\" : \"assay\"",
                        "\"severity\" : \"major\"",
                        "\"path\" : \"gate/thresholds.yaml\"",
                        "\"begin\" : 7");
        assertThat(fingerprint(json)).hasSize(64).isEqualTo(fingerprint(CodeQuality.of(List.of(today), SOURCES)));
        assertThat(CodeQuality.of(List.of(new Annotation(Level.ERROR, Location.commandLine(), "t", "s", "m")), SOURCES))
                .isEqualTo("[ ]\n");
    }

    private static String fingerprint(String json) {
        return json.lines()
                .filter(line -> line.contains("fingerprint"))
                .map(line -> line.replaceAll(".*: \"|\".*", ""))
                .findFirst()
                .orElseThrow();
    }
}
