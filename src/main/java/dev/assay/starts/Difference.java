package dev.assay.starts;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition in which two run sets differ.
 *
 * @param fact its name, without the word "server": {@code gpu}, {@code version}, {@code concurrency}
 * @param here its value in the first set, "not known" or "none" if that does not say it
 * @param there its value in the second set
 */
public record Difference(Kind kind, String fact, String here, String there) {
    /** The condition that says how many tokens all prompts of a load test have together. */
    public static final String INPUT_TOKENS = "input tokens in all";
    /** The condition that says how many tokens all answers of a load test have together. */
    public static final String OUTPUT_TOKENS = "output tokens in all";
    /** The conditions that are counts of tokens. */
    public static final Set<String> TOKENS = Set.of(INPUT_TOKENS, OUTPUT_TOKENS);

    static final String UNKNOWN = "not known";
    /** The value of what a test could send, and does not. */
    static final String NONE = "none";

    /** Two loads are alike if their tokens differ by at most this part: where lengths are drawn, each run draws others. */
    private static final double MOST_TOKENS_APART = 0.01;

    private static final String OF_THE_SERVER = "server ";
    /** What says how a server was reached and started, and changes no time by itself. */
    private static final Set<String> OF_THE_WAY = Set.of(
            "server start",
            "server command",
            "server arguments from",
            "server gpus",
            "server proxy",
            "server listed",
            "server changed");
    /** The name of a fact of the server that the plan has too, with another meaning. */
    private static final Map<String, String> RENAMED =
            Map.of("server model", "served model", "server engine", "engine that answers");
    /** What a server says where it does not know a fact. */
    private static final String NOT_FOUND_OUT = "not found out";

    /** What a difference means. One line each. */
    public enum Kind {
        /** Times of other GPUs say nothing about these. */
        GPU("gpu", Set.of("server gpu", "server gpu-memory", "server mig")),
        MODEL("model", Set.of("model")),
        PRECISION("precision", Set.of("precision")),
        /** Requests, tokens, concurrency, prompts, questions: all that a test sends. */
        LOAD("load", Set.of()),
        /** What a comparison is often made for: engine, version, arguments, driver. */
        SERVER("server", Set.of("engine"));

        private final String word;
        private final Set<String> facts;

        Kind(String word, Set<String> facts) {
            this.word = word;
            this.facts = facts;
        }

        /** Returns the word that allows it on the command line. */
        public String word() {
            return word;
        }

        /** Returns the kinds that make two run sets unlike. */
        public static List<Kind> refused() {
            return List.of(GPU, MODEL, PRECISION, LOAD);
        }

        /** Returns the kind of a word that {@link #refused()} has; empty if it is another word. */
        public static Optional<Kind> of(String word) {
            return refused().stream().filter(kind -> kind.word.equals(word)).findFirst();
        }

        /** A fact that is not listed comes from the server's report, or it says what was sent. */
        private static Kind ofFact(String fact) {
            return Arrays.stream(values())
                    .filter(kind -> kind.facts.contains(fact))
                    .findFirst()
                    .orElse(fact.startsWith(OF_THE_SERVER) ? SERVER : LOAD);
        }
    }

    /**
     * Returns how the conditions of two run sets differ, by the first sound measurement of each. What only one server reports about itself is no
     * difference, unless it is its GPU. Token counts are means over the measurements, and may differ by 1 %.
     */
    public static List<Difference> between(RunSet here, RunSet there) {
        var first = here.first();
        var other = there.first();
        if (first.isEmpty() || other.isEmpty()) {
            return List.of();
        }
        var facts = new LinkedHashSet<>(first.get().conditions().keySet());
        facts.addAll(other.get().conditions().keySet());
        facts.removeAll(OF_THE_WAY);
        return facts.stream()
                .flatMap(
                        fact -> between(fact, value(here, first.get(), fact), value(there, other.get(), fact)).stream())
                .toList();
    }

    /**
     * Returns how the conditions of two measurements of one set differ, in what forbids a comparison. Token counts may differ from start to start where
     * lengths are drawn; their mean is compared.
     *
     * @return {@code gpu [NVIDIA L40S] and [NVIDIA H200]}; empty if they do not
     */
    public static Optional<String> ofRepeats(MeasuredStart first, MeasuredStart other) {
        var differences = between(new RunSet("", List.of(first)), new RunSet("", List.of(other))).stream()
                .filter(each -> Kind.refused().contains(each.kind()) && !TOKENS.contains(each.fact()))
                .map(each -> each.fact() + " [" + each.here() + "] and [" + each.there() + "]")
                .collect(Collectors.joining("; "));
        return differences.isEmpty() ? Optional.empty() : Optional.of(differences);
    }

    private static Optional<Difference> between(String fact, @Nullable String here, @Nullable String there) {
        var kind = Kind.ofFact(fact);
        var unsaid = kind == Kind.SERVER && (here == null || there == null);
        if (unsaid || alike(fact, here, there)) {
            return Optional.empty();
        }
        var plain = fact.startsWith(OF_THE_SERVER) ? fact.substring(OF_THE_SERVER.length()) : fact;
        var name = RENAMED.getOrDefault(fact, plain);
        var missing = kind == Kind.LOAD ? NONE : UNKNOWN;
        return Optional.of(new Difference(kind, name, here == null ? missing : here, there == null ? missing : there));
    }

    private static boolean alike(String fact, @Nullable String here, @Nullable String there) {
        if (here == null || there == null) {
            return here == null && there == null;
        }
        if (!TOKENS.contains(fact)) {
            return here.equals(there);
        }
        var mine = Double.parseDouble(here);
        var its = Double.parseDouble(there);
        return Math.abs(mine - its) <= MOST_TOKENS_APART * Math.max(mine, its);
    }

    private static @Nullable String value(RunSet set, MeasuredStart first, String fact) {
        if (!TOKENS.contains(fact)) {
            return known(first.conditions().get(fact));
        }
        var mean = mean(set, fact);
        return mean.isPresent() ? Long.toString(Math.round(mean.getAsDouble())) : null;
    }

    private static OptionalDouble mean(RunSet set, String fact) {
        return set.sound().stream()
                .flatMap(start -> Optional.ofNullable(start.conditions().get(fact)).stream())
                .mapToLong(Long::parseLong)
                .average();
    }

    private static @Nullable String known(@Nullable String value) {
        return value == null || value.equals(NOT_FOUND_OUT) ? null : value;
    }

    /** Returns differences in one line: {@code gpu [NVIDIA L40S] here and [NVIDIA H200] there}. */
    public static String said(List<Difference> differences) {
        return differences.stream().map(Difference::toString).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return fact + " [" + here + "] here and [" + there + "] there";
    }
}
