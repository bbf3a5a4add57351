package dev.assay.audits.answers;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.DueRequestCount;
import dev.assay.figures.MissingRequests;
import dev.assay.plan.testspecs.AllowedFailures;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The audit of every load test and evalset: each planned request was sent and got a complete answer. */
public final class Completeness {
    public static final String NAME = "every planned request complete";

    private Completeness() {}

    /**
     * Checks a test's requests, including warm-up: if warm-up fails, no other request is sent. In a load test, requests that the server failed are
     * only a note, since a limit says how many may fail.
     */
    public static Finding of(TestSpec test, Recording recording) {
        var planned = planned(test, recording);
        var measured = recording.measured();
        var complete = measured.stream().filter(Trace::complete).count();
        if (complete == planned && measured.size() == planned) {
            var text = planned + " of " + planned + " requests complete";
            var warming = warming(recording);
            return warming.isEmpty()
                    ? new Finding(NAME, Severity.SOUND, text)
                    : new Finding(NAME, Severity.NOTE, text + "; " + warming);
        }
        var unsent = planned - measured.size();
        var sent = measured.isEmpty() ? recording.traces() : measured;
        var why = Stream.of(
                        MissingRequests.endings(incomplete(sent)),
                        unsent > 0 ? unsent + " not sent" : "",
                        measured.isEmpty() ? "" : warming(recording))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        var text = complete + " of " + planned + " requests complete";
        return new Finding(NAME, severity(test, recording, unsent), why.isEmpty() ? text : text + ": " + why);
    }

    /** Returns the planned number of measured requests. */
    private static int planned(TestSpec test, Recording recording) {
        return switch (test) {
            case Protocol protocol -> protocol.probes().size();
            case LogProbabilities texts -> texts.texts().texts().size();
            case TestSpec.LoadTest loadTest -> DueRequestCount.of(loadTest, recording.measured());
            case TestSpec.Accuracy accuracy ->
                accuracy.evalset().questions().stream()
                        .mapToInt(question -> EvalsetScorer.requestIds(accuracy.evalset(), question)
                                .size())
                        .sum();
        };
    }

    /** Warm-up requests are not measured, so their failures do not count as {@code failed}, but the finding names them. */
    private static String warming(Recording recording) {
        var warming = recording.traces().stream().filter(Trace::warmup).toList();
        var incomplete = incomplete(warming);
        return incomplete.isEmpty()
                ? ""
                : incomplete.size() + " of " + warming.size() + " warm-up requests failed: "
                        + MissingRequests.endings(incomplete);
    }

    private static List<Trace> incomplete(List<Trace> traces) {
        return traces.stream().filter(trace -> !trace.complete()).toList();
    }

    private static Severity severity(TestSpec test, Recording recording, int unsent) {
        if (!(test instanceof TestSpec.LoadTest)) {
            return Severity.INVALID;
        }
        var failed = failed(recording.traces());
        var broken = recording.measured().stream()
                .filter(trace -> !trace.complete() && !trace.ending().failedByServer())
                .count();
        var givenUp =
                failed - AllowedFailures.of(test).most(recording.traces().size()) >= AllowedFailures.GIVE_UP_AFTER;
        return broken == 0 && (unsent == 0 || (unsent > 0 && givenUp)) ? Severity.NOTE : Severity.INVALID;
    }

    private static long failed(Iterable<Trace> traces) {
        var failed = 0;
        for (var trace : traces) {
            failed += trace.ending().failedByServer() ? 1 : 0;
        }
        return failed;
    }
}
