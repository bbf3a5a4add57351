package dev.assay.wire.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.trace.Body;
import dev.assay.trace.Payload;
import dev.assay.trace.Transcript;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts that a server is told and that must stand in nothing that the gate writes, because the server may repeat them. Where one stands, in any form that {@code
 * Needles} knows, there are asterisks in its place, as many as it takes bytes, so that every byte keeps its place and its time.
 */
public final class Secrets {
    /** There are none. */
    public static final Secrets NONE = new Secrets(List.of());

    /** The shortest text that counts as a secret, in characters. Without shorter ones answers would be damaged. */
    private static final int SHORTEST = 8;

    private static final byte STAR = '*';
    private static final Pattern BASIC = Pattern.compile("(?i)(?:Basic|Bearer)\\s+(\\S+)");

    private final List<String> texts;
    private final Needles needles;

    private Secrets(List<String> texts) {
        this.texts = texts;
        this.needles = new Needles(texts);
    }

    /** Returns secrets with these texts. A text that is too short to be one is left out; of the value of a header of the form {@code Basic}, the password is one too. */
    public static Secrets of(Collection<String> texts) {
        var all = texts.stream()
                .flatMap(text -> Stream.concat(Stream.of(text), inside(text)))
                .filter(text -> text.length() >= SHORTEST)
                .distinct()
                .toList();
        return all.isEmpty() ? NONE : new Secrets(all);
    }

    private static Stream<String> inside(String text) {
        var scheme = BASIC.matcher(text.strip());
        if (!scheme.matches()) {
            return Stream.of();
        }
        return Stream.concat(Stream.of(scheme.group(1)), password(scheme.group(1)));
    }

    private static Stream<String> password(String packed) {
        try {
            var pair = new String(Base64.getDecoder().decode(packed), UTF_8);
            return pair.contains(":") ? Stream.of(pair.substring(pair.indexOf(':') + 1)) : Stream.of();
        } catch (IllegalArgumentException e) {
            // It is a token of another kind.
            return Stream.of();
        }
    }

    /** Returns these and others. */
    public Secrets and(Secrets others) {
        return of(Stream.concat(texts.stream(), others.texts.stream()).toList());
    }

    /** Returns a text without them. */
    public String strikeOut(String text) {
        if (texts.isEmpty()) {
            return text;
        }
        var bytes = text.getBytes(UTF_8);
        return strike(bytes) ? new String(bytes, UTF_8) : text;
    }

    /** Returns the body that these bytes of an answer make without them, also where the events of a stream have a part of one each. */
    public Body body(Payload bytes) {
        if (texts.isEmpty()) {
            return Body.of(bytes);
        }
        var struck = bytes.toByteArray();
        strike(struck);
        var body = Body.of(Payload.of(struck));
        if (!isIn(body.transcript()) && !hasTextsBesideTheAnswer(struck)) {
            return body;
        }
        if (DividedTexts.strike(struck, this)) {
            body = Body.of(Payload.of(struck));
        }
        if (isIn(body.transcript())) {
            // Nothing that holds a secret is kept; the reads still point into as many bytes.
            Arrays.fill(struck, STAR);
            body = Body.of(Payload.of(struck));
        }
        return body;
    }

    /** Returns whether events may have texts that are no part of the answer: why it is refused, or the tokens with their probabilities. */
    private static boolean hasTextsBesideTheAnswer(byte[] bytes) {
        var text = new String(bytes, ISO_8859_1);
        return text.contains("\"refusal\":\"") || text.contains("\"logprobs\":{");
    }

    private boolean isIn(Transcript answer) {
        return Stream.of(answer.text(), answer.reasoning(), answer.calls().toString())
                .anyMatch(text -> !strikeOut(text).equals(text));
    }

    /** Returns a stream that passes on what is written into it, without them. What may be the beginning of one waits for what follows, or for the end. */
    public OutputStream into(OutputStream out) {
        return texts.isEmpty() ? out : new StruckStream(out, this);
    }

    /** Replaces them in all bytes, and returns whether there was one. */
    boolean strike(byte[] bytes) {
        var before = bytes.clone();
        strike(bytes, bytes.length, true);
        return !Arrays.equals(before, bytes);
    }

    /**
     * Replaces them in the first bytes as far as that can be known before more bytes come.
     *
     * @param last whether no more come
     * @return how many bytes are as they shall be
     */
    int strike(byte[] bytes, int size, boolean last) {
        for (var at = 0; at < size; ) {
            var length = needles.match(bytes, at, size, last);
            if (length == Needles.MORE) {
                return at;
            }
            Arrays.fill(bytes, at, at + length, STAR);
            at += Math.max(1, length);
        }
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secrets secrets && texts.equals(secrets.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return texts.size() + " secrets";
    }
}
