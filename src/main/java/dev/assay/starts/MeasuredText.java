package dev.assay.starts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.figures.texts.TextScore;
import dev.assay.trace.TokenLogprob;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The log-probabilities of one text, as far as they are kept.
 *
 * @param tokens how many tokens the text has
 * @param scored how many of them have a log-probability: all, or all but the first
 * @param nll −Σ log-probability, in nats
 * @param sha256 the beginning of the hash of its tokens, 16 digits of lower-case hex, by which other tokens are told
 * @param score every token with its log-probability; empty: of a baseline, which does not keep them
 */
public record MeasuredText(int tokens, int scored, double nll, String sha256, Optional<TextScore> score) {
    private static final int DIGITS = 16;

    /** Returns what was measured of a text. */
    public static MeasuredText of(TextScore score) {
        return new MeasuredText(score.tokens().size(), score.count(), score.nll(), hash(score), Optional.of(score));
    }

    /** Returns the same without its tokens, and with another sum. */
    public MeasuredText stored(double sum) {
        return new MeasuredText(tokens, scored, sum, sha256, Optional.empty());
    }

    private static String hash(TextScore score) {
        var tokens = score.tokens().stream().map(TokenLogprob::token).collect(Collectors.joining("\0"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(tokens.getBytes(UTF_8)))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
