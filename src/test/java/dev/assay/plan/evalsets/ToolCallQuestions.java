package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.InputFile;
import dev.assay.input.JsonLines;
import dev.assay.input.Problems;

/** Makes the right answers of questions about calls, as an evalset has them. */
public final class ToolCallQuestions {
    /** Some functions. */
    public static final String TOOLS =
            "[" + tool("get_weather") + "," + tool("get_time") + "," + tool("add") + "," + tool("search") + "]";

    private ToolCallQuestions() {}

    /** Returns the definition of a function. */
    public static String tool(String name) {
        return "{\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"parameters\":{\"type\":\"object\"}}}";
    }

    /** Returns the right answer that has these calls. */
    public static Expected expected(String calls, String choice) {
        var problems = new Problems();
        var line = "{\"tools\": " + TOOLS + ", \"calls\": " + calls + ", \"tool-choice\": \"" + choice + "\"}";
        var node =
                JsonLines.read(new InputFile("some.jsonl", line, ""), problems).getFirst();
        return problems.resolve(
                Expected.read(Expected.Type.TOOL_CALL, new Fields(node, "a question", problems), problems));
    }
}
