package dev.assay.trace.calls;

import java.util.List;

/**
 * All calls of an answer.
 *
 * @param all in the order in which they began
 * @param faults what is not as OpenAI defines it, each once
 */
public record ToolCalls(List<ToolCall> all, List<CallFault> faults) {
    /** An answer that calls no function. */
    public static final ToolCalls NONE = new ToolCalls(List.of(), List.of());

    public ToolCalls {
        all = List.copyOf(all);
        faults = List.copyOf(faults);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }
}
