package dev.assay.report.summary;

import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.report.words.Language;
import java.util.List;
import java.util.stream.Stream;

/**
 * One measurement of a load test, for tables with a line for each measurement.
 *
 * @param name the test's, and which of its repeats
 */
public record MeasuredLoadTest(String name, TestVerdict.OfLoadTest test) {
    /** Returns those of a run, without repeats that are spoilt. */
    public static List<MeasuredLoadTest> of(RunVerdict run, Language language) {
        return run.tests().stream().flatMap(test -> of(test, language)).toList();
    }

    private static Stream<MeasuredLoadTest> of(TestVerdict test, Language language) {
        return switch (test) {
            case TestVerdict.OfLoadTest loadTest ->
                Stream.of(new MeasuredLoadTest(test.planned().name(), loadTest));
            case TestVerdict.OfRepeats repeats ->
                repeats.repeats().stream()
                        .filter(repeat -> repeat.spoilt().isEmpty())
                        .flatMap(repeat -> repeat.alone() instanceof TestVerdict.OfLoadTest loadTest
                                ? Stream.of(new MeasuredLoadTest(
                                        test.planned().name() + ", " + language.repeat(repeat.number()), loadTest))
                                : Stream.empty());
            case TestVerdict.OfAccuracy ignored -> Stream.empty();
            case TextsVerdict ignored -> Stream.empty();
            case ProtocolVerdict ignored -> Stream.empty();
            case TestVerdict.NotRun ignored -> Stream.empty();
        };
    }
}
