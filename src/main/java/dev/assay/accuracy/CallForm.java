package dev.assay.accuracy;

import dev.assay.input.JsonValue;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.tools.ToolChoice;
import dev.assay.trace.calls.CallFault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the calls of an answer have the form that OpenAI defines. What is tolerated is what usual clients read all the same. */
final class CallForm {
    /** How models write a call before a server takes it out of their text. */
    private static final Pattern MARK = Pattern.compile(
            "<tool_calls?>|</tool_calls?>|<function_calls?>|<function=|<\\|python_tag\\|>|\\[TOOL_CALLS]|\\[/?TOOL_CALL]|<\\|tool_calls?(?:_\\w+)?\\|>"
                    + "|<｜tool▁calls?▁begin｜>|<\\|action_(?:start|end)\\|>|<\\w+:tool_call>|functools\\[|<\\|channel\\|>commentary to=|<start_function_call>");

    private CallForm() {}

    /** Returns all faults of an answer to a question about calls, the tolerated ones included. */
    static List<CallFault> faults(Expected.ToolCalls expected, Answer answer) {
        var faults = new ArrayList<>(answer.calls().faults());
        var called = !answer.calls().isEmpty();
        if (isLeft(expected, answer.finalText())) {
            faults.add(CallFault.LEFT_IN_TEXT);
        } else if (!called && answer.saysCalls()) {
            faults.add(CallFault.NO_CALL_FINISH);
        }
        // OpenAI itself says "stop" if the request named the function.
        if (called && !answer.saysCalls() && !(expected.choice() instanceof ToolChoice.Function)) {
            faults.add(CallFault.OTHER_FINISH);
        }
        return faults;
    }

    private static boolean isLeft(Expected.ToolCalls expected, String text) {
        return MARK.matcher(text).find() || isCall(expected, text.strip());
    }

    /** Returns whether a text as a whole is the JSON of a call of one of the functions, as Llama 3 writes it, or of a list of such calls. */
    private static boolean isCall(Expected.ToolCalls expected, String text) {
        return (text.startsWith("{") || text.startsWith("["))
                && JsonValue.parse(text)
                        .filter(value -> value instanceof JsonValue.OfList list
                                ? !list.items().isEmpty()
                                        && list.items().stream().allMatch(item -> isCall(expected, item))
                                : isCall(expected, value))
                        .isPresent();
    }

    private static boolean isCall(Expected.ToolCalls expected, JsonValue value) {
        return value instanceof JsonValue.OfObject object
                && object.members().get("name") instanceof JsonValue.OfText name
                && expected.tools().names().contains(name.text());
    }
}
