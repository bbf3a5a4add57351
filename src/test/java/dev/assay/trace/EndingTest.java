package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.Ending.Complete;
import dev.assay.trace.Ending.HttpError;
import dev.assay.trace.Ending.StreamError;
import dev.assay.trace.Ending.Truncated;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndingTest {
    private static final String TEXT = "data: {\"choices\":[{\"text\":\" Paris\",\"finish_reason\":null}]}\n\n";
    private static final String LAST = "data: {\"choices\":[{\"text\":\".\",\"finish_reason\":\"length\"}]}\n\n";
    private static final String ERROR = "data: {\"error\":{\"message\":\"out of memory\",\"code\":500}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    @Test
    void isCompleteWithAFinishReasonAndDone() {
        assertThat(clean(TEXT + LAST + DONE)).isEqualTo(new Complete());
        assertThat(cut(TEXT + LAST + DONE)).isEqualTo(new Complete());
    }

    @Test
    void isTruncatedWhereTheStreamStops() {
        assertThat(clean("")).isEqualTo(new Truncated("the stream ended without a finish reason after 0 events"));
        assertThat(clean(TEXT + TEXT + DONE))
                .isEqualTo(new Truncated("the stream ended without a finish reason after 2 events"));
        assertThat(clean(TEXT + LAST)).isEqualTo(new Truncated("the stream ended without [DONE]"));
        assertThat(clean(TEXT + LAST + "data: [DONE]\n")).isEqualTo(new Truncated("the stream ended without [DONE]"));
        assertThat(cut(TEXT))
                .isEqualTo(new Truncated(
                        "the connection was cut (Connection reset) without a finish reason after 1 event"));
    }

    @Test
    void isAStreamErrorWhateverFollows() {
        assertThat(clean(TEXT + ERROR)).isEqualTo(new StreamError("out of memory"));
        assertThat(clean(TEXT + ERROR + LAST + DONE)).isEqualTo(new StreamError("out of memory"));
        assertThat(cut(TEXT + ERROR)).isEqualTo(new StreamError("out of memory"));
        assertThat(clean(Transcripts.body("llama-server/midstream-error.body").text()))
                .isEqualTo(new StreamError(
                        "The model produced output that does not match the expected Content-only format"));
    }

    @Test
    void isAStreamErrorWhereTheAnswerGoesOnAfterDone() {
        var error = new StreamError("the answer went on after [DONE]");

        assertThat(clean(TEXT + LAST + DONE + TEXT)).isEqualTo(error);
        assertThat(clean(TEXT + TEXT + TEXT + LAST + DONE + TEXT + TEXT)).isEqualTo(error);
        assertThat(clean(TEXT + DONE + LAST)).isEqualTo(error);
        assertThat(clean(TEXT + DONE + LAST.replace("\".\"", "\"\""))).isEqualTo(error);
        assertThat(clean(TEXT + LAST + DONE + LAST.replace("\".\"", "\"\"").replace("\"length\"", "null")))
                .isEqualTo(new Complete());
        assertThat(clean(TEXT + LAST + DONE + DONE)).isEqualTo(new Complete());
    }

    /** A gateway's words are as good as an engine's: what was given up is no answer, even if it reads like one. */
    @ParameterizedTest
    @ValueSource(
            strings = {"abort", "error", "insufficient_system_resource", "network_error", "TIMED_OUT", "cancelled"})
    void isAStreamErrorWhereTheServerGaveUp(String reason) {
        var error = new StreamError("the server gave the answer up (finish_reason: " + reason + ")");

        assertThat(clean(TEXT + LAST.replace("length", reason) + DONE)).isEqualTo(error);
        assertThat(clean(TEXT + LAST.replace("length", reason) + LAST + DONE)).isEqualTo(error);
        assertThat(cut(TEXT + LAST.replace("length", reason))).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"null\"", "\" \"", "\"None\"", "null"})
    void isTruncatedWhereTheFinishReasonIsNone(String reason) {
        var text = TEXT.replace("null", reason);

        assertThat(clean(text + text + DONE))
                .isEqualTo(new Truncated("the stream ended without a finish reason after 2 events"));
        assertThat(clean(text + LAST + DONE)).isEqualTo(new Complete());
        assertThat(clean(LAST + text + DONE)).isEqualTo(new Complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            event: error~data: {"message": "worker died", "code": 500}                           | worker died
            event: error~data: worker died                                                       | worker died
            event: error~data: {"detail": {"msg": "worker died"}}                                | worker died
            event: error~data: {}                                                                | {}
            event: error~data:                                                                   | an error event without a message
            data: {"object": "error", "message": "out of memory in a worker", "code": 500}       | out of memory in a worker
            data: {"object": "error"}                                                            | {"object":"error"}
            data: {"type": "error", "message": "overloaded"}                                     | overloaded
            data: {"code": 500, "message": "worker died"}                                        | worker died
            data: {"status": "500", "msg": "worker died"}                                        | worker died
            data: {"detail": "worker died"}                                                      | worker died
            data: {"choices": null, "base_resp": {"status_code": 1013, "status_msg": "no room"}} | no room
            data: {"choices": [], "error": {"message": "worker died"}}                           | worker died
            data: {"choices": [{"error": {"message": "worker died", "code": 502}}]}              | worker died
            data: {"choices": [{"delta": {"error": "worker died"}, "finish_reason": "error"}]}   | worker died
            """)
    void isAStreamErrorWhereverTheServerWritesIt(String event, String words) {
        var lines = event.replace('~', '\n') + "\n\n";

        assertThat(clean(TEXT + lines + LAST + DONE)).isEqualTo(new StreamError(words));
        assertThat(clean(TEXT + lines + DONE)).isEqualTo(new StreamError(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: ping\ndata: {\"type\": \"ping\"}",
                "data: {\"choices\": [], \"prompt_filter_results\": []}",
                "data: {\"choices\": [], \"base_resp\": {\"status_code\": 0, \"status_msg\": \"success\"}}",
                "data: {\"code\": 0, \"message\": \"ok\"}",
                "data: {\"id\": \"a\", \"error_msg\": \"\", \"message\": null}",
                "data: {\"choices\": [{\"delta\": {\"error\": null}, \"error\": null}], \"error\": null}",
                "data: {\"choices\": [{\"text\": \"a\"}], \"message\": \"well\"}"
            })
    void takesNothingElseForAnError(String event) {
        assertThat(clean(TEXT + event + "\n\n" + LAST + DONE)).isEqualTo(new Complete());
    }

    /** A recording keeps its bytes; what they mean may be known better today. */
    @Test
    void isReadAgainFromTheBytesOfARecording() {
        var aborted = Body.of(Payload.of(LAST.replace("length", "abort") + DONE));
        var gaveUp = new StreamError("the server gave the answer up (finish_reason: abort)");
        var empty = Body.of(Payload.of(TEXT.replace("null", "\"\"") + DONE));
        var cut = new Truncated("the connection was cut (Connection reset) without a finish reason after 1 event");

        assertThat(Ending.reread(new Complete(), aborted)).isEqualTo(gaveUp);
        assertThat(Ending.reread(new Truncated("the stream ended without [DONE]"), aborted))
                .isEqualTo(gaveUp);
        assertThat(Ending.reread(new Complete(), empty))
                .isEqualTo(new Truncated("the stream ended without a finish reason after 1 event"));
        assertThat(Ending.reread(cut, empty)).isEqualTo(cut);
        assertThat(Ending.reread(new HttpError(503, "busy"), aborted)).isEqualTo(new HttpError(503, "busy"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            vllm/apikey-missing-completions.body  | 401 | Unauthorized
            vllm/error-max_tokens-negative.body   | 400 | max_tokens must be at least 1, got -1. (parameter=max_tokens, value=-1)
            vllm/error-unknown-model-stream.body  | 404 | The model `nope` does not exist. Valid aliases: smollm2-135m.
            vllm/error-bad-type.body              | 400 | 1 validation error: {'type': 'int_parsing', 'loc': 'body.max_tokens', 'msg': 'Input should be a valid integer, unable to parse string as an integer', 'input': 'many'}
            llama-server/err-toolong.body         | 400 | request (5000 tokens) exceeds the available context size (4096 tokens), try increasing it
            """)
    void saysWhatARefusingServerSaid(String file, int status, String detail) {
        var head = Transcripts.head(status, "application/json");
        var body = Transcripts.body(file);

        assertThat(Ending.ofCleanEnd(head, body)).isEqualTo(new HttpError(status, detail));
        assertThat(Ending.ofCut(head, body, "Connection reset")).isEqualTo(new HttpError(status, detail));
        assertThat(Ending.ofCleanEnd(head, body).describe()).isEqualTo(status + " " + detail);
    }

    @Test
    void abbreviatesALongRefusal() {
        var body = Transcripts.body("vllm/error-prompt-too-long-stream.body");

        assertThat(Ending.ofCleanEnd(Transcripts.head(400, "application/json"), body)
                        .detail())
                .isEqualTo("This model's maximum context length is 4096 tokens. However, your prompt contains at least "
                        + "4097 input tokens, which exceeds this limit even without any output tokens. Please reduce "
                        + "the length of the i…");
    }

    @Test
    void keepsThePageOfAProxyOnOneLine() {
        var page = Body.of(Payload.of("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n"));

        assertThat(Ending.ofCleanEnd(Transcripts.head(502, "text/html"), page))
                .isEqualTo(new HttpError(502, "<html> <head><title>502 Bad Gateway</title></head> </html>"));
    }

    @Test
    void saysThatARefusalHasNoBody() {
        assertThat(Ending.ofCleanEnd(Transcripts.head(503, "text/plain"), Body.of(Payload.of(""))))
                .isEqualTo(new HttpError(503, "no body"));
    }

    @Test
    void readsTheDetailThatFastApiWrites() {
        var body = Body.of(Payload.of("{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"Field required\"}]}"));

        assertThat(Ending.ofCleanEnd(Transcripts.head(422, "application/json"), body))
                .isEqualTo(new HttpError(422, "[{\"loc\":[\"body\"],\"msg\":\"Field required\"}]"));
    }

    @Test
    void keepsTheWordsOfAnErrorThatIsCalledWell() {
        var body = Body.of(Payload.of("{\"error\":{\"message\":\"no worker\",\"code\":503}}"));

        assertThat(Ending.ofCleanEnd(Transcripts.head(200, "application/json"), body))
                .isEqualTo(
                        new HttpError(200, "expected an event stream, found content type application/json: no worker"));
    }

    @Test
    void saysWhereARedirectLeads() {
        var head = new ResponseHead(307, Map.of("location", "https://sso.example.org/"), 0);

        assertThat(Ending.ofCleanEnd(head, Body.of(Payload.of(""))))
                .isEqualTo(new HttpError(
                        307,
                        "redirected to https://sso.example.org/, and redirects are not followed: name that address"));
    }

    @Test
    void saysThatAStreamIsCompressed() {
        var head = new ResponseHead(200, Map.of("content-type", "text/event-stream", "content-encoding", "gzip"), 0);

        assertThat(Ending.ofCleanEnd(head, Body.of(Payload.of("\u001f\b"))))
                .isEqualTo(
                        new HttpError(200, "expected an event stream, found content type gzip of text/event-stream"));
    }

    @Test
    void isAnHttpErrorWhenTheAnswerIsNoStream() {
        var json = Transcripts.body("llama-server/err-wrongmodel.body");

        assertThat(Ending.ofCleanEnd(Transcripts.head(200, "application/json; charset=utf-8"), json))
                .isEqualTo(new HttpError(
                        200, "expected an event stream, found content type application/json; charset=utf-8"));
        assertThat(Ending.ofCleanEnd(new ResponseHead(200, Map.of(), 0), json))
                .isEqualTo(new HttpError(200, "expected an event stream, found content type none"));
        assertThat(Ending.ofCleanEnd(Transcripts.head(200, "Text/Event-Stream"), Body.of(Payload.of(LAST + DONE))))
                .isEqualTo(new Complete());
    }

    @Test
    void isTheServersFaultWithItsErrorsAndTooManyRequests() {
        assertThat(Stream.of(429, 499, 500, 501).map(HttpError::failedByServer))
                .containsExactly(true, false, true, true);
        assertThat(Stream.of(
                                new HttpError(500, ""),
                                new HttpError(400, ""),
                                new StreamError(""),
                                new Complete(),
                                new Truncated(""),
                                new Ending.Cancelled(""),
                                new Ending.ConnectFailed(""),
                                new Ending.Timeout(Ending.Deadline.TOTAL, ""))
                        .map(Ending::failedByServer))
                .containsExactly(true, false, true, false, false, false, false, false);
    }

    @Test
    void describesItselfByItsWordWhereThereIsNoDetail() {
        assertThat(new Complete().describe()).isEqualTo("complete");
        assertThat(new Ending.Timeout(Ending.Deadline.FIRST_OUTPUT, "").describe())
                .isEqualTo("timeout");
        assertThat(new Ending.Cancelled("").describe()).isEqualTo("cancelled");
        assertThat(new Ending.ConnectFailed("").describe()).isEqualTo("connect_failed");
        assertThat(Ending.Deadline.FIRST_OUTPUT).hasToString("first-output");
    }

    /** transformers sends no [DONE]: its last event has the finish reason and the usage. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            transformers/chat-stream-usage.body          | `` | COMPLETE
            transformers/completions-stream-usage.body   | `` | COMPLETE
            vllm/chat-stream-usage-stop.body             | data: [DONE] | COMPLETE
            vllm/chat-stream-nousage-stop.body           | data: [DONE] | TRUNCATED
            transformers/chat-stream-usage.body          | data: {"id":"6f09dcbc-a985-47ec-89aa-a1a8147b44df","choices":[{"delta":{},"index":0,"finish | TRUNCATED
            """)
    void needsNoDoneOfAServerThatMayLeaveItOutWhereFinishReasonAndUsageCame(String file, String cutAt, String word) {
        var all = Transcripts.body(file).text();
        var trace = trace(cutAt.isEmpty() ? all : all.substring(0, all.indexOf(cutAt)));

        assertThat(trace.ending().word()).isEqualTo("TRUNCATED");
        assertThat(trace.wholeByItsUsage().ending().word()).isEqualTo(word);
    }

    @Test
    void isNotWholeByItsUsageWhereTheConnectionWasCut() {
        var stream = Transcripts.body("transformers/chat-stream-usage.body").text();
        var cut = trace(stream).endedAs(cut(stream));

        assertThat(cut.wholeByItsUsage()).isEqualTo(cut);
        assertThat(cut.ending()).isEqualTo(new Truncated("the connection was cut (Connection reset) without [DONE]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            200 | application/json; charset=utf-8 | {"choices":[{"message":{"content":"Paris"},"finish_reason":"stop"}]} | COMPLETE |
            200 | application/json  | {"choices":[{"message":{"content":"Pa"},"finish_reason":null}]} | TRUNCATED | the answer ended without a finish reason after 1 event
            200 | application/json  | {"choices":[{"message":{"content":""},"finish_reason":"abort"}]} | STREAM_ERROR | the server gave the answer up (finish_reason: abort)
            200 | application/json  | {"choices":[]}              | HTTP_ERROR | expected one JSON object with choices
            200 | application/json  | {"error":{"message":"No."}} | HTTP_ERROR | expected one JSON object with choices: No.
            200 | application/json  | {"choices":[{"message":     | HTTP_ERROR | expected one JSON object with choices
            200 | text/event-stream | data: [DONE]                | HTTP_ERROR | expected one JSON object, found content type text/event-stream
            400 | application/json  | {"error":{"message":"No."}} | HTTP_ERROR | No.
            """)
    void ofARequestForNoStreamIsThatOfOneObject(
            int status, String type, String body, String word, @Nullable String detail) {
        var head = new ResponseHead(status, Map.of("content-type", type), 1);

        var ending = Ending.ofWhole(head, Body.of(Payload.of(body)));

        assertThat(ending.word()).isEqualTo(word);
        assertThat(ending.detail()).isEqualTo(detail == null ? "" : detail);
    }

    @Test
    void ofAWholeAnswerThatWasCutIsTruncated() {
        assertThat(cut("{\"choices\":[{\"message\":{\"content\":\"Pa"))
                .isEqualTo(new Truncated(
                        "the connection was cut (Connection reset) without a finish reason after 0 events"));
    }

    private static Trace trace(String stream) {
        var body = Body.of(Payload.of(stream));
        var reads = new ReadTimes.Builder().add(body.size(), 1).build();
        return new Trace(
                "c1-001",
                false,
                "",
                0,
                0,
                0,
                Transcripts.EVENT_STREAM,
                reads,
                body,
                1,
                Ending.ofCleanEnd(Transcripts.EVENT_STREAM, body));
    }

    private static Ending clean(String stream) {
        return Ending.ofCleanEnd(Transcripts.EVENT_STREAM, Body.of(Payload.of(stream)));
    }

    private static Ending cut(String stream) {
        return Ending.ofCut(Transcripts.EVENT_STREAM, Body.of(Payload.of(stream)), "Connection reset");
    }
}
