package dev.assay.load;

import dev.assay.wire.Request;
import java.util.List;

/** A way to send a list of requests. */
public sealed interface Loop permits ClosedLoop, OpenLoop {
    /** Sends the requests in order: first those that warm the server, to their end, then the others. */
    void run(List<Request> requests);

    static List<Request> warmups(List<Request> requests) {
        return requests.stream().filter(Request::warmup).toList();
    }

    static List<Request> measured(List<Request> requests) {
        return requests.stream().filter(request -> !request.warmup()).toList();
    }
}
