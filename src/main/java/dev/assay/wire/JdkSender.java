package dev.assay.wire;

import dev.assay.plan.deployments.Deadlines;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends with the JDK's client, which supports TLS and proxies. Only HTTP/1.1: uvicorn loses the body of a request that offers an upgrade to HTTP/2.
 * The callbacks run on the client's selector thread, so that no other thread comes between the socket and the stamp; nothing here blocks. The client
 * does not tell whether a connection was new, so no request is sent a second time.
 */
final class JdkSender implements RequestSender {
    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    static {
        if (System.getProperty(KEEP_ALIVE) == null) {
            System.setProperty(KEEP_ALIVE, String.valueOf(Transport.KEPT.toSeconds()));
        }
    }

    private final HttpClient client;
    private final RequestHeaders headers;

    JdkSender(Deadlines deadlines, RequestHeaders headers) {
        this.headers = headers;
        this.client = headers.route()
                .on(HttpClient.newBuilder())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadlines.connect())
                .executor(Runnable::run)
                .build();
    }

    @Override
    public void carry(Exchange exchange, Consumer<@Nullable NetworkFault> whenDone) {
        var request = exchange.request();
        var http = headers.on(HttpRequest.newBuilder(request.uri()))
                .header("Content-Type", "application/json")
                .header("X-Request-Id", request.id())
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().toByteArray()))
                .build();
        exchange.stampSent();
        var work = client.sendAsync(http, info -> subscriber(info, exchange));
        exchange.stopWith(() -> work.cancel(true));
        var unused = work.whenComplete(
                (response, failure) -> whenDone.accept(failure == null ? null : NetworkFault.of(failure)));
    }

    private static HttpResponse.BodySubscriber<Void> subscriber(HttpResponse.ResponseInfo info, Exchange exchange) {
        exchange.answer(info.statusCode(), () -> joined(info.headers()), exchange.now());
        return new Stamping(exchange);
    }

    private static Map<String, String> joined(HttpHeaders headers) {
        var names = new TreeMap<String, String>();
        headers.map().forEach((name, values) -> names.put(name, String.join(",", values)));
        return names;
    }

    /** Sends a GET for a small document. */
    CompletableFuture<HttpResponse<String>> get(URI uri) {
        return client.sendAsync(headers.on(HttpRequest.newBuilder(uri)).GET().build(), info -> new SmallDocument());
    }

    /** Sends a POST without a body; the answer is a small document. */
    CompletableFuture<HttpResponse<String>> post(URI uri) {
        return client.sendAsync(
                headers.on(HttpRequest.newBuilder(uri))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                info -> new SmallDocument());
    }

    @Override
    public void close() {
        client.shutdownNow();
        try {
            client.awaitTermination(Transport.TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Stamping implements HttpResponse.BodySubscriber<Void> {
        private final Exchange exchange;
        private final CompletableFuture<Void> body = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        Stamping(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            begun.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            var now = exchange.now();
            exchange.read(buffers, now);
            if (exchange.isTooLong() && subscription != null) {
                subscription.cancel();
                onError(new ProtocolException(Exchange.TOO_LONG));
            }
        }

        @Override
        public void onError(Throwable why) {
            body.completeExceptionally(why);
        }

        @Override
        public void onComplete() {
            body.complete(null);
        }
    }
}
