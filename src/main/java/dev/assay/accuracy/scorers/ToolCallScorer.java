package dev.assay.accuracy.scorers;

import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.tools.ExpectedCall;
import dev.assay.trace.calls.ToolCall;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares the functions that an answer calls with the right calls, in any order. Arguments are equal if JSON means the same by them. If no call is right, any text
 * without a call is.
 */
record ToolCallScorer(Expected.ToolCalls expected) implements Scorer {
    @Override
    public Result score(String text) {
        return score(text, List.of());
    }

    @Override
    public Result score(String text, List<ToolCall> calls) {
        if (calls.isEmpty()) {
            return expected.calls().isEmpty()
                    ? new Result.Correct("a text without a call", null)
                    : new Result.Nothing("call");
        }
        var found = calls.stream().map(ToolCall::toString).collect(Collectors.joining(", "));
        return isRight(calls) ? new Result.Correct(found, null) : new Result.Wrong(found, null);
    }

    private boolean isRight(List<ToolCall> calls) {
        if (calls.size() != expected.calls().size()) {
            return false;
        }
        // Which call meets which expected one; -1: none yet. With optional arguments a call may meet several.
        var meets = new int[calls.size()];
        Arrays.fill(meets, -1);
        for (var wanted = 0; wanted < meets.length; wanted++) {
            if (!finds(wanted, calls, meets, new boolean[meets.length])) {
                return false;
            }
        }
        return true;
    }

    /** Finds a call for an expected one, and another call for the one that had it before. */
    private boolean finds(int wanted, List<ToolCall> calls, int[] meets, boolean[] tried) {
        for (var i = 0; i < meets.length; i++) {
            if (!tried[i] && isMet(expected.calls().get(wanted), calls.get(i))) {
                tried[i] = true;
                if (meets[i] < 0 || finds(meets[i], calls, meets, tried)) {
                    meets[i] = wanted;
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isMet(ExpectedCall expected, ToolCall call) {
        return call.values()
                .filter(values -> expected.isMetBy(call.name(), values))
                .isPresent();
    }
}
