package dev.assay.protocol;

import static dev.assay.protocol.CheckResult.Result.BROKEN;
import static dev.assay.protocol.CheckResult.Result.HOLDS;
import static dev.assay.protocol.CheckResult.Result.NOT_SHOWN;
import static dev.assay.protocol.CheckResult.Result.UNMEASURED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.Protocol.Check;
import dev.assay.recording.SlotRelease;
import dev.assay.testing.Protocols;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.StreamSteps;
import dev.assay.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolChecksTest {
    private static CheckResult check(Check check, SlotRelease release, Trace... traces) {
        return ProtocolChecks.examine(Protocols.test(true, true), Protocols.recording(release, List.of(traces)))
                .stream()
                .filter(each -> each.check() == check)
                .findFirst()
                .orElseThrow();
    }

    private static CheckResult check(Check check, Trace... traces) {
        return check(check, Protocols.FREED, traces);
    }

    @Test
    void allHoldForACorrectEndpoint() {
        var checked = ProtocolChecks.examine(
                Protocols.test(true, true), Protocols.recording(Protocols.FREED, Protocols.whole()));

        assertThat(checked)
                .containsExactly(
                        new CheckResult(
                                Check.STREAMING,
                                HOLDS,
                                "completion: 16 events with output in 16 reads; chat: 2 events with output in 2 reads"),
                        new CheckResult(
                                Check.USAGE, HOLDS, "completion: 32 tokens in, 16 out; chat: 21 tokens in, 3 out"),
                        new CheckResult(Check.FINISH_REASON, HOLDS, "completion: length; chat: stop"),
                        new CheckResult(Check.MODEL_ECHO, HOLDS, "completion: smollm2-135m; chat: smollm2-135m"),
                        new CheckResult(Check.EXACT_LENGTHS, HOLDS, "completion: 32 tokens in and 16 out, as asked"),
                        // The events of the chat and of the completion are 10 ms apart: 512 × 10 ms.
                        new CheckResult(
                                Check.CANCEL_FREES_THE_SLOT,
                                HOLDS,
                                "the slot was free 0.125 s after the connection was closed; the answer would have taken"
                                        + " 5.120 s"),
                        new CheckResult(
                                Check.ERROR_SHAPES,
                                HOLDS,
                                "no-such-model: 404 The model does not exist.; too-long: 400 The context holds 4096"
                                        + " tokens."));
    }

    @Test
    void acceptsOtherWordsForTheFinishReasonLength() {
        var cut = Traces.trace("protocol-completion")
                .last(1, "a", "max_tokens")
                .done()
                .build();
        var full = Traces.trace("protocol-chat")
                .says(1, "a")
                .finish(2, "MAX_TOKENS")
                .done()
                .build();

        assertThat(check(Check.FINISH_REASON, cut, full))
                .isEqualTo(new CheckResult(Check.FINISH_REASON, HOLDS, "completion: max_tokens; chat: MAX_TOKENS"));
    }

    /** The server of transformers names the model [smollm2-135m@main], ends without [DONE], and may end a completion early. */
    @Test
    void acceptsARevisionOfTheModelAndSaysThatDoneIsMissing() {
        var early = Traces.trace("protocol-completion").data(1, """
                        {"model":"smollm2-135m@main","choices":[{"index":0,"text":"a","finish_reason":"stop"}],\
                        "usage":{"prompt_tokens":32,"completion_tokens":3}}""").build().wholeByItsUsage();

        assertThat(check(Check.MODEL_ECHO, early, Protocols.chat()))
                .isEqualTo(
                        new CheckResult(Check.MODEL_ECHO, HOLDS, "completion: smollm2-135m@main; chat: smollm2-135m"));
        assertThat(check(Check.FINISH_REASON, early, Protocols.chat()).text())
                .startsWith("completion: stop (no [DONE] came; only the finish reason and the usage show that the"
                        + " answer is complete); chat: ");
    }

    private static final String HELD =
            ", so they are not sent as they are generated; look for a proxy that buffers them: for nginx set"
                    + " `proxy_buffering off` or `X-Accel-Buffering: no`, and `proxy_http_version 1.1`; for"
                    + " HAProxy set `option http-no-delay`";

    /** A completion that arrives in reads of several events each, with a fixed number of ms between reads. */
    private static Trace inReads(int each, int events, int apart) {
        var trace = Traces.trace("protocol-completion");
        for (var i = 0; i < events - 1; i++) {
            trace.text(50 + apart * (i / each), " x");
        }
        return trace.last(50 + apart * ((events - 1) / each), " x", "length")
                .usage(32, events)
                .done()
                .build();
    }

    /** Two events per read and 8 ms between reads, from a server that generates an event every 4 ms. */
    @Test
    void streamingHoldsIfEventsWereGeneratedTogether() {
        assertThat(check(Check.STREAMING, inReads(2, 16, 8), Protocols.chat()))
                .isEqualTo(new CheckResult(
                        Check.STREAMING,
                        HOLDS,
                        "completion: 16 events with output in 8 reads; chat: 2 events with output in 2 reads"));
    }

    /** A short answer of a fast server may arrive in one read. An answer of 4 KiB and 200 ms shows whether events are held back. */
    @Test
    void aLongerAnswerDecidesAboutStreaming() {
        var atOnce = Traces.whole("protocol-completion", 0, 50, 0, 16);
        var fast = new StreamSteps(64, 60, 12_000, Duration.ofMillis(210));
        var held = new StreamSteps(64, 4, 12_000, Duration.ofMillis(1260));
        var tooShort = new StreamSteps(4, 4, 800, Duration.ofMillis(60));

        assertThat(streaming(fast, atOnce))
                .isEqualTo(new CheckResult(
                        Check.STREAMING,
                        HOLDS,
                        "completion: 16 events with output in 1 reads; chat: 2 events with output in 2 reads"));
        assertThat(streaming(held, Protocols.completion()))
                .isEqualTo(new CheckResult(
                        Check.STREAMING,
                        BROKEN,
                        "a longer answer: 64 events with output in 4 reads, 16.0 in each and 420.000 ms from"
                                + " one to the next"
                                + HELD));
        assertThat(streaming(tooShort, atOnce).result()).isEqualTo(BROKEN);
    }

    private static CheckResult streaming(StreamSteps steps, Trace completion) {
        var recording = Protocols.recording(steps.facts(), List.of(completion, Protocols.chat()));
        return ProtocolChecks.examine(Protocols.test(true, true), recording).getFirst();
    }

    static Stream<Arguments> broken() {
        var completion = Protocols.completion();
        var chat = Protocols.chat();
        var silent = Traces.trace("protocol-chat")
                .role(1)
                .finish(2, "stop")
                .usage(21, 1)
                .done()
                .build();
        var held = Traces.whole("protocol-completion", 0, 50, 0, 16);
        var other = Traces.trace("protocol-completion")
                .data(1, """
                        {"model":"other","choices":[{"index":0,"text":"a","finish_reason":"length"}]}""")
                .data(2, """
                        {"model":"other","choices":[],"usage":{"prompt_tokens":33,"completion_tokens":1}}""")
                .done()
                .build();
        var filtered = Traces.trace("protocol-chat")
                .says(1, "a")
                .finish(2, "content_filter")
                .done()
                .build();
        var nameless = Traces.trace("protocol-completion").data(1, """
                        {"choices":[{"index":0,"text":"a","finish_reason":"stop"}]}""").done().build();
        return Stream.of(
                Arguments.of(
                        Check.STREAMING,
                        List.of(held, chat),
                        "completion: all output (events: 16) came in one read" + HELD),
                // nginx: 14 events fill its buffer, and the other two are sent with the end.
                Arguments.of(
                        Check.STREAMING,
                        List.of(inReads(14, 16, 40), chat),
                        "completion: 16 events with output in 2 reads, 8.0 in each and 40.000 ms from one to the next"
                                + HELD),
                Arguments.of(Check.STREAMING, List.of(completion, silent), "chat: the stream has no output"),
                Arguments.of(
                        Check.STREAMING,
                        List.of(completion, Protocols.refused("protocol-chat", 500, "out of memory")),
                        "chat: HTTP_ERROR (500 out of memory)"),
                Arguments.of(Check.USAGE, List.of(nameless, chat), "completion: the stream has no usage"),
                Arguments.of(Check.FINISH_REASON, List.of(nameless, chat), "completion: found [stop], expected length"),
                Arguments.of(
                        Check.FINISH_REASON,
                        List.of(completion, filtered),
                        "chat: found [content_filter], expected stop or length"),
                Arguments.of(
                        Check.MODEL_ECHO,
                        List.of(other, chat),
                        "completion: answered by [other], the request asked for [smollm2-135m]"),
                Arguments.of(
                        Check.MODEL_ECHO,
                        List.of(nameless, chat),
                        "completion: the answer names no model, the request asked for [smollm2-135m]"),
                Arguments.of(
                        Check.EXACT_LENGTHS,
                        List.of(other, chat),
                        "completion: 33 tokens in and 1 out, the request asked for 32 and 16"),
                Arguments.of(
                        Check.ERROR_SHAPES,
                        List.of(
                                Traces.whole("protocol-no-such-model", 0, 1, 1, 2),
                                Protocols.refused("protocol-too-long", 500, "overflow")),
                        "no-such-model: answered as if the request were valid, expected a status of 400 to 499;"
                                + " too-long: 500"
                                + " overflow, expected a status of 400 to 499"),
                Arguments.of(
                        Check.ERROR_SHAPES,
                        List.of(
                                Protocols.refused("protocol-no-such-model", 404, "no"),
                                Protocols.answered("protocol-too-long", 400, "<html>Bad Request</html>")),
                        "too-long: status 400 without an error object that gives the reason"));
    }

    /** A server that does not check the length of its context goes on answering until the deadline. */
    @Test
    void isBrokenIfTheServerAnswersAProbeThatItShouldRefuse() {
        var answering = Traces.trace("protocol-too-long")
                .says(20, "1 2 3")
                .ending(new Ending.Timeout(Ending.Deadline.TOTAL, "deadline total of 180 s passed"))
                .build();

        assertThat(check(Check.ERROR_SHAPES, Protocols.refused("protocol-no-such-model", 404, "no"), answering))
                .isEqualTo(new CheckResult(
                        Check.ERROR_SHAPES,
                        BROKEN,
                        "too-long: answered as if the request were valid, expected a status of 400 to 499"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isBrokenAndSaysWhatWasFoundAndWhatWasExpected(Check check, List<Trace> traces, String text) {
        assertThat(check(check, traces.toArray(Trace[]::new))).isEqualTo(new CheckResult(check, BROKEN, text));
    }

    @Test
    void isUnmeasuredIfTheServerDidNotAnswerInTime() {
        var late = Traces.trace("protocol-completion")
                .ending(new Ending.Timeout(Ending.Deadline.GAP, "deadline gap of 200 ms passed"))
                .build();

        assertThat(check(Check.USAGE, late, Protocols.chat()))
                .isEqualTo(new CheckResult(
                        Check.USAGE, UNMEASURED, "completion: TIMEOUT (deadline gap of 200 ms passed)"));
        assertThat(check(Check.ERROR_SHAPES, Protocols.refused("protocol-no-such-model", 404, "no")))
                .isEqualTo(new CheckResult(Check.ERROR_SHAPES, UNMEASURED, "too-long: not sent"));
    }

    /** A deployment with only texts has no tokenizer, so nobody knows how many tokens the text of the probe has. */
    @Test
    void theCompletionOfATextShowsAllButExactLengths() {
        var test = Protocol.of(false, false, true, Location.commandLine());
        var text = Traces.trace("protocol-text");
        for (var i = 0; i < 15; i++) {
            text.text(50 + 10 * i, " x");
        }
        var answered = text.last(200, " x", "length").usage(9, 16).done().build();

        var checked = ProtocolChecks.examine(
                test,
                Protocols.recording(
                        Protocols.FREED,
                        List.of(
                                answered,
                                Protocols.refused("protocol-no-such-model", 404, "no"),
                                Protocols.refused("protocol-too-long", 400, "too long"))));

        assertThat(checked)
                .extracting(each -> each.check() + " " + each.result())
                .containsExactly(
                        "streaming HOLDS",
                        "usage HOLDS",
                        "finish-reason HOLDS",
                        "model-echo HOLDS",
                        "exact-lengths NOT_SHOWN",
                        "cancel-frees-the-slot HOLDS",
                        "error-shapes HOLDS");
    }

    @Test
    void exactLengthsAreNotShownIfNoLoadTestAsksForThem() {
        var checked = ProtocolChecks.examine(
                Protocols.test(false, true), Protocols.recording(Protocols.FREED, Protocols.whole()));

        assertThat(checked)
                .contains(new CheckResult(
                        Check.EXACT_LENGTHS,
                        NOT_SHOWN,
                        "the deployment has no load test, and only load tests ask" + " for exact lengths"));
    }

    @Test
    void anAnswerForAnUnknownModelIsNotShownForAnEngineThatMayAnswerIt() {
        var recording = Protocols.recording(
                Map.of(ProtocolChecks.ANY_MODEL, "may be answered for"),
                List.of(
                        Traces.whole("protocol-no-such-model", 0, 1, 1, 2),
                        Protocols.refused("protocol-too-long", 400, "The context holds 4096 tokens.")));

        assertThat(ProtocolChecks.examine(Protocols.test(true, true), recording))
                .contains(new CheckResult(
                        Check.ERROR_SHAPES,
                        NOT_SHOWN,
                        "no-such-model: answered as if the request were valid, which a server of this engine may"
                                + " do; the check model-echo shows which model answers"));
    }

    static Stream<Arguments> releases() {
        return Stream.of(
                Arguments.of(
                        new SlotRelease.Held(Duration.ofSeconds(15)),
                        BROKEN,
                        "the server still computed the answer 15.000 s after the client had closed the"
                                + " connection; a proxy in front of the server must pass the closing on (HAProxy"
                                + " with `option abortonclose`, Caddy 2.6 without `flush_interval -1`)"),
                Arguments.of(
                        new SlotRelease.Freed(512, Duration.ofSeconds(5), Duration.ofSeconds(4)),
                        NOT_SHOWN,
                        "the slot was free 4.000 s after the connection was closed, but the answer would have"
                                + " ended by itself at about that time"),
                Arguments.of(
                        new SlotRelease.Unseen("the server runs other requests (3)"),
                        NOT_SHOWN,
                        "the server runs other requests (3)"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void cancelIsJudgedByTheServersSlots(SlotRelease release, CheckResult.Result result, String text) {
        assertThat(check(Check.CANCEL_FREES_THE_SLOT, release, Protocols.completion(), Protocols.chat()))
                .isEqualTo(new CheckResult(Check.CANCEL_FREES_THE_SLOT, result, text));
    }

    @Test
    void cancelIsNotShownWithoutAnAnswerThatShowsTheSpeed() {
        assertThat(check(Check.CANCEL_FREES_THE_SLOT))
                .isEqualTo(new CheckResult(
                        Check.CANCEL_FREES_THE_SLOT,
                        NOT_SHOWN,
                        "no answer shows how long an answer of 512 tokens takes"));
    }
}
