package dev.assay.prompt;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes how many tokens prompts have in common at their beginnings. A prefix cache that has only seen these prompts cannot have more of
 * them.
 */
public final class SharedPrefixes {
    private SharedPrefixes() {}

    /** Returns for each prompt, in their order, the length in tokens of the longest prefix that it shares with another prompt. */
    public static int[] of(List<List<Integer>> prompts) {
        // In lexicographic order, a prompt shares its longest prefix with one of its two neighbours.
        var order = IntStream.range(0, prompts.size())
                .boxed()
                .sorted(Comparator.comparing(prompts::get, SharedPrefixes::compare))
                .toList();
        var shared = new int[prompts.size()];
        for (var i = 1; i < order.size(); i++) {
            var before = order.get(i - 1);
            var after = order.get(i);
            var common = common(prompts.get(before), prompts.get(after));
            shared[before] = Math.max(shared[before], common);
            shared[after] = Math.max(shared[after], common);
        }
        return shared;
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        var common = common(one, other);
        return common < Math.min(one.size(), other.size())
                ? one.get(common).compareTo(other.get(common))
                : Integer.compare(one.size(), other.size());
    }

    private static int common(List<Integer> one, List<Integer> other) {
        var most = Math.min(one.size(), other.size());
        var common = 0;
        while (common < most && one.get(common).equals(other.get(common))) {
            common++;
        }
        return common;
    }
}
