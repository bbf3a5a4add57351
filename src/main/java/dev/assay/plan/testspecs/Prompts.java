package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.plan.thresholds.Unit;
import dev.assay.plan.thresholds.Workload;
import org.jspecify.annotations.Nullable;

/** Which prefix the prompts of a load test share, those of the warm-up included. The server's prefix cache may serve the shared prefix. */
public sealed interface Prompts {
    /** Returns how many tokens at the beginning of a prompt are the same in all prompts. */
    int common(int tokens);

    /** No two prompts share a prefix. */
    record Unique() implements Prompts {
        @Override
        public int common(int tokens) {
            return 0;
        }

        @Override
        public String toString() {
            return "unique";
        }
    }

    /** Lines of a file, each sent once and unchanged. Some of them may share a prefix. */
    record AsWritten() implements Prompts {
        private static final String WORD = "as-written";

        /** Returns 0: the plan does not know shared prefixes of a file. They are counted when the prompts are built. */
        @Override
        public int common(int tokens) {
            return 0;
        }

        @Override
        public String toString() {
            return WORD;
        }
    }

    /** All prompts are the same. */
    record Identical() implements Prompts {
        @Override
        public int common(int tokens) {
            return tokens;
        }

        @Override
        public String toString() {
            return "identical";
        }
    }

    /**
     * All prompts share a prefix, and differ after it.
     *
     * @param prefix the length of the prefix in tokens: at least 1, and less than the length of the prompt
     */
    record SharedPrefix(int prefix) implements Prompts {
        @Override
        public int common(int tokens) {
            return prefix;
        }

        @Override
        public String toString() {
            return "shared-prefix of " + prefix + (prefix == 1 ? " token" : " tokens");
        }
    }

    /** Reads the value of a load test's {@code prompts}; absent if it could not be read, or if it needs a workload and there is none. */
    static @Nullable Prompts read(@Nullable Node node, @Nullable Workload workload, PlanReading reading) {
        if (workload != null && workload.file().isPresent()) {
            return ofFile(node, reading);
        }
        if (node == null || isWord(node, "unique")) {
            return new Unique();
        }
        if (isWord(node, "identical")) {
            return oneLength(node, workload, reading) == null ? null : new Identical();
        }
        if (node instanceof Node.Mapping mapping) {
            return shared(new Fields(mapping, "'prompts'", reading.problems), workload, reading);
        }
        reading.problems.add(
                node.place(), "'prompts' must be unique, identical or {shared-prefix: 50 %}, found " + node.found());
        return null;
    }

    /** Returns the length in tokens of all prompts; absent, with a problem, if prompts have different lengths. */
    private static @Nullable Integer oneLength(Node node, @Nullable Workload workload, PlanReading reading) {
        if (workload == null) {
            return null;
        }
        if (workload.input() instanceof TokenLengths.Exactly exactly) {
            return exactly.tokens();
        }
        reading.problems.add(
                node.place(),
                "identical prompts and prompts with a shared prefix need one length, but those of workload ["
                        + workload.name() + "] have different lengths (input-tokens: " + workload.input()
                        + "): remove 'prompts'");
        return null;
    }

    private static @Nullable Prompts ofFile(@Nullable Node node, PlanReading reading) {
        if (node == null || isWord(node, AsWritten.WORD)) {
            return new AsWritten();
        }
        if (isWord(node, "unique")) {
            return new Unique();
        }
        reading.problems.add(node.place(), "'prompts' of a file must be as-written or unique, found " + node.found());
        return null;
    }

    private static boolean isWord(Node node, String word) {
        return node instanceof Node.Scalar scalar && scalar.text().equals(word);
    }

    private static @Nullable Prompts shared(Fields fields, @Nullable Workload workload, PlanReading reading) {
        var key = "shared-prefix";
        var node = fields.required(key);
        fields.refuseOthers(PlanReading.LATER);
        var share = node == null ? null : Quantity.read(key, Unit.SHARE, node, null, reading.problems);
        var tokens = node == null ? null : oneLength(node, workload, reading);
        if (node == null || share == null || tokens == null) {
            return null;
        }
        var prefix = (int) Math.round(share.value() * tokens);
        if (prefix > 0 && prefix < tokens) {
            return new SharedPrefix(prefix);
        }
        reading.problems.add(
                node.place(),
                "'" + key + "' of " + share + " is " + prefix + " of " + tokens + " tokens: write prompts: "
                        + (prefix == 0 ? "unique" : "identical"));
        return null;
    }
}
