package dev.assay.faults;

import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.time.Duration;
import java.util.function.Function;

/** What the scripted server of the rows answers. */
public final class Answers {
    static final String FIRST = event("\"choices\":[{\"index\":0,\"text\":\" aaa\",\"finish_reason\":null}]");
    static final String LAST = event("\"choices\":[{\"index\":0,\"text\":\" bbb\",\"finish_reason\":\"length\"}]");
    static final String USAGE = usage(4, 2);
    static final String DONE = "data: [DONE]\n\n";

    private Answers() {}

    static String event(String members) {
        return "data: {\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1,\"model\":\"small\"," + members
                + "}\n\n";
    }

    static String usage(int in, int out) {
        return event("\"choices\":[],\"usage\":{\"prompt_tokens\":" + in + ",\"completion_tokens\":" + out
                + ",\"total_tokens\":" + (in + out) + "}");
    }

    /** An answer as it should be. */
    public static Script good() {
        return Script.stream(FIRST, LAST, USAGE, DONE);
    }

    /** Takes so long that the pause to the next request is less than a hundredth of it. */
    static Script slow() {
        return Script.silence().takes(Duration.ofMillis(500)).then(good());
    }

    /** The right answer to a question. */
    static Script sum(Seen request) {
        return sum(40 + number(request));
    }

    /** Returns the number of the question, from 1. */
    public static int number(Seen request) {
        return Integer.parseInt(request.body().replaceAll("(?s).*40 \\+ (\\d+).*", "$1"));
    }

    public static Script sum(int value) {
        return chat(Integer.toString(value), "stop");
    }

    public static Script chat(String text, String reason) {
        return Script.stream(
                event("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]"),
                event("\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]"),
                usage(9, 2),
                DONE);
    }

    /**
     * A page of metrics as vLLM's.
     *
     * @param requests how many requests were answered since the server's process started, each with 4 tokens in and 2 out
     * @param started when the process started, in seconds since 1970
     */
    public static Script metrics(int requests, int preemptions, long started) {
        return Script.document(
                200, "text/plain", """
                process_start_time_seconds %4$d
                vllm:num_requests_running 0
                vllm:num_requests_waiting 0
                vllm:num_preemptions_total %3$d
                vllm:prompt_tokens_total %2$d
                vllm:generation_tokens_total %5$d
                vllm:request_success_total{finished_reason="length"} %1$d
                """.formatted(requests, 4 * requests, preemptions, started, 2 * requests));
    }

    /** Answers what the gate asks before a test as it should be, and every request of the test by a script. */
    public static Function<Seen, Script> to(Function<Seen, Script> answer) {
        return request -> switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"small\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            case "/v1/completions", "/v1/chat/completions" -> answer.apply(request);
            default -> Script.json(404, "{\"detail\":\"Not Found\"}");
        };
    }
}
