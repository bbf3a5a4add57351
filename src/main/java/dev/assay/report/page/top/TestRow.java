package dev.assay.report.page.top;

import dev.assay.gate.results.Headline;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A test with its verdict.
 *
 * @param kind the class of the style sheet
 * @param beside what decided the verdict although no limit has it; empty if a limit has it
 * @param limits each limit
 * @param from where the figures come from, with the day
 */
public record TestRow(String name, String kind, Said verdict, Optional<Said> beside, List<LimitRow> limits, Said from) {
    static final Comparator<TestVerdict> WORST_FIRST = Comparator.comparing(
                    (TestVerdict test) -> test.verdict() instanceof Verdict.Pass)
            .thenComparing(test -> Phrase.of(test.verdict()))
            .thenComparing(TestVerdict::tolerated);

    public TestRow {
        limits = List.copyOf(limits);
    }

    static List<TestRow> of(RunVerdict run) {
        var rows = new ArrayList<TestRow>();
        run.tests().forEach(test -> rows.add(of(test)));
        run.missing()
                .forEach(planned -> rows.add(new TestRow(
                        planned.name(),
                        VerdictOfRun.kind(Phrase.NO_VERDICT),
                        Said.of(Phrase.NO_VERDICT),
                        Optional.empty(),
                        List.of(),
                        Said.name(""))));
        return rows;
    }

    private static TestRow of(TestVerdict test) {
        return new TestRow(
                test.planned().name(),
                VerdictOfRun.kind(Phrase.of(test.verdict())),
                Said.in(language -> language.word(test)),
                beside(test),
                test.limits().stream().map(limit -> LimitRow.of(test, limit)).toList(),
                from(test));
    }

    private static Optional<Said> beside(TestVerdict test) {
        return test instanceof ProtocolVerdict protocol
                ? Optional.of(Said.original(protocol.said()))
                : new Headline(test).besideLimits().map(Said::original);
    }

    /** Returns where the figures of a test come from, with the days; empty without figures. */
    static Said from(TestVerdict test) {
        return Said.in(language -> test.headers().stream()
                .map(header -> language.say(header.provenance()) + " "
                        + header.started().toString().substring(0, 10))
                .distinct()
                .collect(Collectors.joining(language.semicolon())));
    }
}
