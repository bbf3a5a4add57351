package dev.assay.input;

import java.net.URI;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads the URL of a server where people write one: in a property, or in a file.
 *
 * @param place what holds it, as messages name it: {@code -Dassay.endpoint}, {@code 'proxy'}
 * @param example a URL that fits
 * @param secrets where a user or a password belongs, as a sentence
 * @param fits what a URL must be beside one with a host, over HTTP or HTTPS
 */
public record UrlReader(String place, String example, String secrets, Predicate<URI> fits) {
    private static final Pattern HOST = Pattern.compile("https?://([^/:@?#]+)(?::[0-9]+)?(?:[/?#][^@]*)?");

    /** Reads URLs that may have a path. */
    public UrlReader(String place, String example, String secrets) {
        this(place, example, secrets, url -> true);
    }

    /** What a text is. */
    public sealed interface Reading {
        /** It fits. */
        record Read(URI url) implements Reading {}

        /**
         * It does not fit.
         *
         * @param message what is wrong with it, and what fits
         */
        record Refused(String message) implements Reading {}
    }

    /** Reads a text. A user or a password in it stands in no message. */
    public Reading read(String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            return refused(text);
        }
        if (url.getRawUserInfo() != null || (url.getHost() == null && text.contains("@"))) {
            return new Reading.Refused(place + " holds a user or a password, which must not stand there. " + secrets);
        }
        var http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        return http && url.getHost() != null && fits.test(url) ? new Reading.Read(url) : refused(text);
    }

    private Reading refused(String text) {
        var host = HOST.matcher(text);
        // Container tools give such names; Java knows no host in a URL that has one.
        if (host.matches() && host.group(1).contains("_")) {
            return new Reading.Refused(place + ": the host name [" + host.group(1)
                    + "] has a '_', which the name of a host cannot have. Write the host's IP address, or give it another"
                    + " name, such as [" + host.group(1).replace('_', '-') + "].");
        }
        return new Reading.Refused(place + " must be a URL such as " + example + ", found "
                + (text.contains("@")
                        ? "something else, which is not shown: it may hold a password."
                        : "[" + text + "]."));
    }
}
