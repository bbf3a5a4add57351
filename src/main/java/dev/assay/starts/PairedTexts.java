package dev.assay.starts;

import dev.assay.figures.texts.TextScore;
import dev.assay.stats.RatioOfSums;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The same texts, read by a reference and by a test that is compared with it, token by token. */
public final class PairedTexts {
    private final List<Pair> pairs;

    private PairedTexts(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /** One text. */
    private record Pair(TextScore is, TextScore was) {
        /** Returns at how many of the places with a log-probability both sides have the same most probable token. */
        int agreed() {
            var agreed = 0;
            for (var i = 0; i < is.count(); i++) {
                var top = is.scored().get(i).top();
                agreed += top != null && top.equals(was.scored().get(i).top()) ? 1 : 0;
            }
            return agreed;
        }

        /** Returns whether both sides name the most probable token at every place. */
        boolean hasTops() {
            return is.scored().stream().allMatch(token -> token.top() != null)
                    && was.scored().stream().allMatch(token -> token.top() != null);
        }
    }

    /** Returns why the texts cannot be paired, with the place; empty if they can. */
    public static Optional<String> unpaired(MeasuredStart now, MeasuredStart reference) {
        var ids = new LinkedHashSet<>(now.texts().keySet());
        ids.addAll(reference.texts().keySet());
        if (ids.isEmpty()) {
            return Optional.of("no text has log-probabilities");
        }
        return ids.stream()
                .flatMap(id ->
                        difference(id, now.texts().get(id), reference.texts().get(id)).stream())
                .findFirst();
    }

    private static Optional<String> difference(String id, @Nullable TextScore is, @Nullable TextScore was) {
        if (is == null || was == null) {
            return Optional.of("the text " + id + " has log-probabilities "
                    + (is == null ? "only in the reference" : "here and none in the reference"));
        }
        var here = is.tokens().size();
        var there = was.tokens().size();
        if (here != there) {
            return Optional.of("the two sides read other tokens: the text " + id + " has " + here + " tokens here and "
                    + there + " in the reference");
        }
        for (var i = 0; i < here; i++) {
            var ours = is.tokens().get(i);
            var theirs = was.tokens().get(i);
            if (!ours.token().equals(theirs.token())) {
                return Optional.of("the two sides read other tokens: token " + (i + 1) + " of the text " + id + " is ["
                        + ours.token() + "] here and [" + theirs.token() + "] in the reference");
            }
            if ((ours.logprob() == null) != (theirs.logprob() == null)) {
                return Optional.of("token " + (i + 1) + " of the text " + id + " has a log-probability only "
                        + (ours.logprob() == null ? "in the reference" : "here"));
            }
        }
        return Optional.empty();
    }

    /** Returns the pairs; {@link #unpaired} must have found nothing. */
    public static PairedTexts of(MeasuredStart now, MeasuredStart reference) {
        return new PairedTexts(now.texts().values().stream()
                .map(is -> new Pair(is, Objects.requireNonNull(reference.texts().get(is.id()))))
                .toList());
    }

    public int size() {
        return pairs.size();
    }

    public int tokens() {
        return pairs.stream().mapToInt(pair -> pair.is.count()).sum();
    }

    /** Returns −Σ log-probability / tokens now. */
    public double now() {
        return sum(pair -> pair.is.nll()) / tokens();
    }

    /** Returns −Σ log-probability / tokens of the reference. */
    public double reference() {
        return sum(pair -> pair.was.nll()) / tokens();
    }

    private double sum(ToDoubleFunction<Pair> part) {
        return pairs.stream().mapToDouble(part).sum();
    }

    /** Returns the relative change, Σ nll now / Σ nll of the reference − 1, by text; the reference must not be 0. */
    public RatioOfSums change() {
        return ratio(pair -> pair.is.nll(), pair -> pair.was.nll()).minus(1);
    }

    /** Returns the mean difference of a token's negative log-probability, now minus reference, by text. */
    public RatioOfSums perToken() {
        return ratio(pair -> pair.is.nll() - pair.was.nll(), pair -> pair.is.count());
    }

    /** Returns the share of places at which both sides have the same most probable token, by text; empty if a side does not say which one it is. */
    public Optional<RatioOfSums> agreement() {
        return pairs.stream().allMatch(Pair::hasTops)
                ? Optional.of(ratio(Pair::agreed, pair -> pair.is.count()))
                : Optional.empty();
    }

    private RatioOfSums ratio(ToDoubleFunction<Pair> numerator, ToDoubleFunction<Pair> denominator) {
        return RatioOfSums.of(
                pairs.stream().mapToDouble(numerator).toArray(),
                pairs.stream().mapToDouble(denominator).toArray());
    }
}
