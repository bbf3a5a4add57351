package dev.assay.plan.thresholds;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The lengths in tokens of the prompts, or of the answers, of a workload. */
public sealed interface TokenLengths {
    /** The most tokens; no model takes more. */
    int MOST_TOKENS = 10_000_000;

    /** Lengths that are drawn with a seed, or are all the same. */
    sealed interface Drawn extends TokenLengths {
        /** Returns the length for the next request. All requests draw from one random sequence, in their order. */
        int next(Random random);
    }

    /** The lengths in a file: of its prompts, or of its answers. */
    record OfFile(PromptFile file) implements TokenLengths {
        @Override
        public String toString() {
            return "the file's own";
        }
    }

    /** The same length for all requests.
     *
     * @param tokens at least 1
     */
    record Exactly(int tokens) implements Drawn {
        @Override
        public int next(Random random) {
            return tokens;
        }

        @Override
        public String toString() {
            return Integer.toString(tokens);
        }
    }

    /**
     * A uniform distribution: each whole number from {@code least} to {@code most} is equally likely.
     *
     * @param least at least 1
     * @param most no fewer than {@code least}
     */
    record Uniform(int least, int most) implements Drawn {
        @Override
        public int next(Random random) {
            return least + random.nextInt(most - least + 1);
        }

        @Override
        public String toString() {
            return "uniform " + least + " to " + most;
        }
    }

    /**
     * A normal distribution, rounded to whole tokens. A value outside the range becomes the nearer end of the range.
     *
     * @param least at least 1
     * @param most no fewer than {@code mean}, which is no fewer than {@code least}
     */
    record Normal(int mean, int sd, int least, int most) implements Drawn {
        @Override
        public int next(Random random) {
            return Math.clamp(Math.round(mean + sd * random.nextGaussian()), least, most);
        }

        @Override
        public String toString() {
            return "normal " + mean + " ± " + sd + " within " + least + " to " + most;
        }
    }

    /** Reads the value of a required key: a whole number or a distribution. Absent, with a problem, if it cannot be read. */
    static @Nullable TokenLengths read(String key, Fields fields, Problems problems) {
        if (!(fields.optional(key) instanceof Node.Mapping mapping)) {
            var tokens = fields.count(key, MOST_TOKENS);
            return tokens == null ? null : new Exactly(tokens);
        }
        var forms = new Fields(mapping, "'" + key + "'", problems);
        var uniform = forms.optional("uniform");
        var normal = forms.optional("normal");
        forms.refuseOthers(PlanReading.LATER);
        if ((uniform == null) == (normal == null)) {
            problems.add(
                    mapping.place(),
                    "'" + key + "' must be a whole number, {uniform: [100, 400]} or"
                            + " {normal: {mean: 200, sd: 50, min: 10, max: 400}}");
            return null;
        }
        return uniform == null ? normal(normal, problems) : uniform(uniform, problems);
    }

    private static @Nullable TokenLengths uniform(Node node, Problems problems) {
        var bounds = node instanceof Node.Sequence sequence
                ? sequence.items().stream().map(TokenLengths::tokens).toList()
                : List.<Integer>of();
        if (bounds.size() == 2 && bounds.getFirst() > 0 && bounds.getFirst() <= bounds.getLast()) {
            return new Uniform(bounds.getFirst(), bounds.getLast());
        }
        problems.add(
                node.place(),
                "'uniform' must be a list of the lowest and the highest number of tokens, such as [100, 400], found "
                        + node.found());
        return null;
    }

    /** Returns a number of tokens; 0 if the node is not one. */
    private static int tokens(Node node) {
        return node instanceof Node.Scalar scalar
                        && scalar.kind() == Node.Kind.NUMBER
                        && scalar.text().matches("[0-9]{1,7}")
                ? Integer.parseInt(scalar.text())
                : 0;
    }

    private static @Nullable TokenLengths normal(@Nullable Node node, Problems problems) {
        var fields = Fields.of(node, "'normal'", problems);
        if (fields == null) {
            return null;
        }
        var mean = fields.count("mean", MOST_TOKENS);
        var sd = fields.count("sd", MOST_TOKENS);
        var least = fields.count("min", MOST_TOKENS);
        var most = fields.count("max", MOST_TOKENS);
        fields.refuseOthers(PlanReading.LATER);
        if (mean == null || sd == null || least == null || most == null) {
            return null;
        }
        if (least <= mean && mean <= most) {
            return new Normal(mean, sd, least, most);
        }
        problems.add(
                fields.place(),
                "the 'mean' of 'normal' must lie from 'min' to 'max', found " + mean + " and " + least + " to " + most);
        return null;
    }
}
