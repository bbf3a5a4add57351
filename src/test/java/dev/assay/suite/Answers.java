package dev.assay.suite;

import dev.assay.testing.Script;

/** Streamed chat answers. */
final class Answers {
    private Answers() {}

    /** Returns an answer of this text, which must need no escapes in JSON. */
    static Script stream(String text) {
        return Script.stream(
                "data: {\"model\":\"owner/model\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text
                        + "\"}}]}\n\n",
                "data: {\"model\":\"owner/model\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                "data: {\"model\":\"owner/model\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}\n\n",
                "data: [DONE]\n\n");
    }
}
