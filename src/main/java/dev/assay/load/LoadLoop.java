package dev.assay.load;

import dev.assay.wire.Request;
import java.util.List;

/** A way to send a list of requests. */
public sealed interface LoadLoop permits ClosedLoop, OpenLoop {
    /** Sends the requests in order: first the warm-up requests, until they have ended, then the others. */
    default void run(List<Request> requests) {
        run(requests, () -> {});
    }

    /** Does the same, and calls {@code warmed} after the last warm-up request has ended and before the first other request is sent. */
    void run(List<Request> requests, Runnable warmed);

    static List<Request> warmups(List<Request> requests) {
        return requests.stream().filter(Request::warmup).toList();
    }

    static List<Request> measured(List<Request> requests) {
        return requests.stream().filter(request -> !request.warmup()).toList();
    }
}
