package dev.assay.accuracy.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the block of code in a text. */
public final class CodeBlock {
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]*(?:```|~~~)[^`\\n]*$");

    private CodeBlock() {}

    /** Returns what stands between the fences of the only block of code; empty if there is none, more than one, or no closing fence. */
    public static Optional<String> only(String text) {
        var fences = FENCE.matcher(text).results().toList();
        return fences.size() == 2
                ? Optional.of(
                        text.substring(fences.getFirst().end(), fences.getLast().start()))
                : Optional.empty();
    }
}
