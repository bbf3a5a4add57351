package dev.assay.load;

import dev.assay.wire.Request;
import java.util.List;

/** A way to send a list of requests. */
public sealed interface LoadLoop permits ClosedLoop, OpenLoop {
    /** Sends the requests in order: first those that warm the server, to their end, then the others. */
    default void run(List<Request> requests) {
        run(requests, () -> {});
    }

    /** Does so too, and in between, when all that warm the server are over and none of the others is sent yet, what else is given. */
    void run(List<Request> requests, Runnable warmed);

    static List<Request> warmups(List<Request> requests) {
        return requests.stream().filter(Request::warmup).toList();
    }

    static List<Request> measured(List<Request> requests) {
        return requests.stream().filter(request -> !request.warmup()).toList();
    }
}
