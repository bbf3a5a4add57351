package dev.assay.report.summary;

import dev.assay.gate.RunVerdict;
import dev.assay.gate.TestVerdict;
import dev.assay.protocol.CheckResult;
import java.util.ArrayList;
import java.util.List;

/** How each endpoint behaved on the wire, a line a check. */
final class ProtocolTable {
    private ProtocolTable() {}

    static List<String> of(RunVerdict run, Language language) {
        var lines = new ArrayList<List<String>>();
        for (var row : run.tests()) {
            if (row instanceof TestVerdict.OfProtocol protocol) {
                var deployment = row.planned().deployment().name();
                protocol.checks()
                        .forEach(checked -> lines.add(List.of(
                                deployment,
                                checked.check().toString(),
                                language.say(phrase(checked.result())),
                                checked.text())));
            }
        }
        var columns = List.of(
                language.say(Phrase.DEPLOYMENT),
                language.say(Phrase.CHECK),
                language.say(Phrase.FINDING),
                language.say(Phrase.SEEN));
        return lines.isEmpty() ? List.of() : Markdown.table(columns, lines);
    }

    private static Phrase phrase(CheckResult.Result result) {
        return switch (result) {
            case HOLDS -> Phrase.HOLDS;
            case NOT_SHOWN -> Phrase.NOT_SHOWN;
            case UNMEASURED -> Phrase.UNMEASURED;
            case BROKEN -> Phrase.BROKEN;
        };
    }
}
