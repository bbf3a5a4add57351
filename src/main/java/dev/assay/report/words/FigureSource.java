package dev.assay.report.words;

import dev.assay.gate.results.RunVerdict;
import dev.assay.recording.Provenance;
import java.util.stream.Collectors;

/** Where the figures of a run come from. */
public final class FigureSource {
    private FigureSource() {}

    /** Returns whether a server was asked in this run. */
    public static boolean isLive(RunVerdict run) {
        return !run.again()
                && run.tests().stream()
                        .flatMap(test -> test.headers().stream())
                        .anyMatch(header -> header.provenance() == Provenance.MEASURED);
    }

    /** Returns each provenance with its days, and whether a server was contacted. */
    public static String of(RunVerdict run, Language language) {
        var headers =
                run.tests().stream().flatMap(test -> test.headers().stream()).toList();
        if (headers.isEmpty()) {
            return language.say(Phrase.NOTHING_JUDGED);
        }
        var dated = headers.stream()
                .map(header -> language.say(header.provenance()) + " "
                        + header.started().toString().substring(0, 10))
                .distinct()
                .sorted()
                .collect(Collectors.joining(language.semicolon()));
        return isLive(run) ? dated : dated + language.semicolon() + language.say(Phrase.NO_SERVER);
    }
}
