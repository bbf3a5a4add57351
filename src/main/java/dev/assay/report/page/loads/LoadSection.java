package dev.assay.report.page.loads;

import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.recording.Recording;
import dev.assay.report.words.Language;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One load test of a page.
 *
 * @param name the name of the test, by which the data of its charts is found
 * @param command runs just this test again
 * @param requests when its requests were sent and answered
 */
public record LoadSection(String name, String word, List<LimitRow> limits, String command, RequestLanes requests) {
    public LoadSection {
        limits = List.copyOf(limits);
    }

    static LoadSection of(TestVerdict test, Optional<Recording> recording, String command) {
        return new LoadSection(
                test.planned().name(),
                Language.ENGLISH.word(test),
                test.limits().stream().map(LimitRow::of).toList(),
                command,
                recording.map(RequestLanes::of).orElse(RequestLanes.NONE));
    }

    void into(ObjectNode json) {
        json.put("name", name);
        requests.into(json.putObject("requests"));
    }

    /** A limit with what was measured. */
    public record LimitRow(String figure, String word, String measured, String bound, int samples) {
        static LimitRow of(LimitVerdict limit) {
            return new LimitRow(
                    limit.limit().subject(),
                    Language.ENGLISH.word(limit),
                    limit.measured(),
                    limit.limit().bound().asked(),
                    limit.samples());
        }
    }
}
