package dev.assay.wire;

import dev.assay.wire.secrets.Secrets;
import java.net.http.HttpRequest;
import java.util.Map;

/**
 * What every request to a server carries, keys included, and the route that it takes. The values are shown nowhere; if the server repeats a secret, it is
 * replaced wherever an answer comes in.
 *
 * @param byName the value of each header, by its name
 * @param secrets what must not stand in anything that comes from the server
 * @param route how requests reach the server
 */
public record RequestHeaders(Map<String, String> byName, Secrets secrets, Route route) {
    /** No header. */
    public static final RequestHeaders NONE = new RequestHeaders(Map.of(), Secrets.NONE);

    public RequestHeaders {
        byName = Map.copyOf(byName);
    }

    /** Headers of requests that go directly to the server. */
    public RequestHeaders(Map<String, String> byName, Secrets secrets) {
        this(byName, secrets, Route.DIRECT);
    }

    /** Returns the same headers for another route. */
    public RequestHeaders by(Route other) {
        return new RequestHeaders(byName, secrets, other);
    }

    /** Returns no header and no proxy, for another server, which is not told the secrets and may know them all the same. */
    public RequestHeaders unsent() {
        return new RequestHeaders(Map.of(), secrets, Route.DIRECT);
    }

    HttpRequest.Builder on(HttpRequest.Builder request) {
        byName.forEach(request::header);
        return request;
    }

    @Override
    public String toString() {
        return "RequestHeaders" + byName.keySet();
    }
}
