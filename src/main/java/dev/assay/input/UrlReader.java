package dev.assay.input;

import java.net.URI;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the URL of a server that a person wrote in an option or in a file.
 *
 * @param place the option or key that has the URL, as messages name it: {@code -Dassay.endpoint}, {@code 'proxy'}
 * @param example a valid URL
 * @param secrets a sentence that says where a user, a password or a key belongs
 * @param fits further conditions on the URL, which always must have a host and use HTTP or HTTPS
 */
public record UrlReader(String place, String example, String secrets, Predicate<URI> fits) {
    private static final Pattern HOST = Pattern.compile("https?://([^/:@?#]+)(?::[0-9]+)?(?:[/?#][^@]*)?");

    /** Reads URLs that may have a path. */
    public UrlReader(String place, String example, String secrets) {
        this(place, example, secrets, url -> true);
    }

    /** The result of reading a text. */
    public sealed interface Reading {
        /** The URL is valid. */
        record Read(URI url) implements Reading {}

        /**
         * The text is not a valid URL.
         *
         * @param message what was found and what was expected
         */
        record Refused(String message) implements Reading {}
    }

    /** Reads a text. No message shows a user, a password, or what stands behind a question mark, which may be a key. */
    public Reading read(String text) {
        try {
            var url = URI.create(text);
            var http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return http && url.getHost() != null && url.getRawUserInfo() == null && !hasKey(url) && fits.test(url)
                    ? new Reading.Read(url)
                    : refused(text);
        } catch (IllegalArgumentException e) {
            return refused(text);
        }
    }

    private static boolean hasKey(URI url) {
        return Stream.ofNullable(url.getRawQuery())
                .flatMap(query -> Arrays.stream(query.split("[&;]", -1)))
                .anyMatch(member -> SecretText.isNamedBy(member.replaceFirst("=.*", "")));
    }

    private Reading refused(String text) {
        if (text.contains("@")) {
            return new Reading.Refused(place + " has a user or a password, which must not be there. " + secrets);
        }
        var kept = text.replaceFirst("[?#].*", "");
        if (HOST.matcher(kept).matches() && !kept.equals(text)) {
            return new Reading.Refused(place + " has something behind [" + kept + "] that may be a key and must not be"
                    + " there. " + secrets);
        }
        var host = HOST.matcher(text);
        // Container tools give such names. For Java a URL with such a name has no host.
        if (host.matches() && host.group(1).contains("_")) {
            return new Reading.Refused(place + ": the host name [" + host.group(1)
                    + "] has a '_', which is not allowed in host names. Write the host's IP address, or give the"
                    + " host another name, such as [" + host.group(1).replace('_', '-') + "].");
        }
        return new Reading.Refused(place + " must be a URL such as " + example + ", found ["
                + (kept.equals(text) ? text : kept + "?…") + "].");
    }
}
