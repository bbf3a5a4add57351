package dev.assay.report.page.loads;

import dev.assay.audits.findings.Finding;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.Statistic;
import dev.assay.gate.failures.LikelyCause;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * One load test of a page.
 *
 * @param name the name of the test, by which the data of its charts is found
 * @param kind a CSS class: {@code pass}, {@code fail}, {@code unmeasured}, {@code inconclusive}
 * @param headline what decided, as JUnit shows it
 * @param load workload and concurrency or rate
 * @param provenance measured, recorded or modelled; empty if nothing was sent
 * @param causes the likely causes of a failure; none for a test that passes
 * @param parts its measurements: one, or one for each repeat that was measured
 * @param repeats a row for each repeat; none if it is measured once
 * @param audits what the audits found, those that are not sound first
 * @param command runs just this test again
 */
public record LoadSection(
        String name,
        String kind,
        Said word,
        String headline,
        Said load,
        Optional<Said> provenance,
        List<LimitRow> limits,
        List<CauseRow> causes,
        List<LoadPart> parts,
        List<RepeatRow> repeats,
        List<AuditRow> audits,
        String command) {
    public LoadSection {
        limits = List.copyOf(limits);
        causes = List.copyOf(causes);
        parts = List.copyOf(parts);
        repeats = List.copyOf(repeats);
        audits = List.copyOf(audits);
    }

    /** What an audit found. */
    public record AuditRow(String audit, boolean sound, Said severity, String text) {
        static AuditRow of(Finding finding) {
            return new AuditRow(
                    finding.audit(),
                    finding.severity() == Finding.Severity.SOUND,
                    switch (finding.severity()) {
                        case SOUND -> Said.of("sound", "正常");
                        case NOTE -> Said.of("note", "提示");
                        case FAILED -> Said.of("fails the test", "使测试不达标");
                        case INVALID -> Said.of("invalid", "测量无效");
                    },
                    finding.text());
        }
    }

    /**
     * A repeat.
     *
     * @param values qps, and the means of ttft, e2e and tpot
     * @param spoilt why it cannot be used, as the gate says it; empty if it is sound
     */
    public record RepeatRow(int number, boolean superseded, Said word, List<String> values, Optional<String> spoilt) {
        static RepeatRow of(TestVerdict.OfRepeat repeat, boolean superseded) {
            return new RepeatRow(
                    repeat.number(),
                    superseded,
                    Said.in(language -> language.word(repeat.alone())),
                    Stream.of(
                                    RunFigure.QPS,
                                    Statistic.MEAN.of(RequestFigure.TTFT),
                                    Statistic.MEAN.of(RequestFigure.E2E),
                                    Statistic.MEAN.of(RequestFigure.TPOT))
                            .map(figure -> repeat.alone() instanceof TestVerdict.OfLoadTest loadTest
                                    ? QuantileRow.value(loadTest.figures().get(figure))
                                    : "–")
                            .toList(),
                    repeat.spoilt());
        }
    }

    static LoadSection of(
            TestVerdict test, TestSpec.LoadTest loadTest, Iterator<Recording> recordings, String command) {
        return new LoadSection(
                test.planned().name(),
                Phrase.of(test.verdict()).name().toLowerCase(Locale.ROOT),
                Said.in(language -> language.word(test)),
                test.headline(),
                load(loadTest),
                test.header().map(header -> provenance(header.provenance())),
                test.limits().stream().map(limit -> LimitRow.of(test, limit)).toList(),
                LikelyCause.all(test).stream().map(CauseRow::of).toList(),
                parts(test, recordings),
                repeats(test),
                Stream.concat(
                                test.audits().stream().filter(finding -> finding.severity() != Finding.Severity.SOUND),
                                test.audits().stream().filter(finding -> finding.severity() == Finding.Severity.SOUND))
                        .map(AuditRow::of)
                        .toList(),
                command);
    }

    private static Said load(TestSpec.LoadTest test) {
        var workload = test.workload();
        return Said.of(
                "workload " + workload.name() + ", " + test.pace(), "负载 " + workload.name() + "，并发或速率 " + pace(test));
    }

    private static String pace(TestSpec.LoadTest test) {
        return test.pace().asked()
                + test.pace().throttle().map(most -> "，" + most).orElse("");
    }

    private static Said provenance(Provenance provenance) {
        return Said.in(language -> language.say(provenance));
    }

    /** The recordings are those of the repeats that were sent, in their order; each is let go before the next is read. */
    private static List<LoadPart> parts(TestVerdict test, Iterator<Recording> recordings) {
        return switch (test) {
            case TestVerdict.OfLoadTest one -> List.of(LoadPart.of(0, one, next(recordings)));
            case TestVerdict.OfRepeats repeats -> {
                var parts = new ArrayList<LoadPart>();
                for (var repeat : repeats.repeats()) {
                    if (repeat.alone() instanceof TestVerdict.OfLoadTest one) {
                        parts.add(LoadPart.of(repeat.number(), one, next(recordings)));
                    }
                }
                yield parts;
            }
            case TestVerdict.OfAccuracy ignored -> List.of();
            case dev.assay.gate.results.TextsVerdict ignored -> List.of();
            case ProtocolVerdict ignored -> List.of();
            case TestVerdict.NotRun ignored -> List.of();
        };
    }

    private static Optional<Recording> next(Iterator<Recording> recordings) {
        return recordings.hasNext() ? Optional.of(recordings.next()) : Optional.empty();
    }

    private static List<RepeatRow> repeats(TestVerdict test) {
        return test instanceof TestVerdict.OfRepeats repeats
                ? Stream.concat(
                                repeats.repeats().stream().map(repeat -> RepeatRow.of(repeat, false)),
                                repeats.superseded().stream().map(repeat -> RepeatRow.of(repeat, true)))
                        .toList()
                : List.of();
    }

    /** Returns why nothing was sent and what to do, as the gate says it; empty if requests were sent. */
    public Optional<String> notRun() {
        return parts.isEmpty() ? Optional.of(headline) : Optional.empty();
    }

    /** Returns the findings that are not sound. */
    public List<AuditRow> notes() {
        return audits.stream().filter(audit -> !audit.sound()).toList();
    }

    /** Returns whether a limit can be drawn. */
    public boolean hasBars() {
        return limits.stream().anyMatch(limit -> limit.bar().isPresent());
    }

    /** Returns whether the distribution of a time can be drawn. */
    public boolean hasDistributions() {
        return parts.stream().anyMatch(part -> !part.distributions().isEmpty());
    }

    void into(ObjectNode json) {
        json.put("name", name);
        var drawn = json.putArray("limits");
        limits.forEach(limit -> limit.into(drawn));
        var measured = json.putArray("parts");
        parts.forEach(part -> part.into(measured.addObject()));
    }
}
