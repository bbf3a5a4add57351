package dev.assay.report.page;

import dev.assay.report.page.packed.PackedText;
import tools.jackson.databind.JsonNode;

/** JSON that can stand in a script element. */
public final class ScriptJson {
    private ScriptJson() {}

    /** Returns the text of the JSON. No text in it can end the element. */
    public static String of(JsonNode json) {
        // Only strings contain these characters in JSON, and there the escapes mean the same.
        return PackedText.escaped(json.toString())
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }
}
