package dev.assay.figures.texts;

import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.texts.FixedText;
import dev.assay.recording.Recording;
import dev.assay.stats.Interval;
import dev.assay.stats.RatioOfSums;
import dev.assay.trace.TokenLogprob;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The log-probabilities of all texts of a test.
 *
 * @param all the texts that have them, in their order
 * @param unscored the texts that have none that can be used
 */
public record TextScores(List<TextScore> all, List<Unscored> unscored) {
    private static final double LEVEL = 0.95;

    /** vLLM writes minus infinity as this number, because JSON has no infinite numbers. */
    private static final double INFINITE = -9999;

    /** That many tokens of a text in a row do not have the same probability by chance. */
    private static final int FEWEST_ALIKE = 8;

    /** Rounding may bring the logarithm of a probability near 1 above 0. */
    private static final double ROUNDING = 0.001;

    public TextScores {
        all = List.copyOf(all);
        unscored = List.copyOf(unscored);
    }

    /**
     * A text whose log-probabilities cannot be used.
     *
     * @param reason what is wrong with them, with the number of the token where it is about one
     */
    public record Unscored(String id, String reason) {
        @Override
        public String toString() {
            return "text " + id + ": " + reason;
        }
    }

    /** Returns the id of the request for a text. */
    public static String requestId(LogProbabilities test, FixedText text) {
        return test.name() + "-" + text.id();
    }

    /** Reads the log-probabilities of a recording. */
    public static TextScores of(LogProbabilities test, Recording recording) {
        var traces = recording.measured().stream().collect(Collectors.toMap(Trace::id, Function.identity()));
        var all = new ArrayList<TextScore>();
        var unscored = new ArrayList<Unscored>();
        for (var text : test.texts().texts()) {
            var trace = traces.get(requestId(test, text));
            if (trace == null || !trace.complete()) {
                unscored.add(new Unscored(
                        text.id(), trace == null ? "not sent" : trace.ending().describe()));
                continue;
            }
            var usage = trace.transcript().usage();
            var tokens = trace.body().logprobs();
            objection(usage, tokens)
                    .ifPresentOrElse(
                            reason -> unscored.add(new Unscored(text.id(), reason)),
                            () -> all.add(new TextScore(
                                    text.id(), tokens.subList(0, usage == null ? 0 : usage.promptTokens()))));
        }
        return new TextScores(all, unscored);
    }

    /** Returns why the log-probabilities of an answer cannot be used; empty if they can. */
    private static Optional<String> objection(Transcript.@Nullable Usage usage, List<TokenLogprob> tokens) {
        if (usage == null) {
            return Optional.of("the answer has no usage, so it is not known how many tokens the text has");
        }
        var prompt = usage.promptTokens();
        if (tokens.isEmpty()) {
            return Optional.of("the answer has no log-probabilities: the server does not give them for a streamed"
                    + " completion with 'echo', or a gateway removes them");
        }
        if (tokens.size() != prompt && tokens.size() != prompt + usage.completionTokens()) {
            return Optional.of("the answer has log-probabilities of " + tokens.size()
                    + (tokens.size() == 1 ? " token" : " tokens") + ", and the text has " + prompt
                    + " tokens by its usage: the server or a gateway does not apply 'echo'");
        }
        if (prompt < 2) {
            return Optional.of("it has " + prompt + (prompt == 1 ? " token" : " tokens")
                    + ", and only a token after another one has a log-probability: remove it, or make it longer");
        }
        for (var i = 0; i < prompt; i++) {
            var wrong = objection(tokens.get(i), i);
            if (wrong.isPresent()) {
                return Optional.of("token " + (i + 1) + " of " + prompt + " ["
                        + tokens.get(i).token() + "] " + wrong.get());
            }
        }
        return constant(tokens.subList(1, prompt));
    }

    /** A server that does not compute them may fill in one number, such as 0, with which a broken model would look perfect. */
    private static Optional<String> constant(List<TokenLogprob> tokens) {
        var first = tokens.getFirst().logprob();
        return tokens.size() >= FEWEST_ALIKE
                        && tokens.stream().allMatch(token -> Objects.equals(token.logprob(), first))
                ? Optional.of("all its tokens but the first have the log-probability " + first
                        + ", which no model gives: the server or a gateway fills it in")
                : Optional.empty();
    }

    private static Optional<String> objection(TokenLogprob token, int index) {
        var logprob = token.logprob();
        if (logprob == null) {
            return index == 0 ? Optional.empty() : Optional.of("has no log-probability");
        }
        if (!(logprob > INFINITE)) {
            return Optional.of(
                    "has the log-probability " + logprob + ", which stands for minus infinity: its probability is 0");
        }
        return logprob > ROUNDING
                ? Optional.of("has the log-probability " + logprob + ", and none is above 0")
                : Optional.empty();
    }

    /** Returns how many tokens have a log-probability. */
    public int tokens() {
        return all.stream().mapToInt(TextScore::count).sum();
    }

    /** Returns −Σ log-probability / tokens in nats; empty if no text has a log-probability. */
    public Optional<Double> nll() {
        return all.isEmpty() ? Optional.empty() : Optional.of(ratio().value());
    }

    /** Returns the 95 % interval of a figure, with texts as the sample; empty with fewer than two texts. */
    public Optional<Interval> interval(TextFigure figure) {
        if (all.size() < 2) {
            return Optional.empty();
        }
        var nll = ratio().interval(LEVEL);
        return Optional.of(new Interval(figure.of(nll.low()), figure.of(nll.high()), LEVEL));
    }

    private RatioOfSums ratio() {
        return RatioOfSums.of(
                all.stream().mapToDouble(TextScore::nll).toArray(),
                all.stream().mapToDouble(TextScore::count).toArray());
    }
}
