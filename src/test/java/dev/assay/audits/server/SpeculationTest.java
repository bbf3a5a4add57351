package dev.assay.audits.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.launch.Container;
import dev.assay.plan.launch.Launch;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.thresholds.PromptFile;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.plan.thresholds.Workload;
import dev.assay.recording.ServerCount;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeculationTest {
    private static final Trace PLAIN = Traces.whole("c4-001", 0, 20, 10, 3);
    private static final String WORDS =
            "), and prompts are random words: drafts are accepted more or less often than with real prompts, so"
                    + " tpot is too low or too high. Use a prompt-file with real prompts";

    private static Finding note(String signs) {
        return new Finding("speculation", Severity.NOTE, "the server " + signs + WORDS);
    }

    private static Planned served(String... arguments) {
        var planned = Plans.planned(Plans.loadTest(1, 3));
        var deployment = planned.deployment();
        return new Planned(
                Plans.started(
                        deployment,
                        new Launch(List.of(), List.of(arguments), Container.DEFAULT, Map.of()),
                        deployment.deadlines()),
                planned.test());
    }

    private static Optional<Finding> of(Planned planned, Trace trace) {
        return Speculation.of(planned, Plans.recording(List.of(trace)));
    }

    @Test
    void findsNothingWithoutSigns() {
        assertThat(of(served("--max-model-len", "2048", "--spec-version", "2"), PLAIN))
                .isEmpty();
        assertThat(of(Plans.planned(Plans.accuracy(1)), PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --speculative-config={"method":"ngram"} | --speculative-config
            --speculative_config                    | --speculative_config
            -sc                                     | -sc
            --speculative-algorithm                 | --speculative-algorithm
            """)
    void notesAnArgumentOfTheServeCommand(String argument, String shown) {
        assertThat(of(served("--max-model-len", "2048", argument), PLAIN))
                .contains(note("uses speculative decoding (serve has " + shown));
    }

    @Test
    void notesThatTheServerCountsDrafts() {
        var drafts = Counted.requests(1).with(ServerCount.DRAFTS, 32).over(PLAIN);

        assertThat(Speculation.of(served("-sc", "{}"), drafts))
                .contains(note("uses speculative decoding (serve has -sc, its /metrics count 32 drafts"));
    }

    @Test
    void findsNothingIfTheServerMadeNoDraft() {
        var none = Counted.requests(1).with(ServerCount.DRAFTS, 0).over(PLAIN);

        assertThat(Speculation.of(served(), none)).isEmpty();
    }

    /** A stream of vLLM 0.32.0 with n-gram speculation: 40 tokens in 14 events. */
    @Test
    void notesTokensThatShareAnEventInARealStream() throws IOException {
        var body = Files.readString(Path.of("src/test/resources/transcripts/vllm/ngram-completions-stream.body"));
        var trace = Traces.trace("c4-001");
        body.lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line -> trace.data(20, line.substring("data: ".length())));

        assertThat(of(served(), trace.done().build()))
                .contains(note("may use speculative decoding (an event" + " brings 2.86 tokens"));
    }

    /** A detokeniser kept one of 24 tokens for the next event: 24 tokens in 23 events are 1.04 per event. */
    @Test
    void ignoresATokenThatWasKeptForTheNextEvent() {
        var trace = Traces.trace("c4-001");
        for (var i = 0; i < 22; i++) {
            trace.text(20 + i, " x");
        }

        assertThat(of(
                        served(),
                        trace.last(42, " xy", "length").usage(256, 24).done().build()))
                .isEmpty();
        assertThat(of(served(), trace.usage(256, 25).build()))
                .contains(note("may use speculative decoding (an event brings 1.09 tokens"));
    }

    @Test
    void findsNothingWithPromptsFromAFile() {
        var line = new PromptFile.Line("Why?", null, null, new Location("p.jsonl", 1, 1));
        var workload = new Workload(
                "real",
                new TokenLengths.OfFile(new PromptFile("p.jsonl", "0f", List.of(line))),
                new TokenLengths.Exactly(3),
                Workload.Api.COMPLETIONS,
                Workload.PromptForm.TEXT);
        var planned = new Planned(
                served("--speculative-config", "{}").deployment(),
                Plans.loadTest(workload, new Prompts.AsWritten(), 1));

        assertThat(of(planned, PLAIN)).isEmpty();
    }
}
