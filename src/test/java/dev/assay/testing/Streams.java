package dev.assay.testing;

/** Events of vLLM's streams, copied from a real server's answers. */
public final class Streams {
    /** An event with only the role. */
    public static final String ROLE = """
            data: {"id":"chatcmpl-8975025e1a9c5aae","object":"chat.completion.chunk","created":1795289686,"model":"smollm2-135m",\
            "choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],\
            "prompt_token_ids":null,"prompt_text":null}

            """;

    public static final String OUTPUT = """
            data: {"id":"cmpl-b49a4eb483e504dc","object":"text_completion","created":1795289689,"model":"smollm2-135m",\
            "choices":[{"index":0,"text":" item","logprobs":null,"finish_reason":null,"stop_reason":null,\
            "prompt_token_ids":null,"token_ids":null}]}

            """;

    /** The last output, with the finish reason. */
    public static final String FINISH = """
            data: {"id":"cmpl-b49a4eb483e504dc","object":"text_completion","created":1795289689,"model":"smollm2-135m",\
            "choices":[{"index":0,"text":"2","logprobs":null,"finish_reason":"length","stop_reason":null,\
            "prompt_token_ids":null,"token_ids":null}]}

            """;

    public static final String USAGE = """
            data: {"id":"cmpl-b49a4eb483e504dc","object":"text_completion","created":1795289689,"model":"smollm2-135m",\
            "choices":[],"usage":{"prompt_tokens":370,"total_tokens":372,"completion_tokens":2,\
            "prompt_tokens_details":{"cached_tokens":256}},"system_fingerprint":"vllm-0.32.0-84e7aa09"}

            """;

    public static final String DONE = "data: [DONE]\n\n";

    /** The event with which vLLM reports, after the status 200, that its engine died. */
    public static final String ERROR = """
            data: {"error":{"message":"EngineCore encountered an issue.","type":"InternalServerError","param":null,"code":500}}

            """;

    private Streams() {}
}
