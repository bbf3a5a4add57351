package dev.assay.server.engines;

import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.tools.ToolChoice;
import dev.assay.trace.Payload;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Chat requests with functions that the model may call. All engines have OpenAI's own fields for that. */
public final class ToolRequest {
    private ToolRequest() {}

    /** Returns the body of a streamed chat request with the functions of a question. */
    public static Payload streamed(Payload chat, Expected.ToolCalls calls) {
        return Payload.of(with(chat, calls).toString());
    }

    /** Returns the body of the same request for an answer that comes whole. */
    public static Payload whole(Payload chat, Expected.ToolCalls calls) {
        var json = with(chat, calls);
        json.put("stream", false);
        json.remove("stream_options");
        return Payload.of(json.toString());
    }

    private static ObjectNode with(Payload chat, Expected.ToolCalls calls) {
        var json = (ObjectNode) JsonMapper.shared().readTree(chat.text());
        json.set(
                "tools",
                JsonMapper.shared().readTree(calls.tools().definitions().toString()));
        switch (calls.choice()) {
            case ToolChoice.Mode mode -> json.put("tool_choice", mode.toString());
            case ToolChoice.Function(var name) ->
                json.putObject("tool_choice")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", name);
        }
        if (calls.several() != null) {
            json.put("parallel_tool_calls", calls.several());
        }
        return json;
    }
}
