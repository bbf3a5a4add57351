package dev.assay.bench.planted;

import dev.assay.trace.Body;
import dev.assay.trace.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The bytes of an answer, as vLLM 0.32.0 writes them. The last event of output, the usage and the end come together. */
final class AnswerBytes {
    /** How many tokens a prompt has. */
    static final int PROMPT = 256;

    private static final String ID = "a3f1c2d4e5b60718";
    private static final int WORDS = 36 * 36 * 36;

    private final Body body;
    private final int[] ends;

    private AnswerBytes(Body body, int[] ends) {
        this.body = body;
        this.ends = ends;
    }

    /** Returns an answer of a load test with one token per event. */
    static AnswerBytes completion(int number, int tokens, int cached) {
        var random = new SplittableRandom(number);
        var events = IntStream.range(0, tokens)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        """
                        {"id":"cmpl-%s","object":"text_completion","created":1795289689,"model":"simulated",\
                        "choices":[{"index":0,"text":" %s","logprobs":null,"finish_reason":%s,"stop_reason":null,\
                        "prompt_token_ids":null,"token_ids":null}]}""",
                        ID,
                        Integer.toString(random.nextInt(WORDS), 36),
                        i < tokens - 1 ? "null" : "\"length\""))
                .toList();
        return of("text_completion", "cmpl-", events, tokens, cached);
    }

    /** Returns an answer to a question, whose events have these texts. */
    static AnswerBytes chat(List<String> texts, int tokens) {
        var last = texts.size() - 1;
        var events = IntStream.rangeClosed(-1, last)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        """
                        {"id":"chatcmpl-%s","object":"chat.completion.chunk","created":1795289689,"model":"simulated",\
                        "choices":[{"index":0,"delta":{%s"content":"%s"},"logprobs":null,"finish_reason":%s}]}""",
                        ID,
                        i < 0 ? "\"role\":\"assistant\"," : "",
                        i < 0 ? "" : texts.get(i),
                        i == last ? "\"stop\"" : "null"))
                .toList();
        return of("chat.completion.chunk", "chatcmpl-", events, tokens, 0);
    }

    private static AnswerBytes of(String object, String id, List<String> events, int tokens, int cached) {
        var bytes = new ByteArrayOutputStream();
        var ends = new int[events.size()];
        for (var i = 0; i < ends.length; i++) {
            add(bytes, events.get(i));
            ends[i] = bytes.size();
        }
        add(bytes, String.format(Locale.ROOT, """
                        {"id":"%s","object":"%s","created":1795289689,"model":"simulated","choices":[],\
                        "usage":{"prompt_tokens":%d,"total_tokens":%d,"completion_tokens":%d,\
                        "prompt_tokens_details":{"cached_tokens":%d}}}""", id + ID, object, PROMPT, PROMPT + tokens, tokens, cached));
        add(bytes, "[DONE]");
        ends[ends.length - 1] = bytes.size();
        return new AnswerBytes(Body.of(Payload.of(bytes.toByteArray())), ends);
    }

    private static void add(ByteArrayOutputStream bytes, String data) {
        bytes.writeBytes(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    Body body() {
        return body;
    }

    /** Returns how many parts come by themselves: one for each event of output, and of a chat a first one with the role. */
    int parts() {
        return ends.length;
    }

    /** Returns the offset after a part. */
    int end(int part) {
        return ends[part];
    }
}
