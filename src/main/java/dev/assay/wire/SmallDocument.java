package dev.assay.wire;

import java.net.ProtocolException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a small document, such as a list of models, as UTF-8 text. One that does not end must not fill the memory. */
final class SmallDocument implements HttpResponse.BodySubscriber<String> {
    private static final int LONGEST = 16 << 20;

    private final HttpResponse.BodySubscriber<String> text =
            HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
    private Flow.@Nullable Subscription subscription;
    private long size;

    @Override
    public CompletionStage<String> getBody() {
        return text.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        text.onSubscribe(begun);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        size += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (size <= LONGEST || subscription == null) {
            text.onNext(buffers);
        } else {
            subscription.cancel();
            text.onError(
                    new ProtocolException("the answer was longer than 16 MiB, so the client closed the connection"));
        }
    }

    @Override
    public void onError(Throwable why) {
        text.onError(why);
    }

    @Override
    public void onComplete() {
        text.onComplete();
    }
}
