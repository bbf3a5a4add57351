package dev.assay.plan.thresholds;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The name by which thresholds.yaml means a GPU: one word of its product name, or several that follow each other there.
 *
 * @param written as in the file, {@code H100}
 */
public record GpuName(String written) {
    /** Returns its words: runs of letters and digits, in lower case. */
    public List<String> words() {
        return words(written);
    }

    /** Returns whether it names the GPU with this product name, {@code NVIDIA H100 80GB HBM3}. */
    public boolean isPartOf(String product) {
        return Collections.indexOfSubList(words(product), words()) >= 0;
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return written;
    }
}
