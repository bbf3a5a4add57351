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
    private static final double LEVEL = 0.95;
    private static final String OTHER = "the two sides read other tokens: ";

    private final List<Pair> pairs;

    private PairedTexts(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /** One text. */
    private record Pair(String id, MeasuredText is, MeasuredText was) {
        /** Returns at how many of the places with a log-probability both sides have the same most probable token; empty if a side does not say. */
        Optional<Integer> agreed() {
            return is.score().flatMap(now -> was.score().flatMap(then -> agreed(now, then)));
        }

        private static Optional<Integer> agreed(TextScore now, TextScore then) {
            var agreed = 0;
            for (var i = 0; i < now.count(); i++) {
                var here = now.scored().get(i).top();
                var there = then.scored().get(i).top();
                if (here == null || there == null) {
                    return Optional.empty();
                }
                agreed += here.equals(there) ? 1 : 0;
            }
            return Optional.of(agreed);
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

    private static Optional<String> difference(String id, @Nullable MeasuredText is, @Nullable MeasuredText was) {
        if (is == null || was == null) {
            return Optional.of("the text " + id + " has log-probabilities "
                    + (is == null ? "only in the reference" : "here and none in the reference"));
        }
        if (is.tokens() != was.tokens()) {
            return Optional.of(OTHER + "the text " + id + " has " + is.tokens() + " tokens here and " + was.tokens()
                    + " in the reference");
        }
        if (!is.sha256().equals(was.sha256())) {
            return Optional.of(OTHER
                    + is.score()
                            .flatMap(now -> was.score().flatMap(then -> token(id, now, then)))
                            .orElse("those of the text " + id + " have another hash here (" + is.sha256()
                                    + ") than in the reference (" + was.sha256() + ")"));
        }
        return is.scored() == was.scored()
                ? Optional.empty()
                : Optional.of("token 1 of the text " + id + " has a log-probability only "
                        + (is.scored() < was.scored() ? "in the reference" : "here"));
    }

    /** Returns the first token that differs. */
    private static Optional<String> token(String id, TextScore now, TextScore then) {
        for (var i = 0; i < now.tokens().size(); i++) {
            var here = now.tokens().get(i).token();
            var there = then.tokens().get(i).token();
            if (!here.equals(there)) {
                return Optional.of("token " + (i + 1) + " of the text " + id + " is [" + here + "] here and [" + there
                        + "] in the reference");
            }
        }
        return Optional.empty();
    }

    /** Returns the pairs; {@link #unpaired} must have found nothing. */
    public static PairedTexts of(MeasuredStart now, MeasuredStart reference) {
        return new PairedTexts(now.texts().entrySet().stream()
                .map(is -> new Pair(
                        is.getKey(),
                        is.getValue(),
                        Objects.requireNonNull(reference.texts().get(is.getKey()))))
                .toList());
    }

    /** Returns each text with its change. */
    public TextChanges changes() {
        var mean = perToken();
        return new TextChanges(
                pairs.stream()
                        .map(pair -> new TextChange(
                                pair.id,
                                pair.is.scored(),
                                pair.is.nll() / pair.is.scored(),
                                pair.was.nll() / pair.is.scored()))
                        .toList(),
                mean.value(),
                Optional.of(mean.interval(LEVEL)).filter(interval -> Double.isFinite(interval.low())));
    }

    public int size() {
        return pairs.size();
    }

    public int tokens() {
        return pairs.stream().mapToInt(pair -> pair.is.scored()).sum();
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
        return ratio(pair -> pair.is.nll() - pair.was.nll(), pair -> pair.is.scored());
    }

    /** Returns the share of places at which both sides have the same most probable token, by text; empty if a side does not say which one it is. */
    public Optional<RatioOfSums> agreement() {
        return pairs.stream().allMatch(pair -> pair.agreed().isPresent())
                ? Optional.of(ratio(pair -> pair.agreed().orElseThrow(), pair -> pair.is.scored()))
                : Optional.empty();
    }

    private RatioOfSums ratio(ToDoubleFunction<Pair> numerator, ToDoubleFunction<Pair> denominator) {
        return RatioOfSums.of(
                pairs.stream().mapToDouble(numerator).toArray(),
                pairs.stream().mapToDouble(denominator).toArray());
    }
}
