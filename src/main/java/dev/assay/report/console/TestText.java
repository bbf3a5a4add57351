package dev.assay.report.console;

import dev.assay.accuracy.Outcome;
import dev.assay.audits.findings.Finding;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.protocol.CheckResult;
import dev.assay.recording.Provenance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A test's verdict as the text of a JUnit failure: a headline, then everything that it rests on. */
public final class TestText {
    private TestText() {}

    /**
     * Returns the text.
     *
     * @param traces where the recording is, for people
     * @param again the command that runs only this test again
     */
    public static String of(TestVerdict test, String traces, String again) {
        return below(test.headline(), test, traces, again);
    }

    /** Returns the text of one limit: its headline, then everything that the test rests on. */
    public static String of(TestVerdict test, LimitVerdict limit, String traces, String again) {
        return below(test.headline(limit), test, traces, again);
    }

    private static String below(String first, TestVerdict test, String traces, String again) {
        var lines = new ArrayList<String>();
        lines.add(first);
        test.limits().forEach(limit -> lines.add("  limit   " + limit(limit)));
        lines.addAll(RepeatLines.flips(test));
        test.audits().stream()
                .filter(finding -> shows(test, finding))
                .forEach(finding -> lines.add(String.format(
                        Locale.ROOT,
                        "  audit   %s: %s: %s",
                        finding.audit(),
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.text())));
        lines.addAll(results(test));
        test.header()
                .filter(header -> header.provenance() != Provenance.MODELLED)
                .ifPresent(header -> lines.add("  traces  " + traces + others(test)));
        lines.add("  again   " + again);
        return String.join("\n", lines);
    }

    private static String others(TestVerdict test) {
        return test instanceof TestVerdict.OfRepeats repeats
                        && repeats.repeats().size() > 1
                ? ", repeat N in repeat-N/ beside it"
                : "";
    }

    /** Of several repeats only what an audit objects to is shown; the rest is in result.json. */
    private static boolean shows(TestVerdict test, Finding finding) {
        return !(test instanceof TestVerdict.OfRepeats) || finding.severity() != Finding.Severity.SOUND;
    }

    private static String limit(LimitVerdict limit) {
        return limit.word() + " " + limit.sentence() + " (" + limit.limit().place() + ")";
    }

    private static List<String> results(TestVerdict test) {
        return switch (test) {
            case ProtocolVerdict protocol ->
                protocol.checks().stream().map(TestText::check).toList();
            case TestVerdict.OfLoadTest loadTest -> FigureLines.of(loadTest);
            case TextsVerdict texts -> TextLines.of(texts.scores());
            case TestVerdict.OfAccuracy accuracy ->
                Stream.concat(Stream.of("  asking  " + accuracy.asking()), answers(accuracy).stream())
                        .toList();
            case TestVerdict.OfRepeats repeats ->
                Stream.concat(RepeatLines.of(repeats).stream(), FigureLines.of(repeats).stream())
                        .toList();
            case TestVerdict.NotRun ignored -> List.of();
        };
    }

    private static String check(CheckResult checked) {
        return "  check   " + checked.check() + ": "
                + checked.result().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + checked.text();
    }

    /** Returns a line for each outcome other than CORRECT. Each question, or its block, has a test of its own with the details. */
    private static List<String> answers(TestVerdict.OfAccuracy test) {
        var ids = new EnumMap<Outcome, List<String>>(Outcome.class);
        for (var scored : test.scores().all()) {
            ids.computeIfAbsent(scored.outcome(), outcome -> new ArrayList<>())
                    .add(scored.question().id());
        }
        ids.remove(Outcome.CORRECT);
        return ids.entrySet().stream()
                .map(entry -> "  answer  " + entry.getKey() + " ("
                        + entry.getValue().size() + "): " + Ids.of(entry.getValue()))
                .toList();
    }
}
