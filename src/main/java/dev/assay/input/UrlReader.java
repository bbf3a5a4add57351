package dev.assay.input;

import java.net.URI;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads the URL of a server that a person wrote in an option or in a file.
 *
 * @param place the option or key that has the URL, as messages name it: {@code -Dassay.endpoint}, {@code 'proxy'}
 * @param example a valid URL
 * @param secrets a sentence that says where a user or a password belongs
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

    /** Reads a text. No message shows a user or a password. */
    public Reading read(String text) {
        try {
            var url = URI.create(text);
            var http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return http && url.getHost() != null && url.getRawUserInfo() == null && fits.test(url)
                    ? new Reading.Read(url)
                    : refused(text);
        } catch (IllegalArgumentException e) {
            return refused(text);
        }
    }

    private Reading refused(String text) {
        if (text.contains("@")) {
            return new Reading.Refused(place + " has a user or a password, which must not be there. " + secrets);
        }
        var host = HOST.matcher(text);
        // Container tools give such names. For Java a URL with such a name has no host.
        if (host.matches() && host.group(1).contains("_")) {
            return new Reading.Refused(place + ": the host name [" + host.group(1)
                    + "] has a '_', which is not allowed in host names. Write the host's IP address, or give the"
                    + " host another name, such as [" + host.group(1).replace('_', '-') + "].");
        }
        return new Reading.Refused(place + " must be a URL such as " + example + ", found [" + text + "].");
    }
}
