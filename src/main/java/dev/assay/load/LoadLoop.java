package dev.assay.load;

import dev.assay.wire.Request;
import java.util.List;
import java.util.function.LongSupplier;

/** A way to send a list of requests. */
public sealed interface LoadLoop permits ClosedLoop, OpenLoop {
    /** Sends the requests in order: first the warm-up requests, until they have ended, then the others. */
    void run(List<Request> requests);

    /** Does the same, with something between the warm-up and the other requests. */
    void run(List<Request> requests, Beginning beginning);

    /** What happens between the warm-up and the measured requests. */
    interface Beginning {
        /** Is called after the last warm-up request has ended, before the first measured ones are prepared. */
        void warmed();

        /**
         * Is called after they have been prepared, and may wait. Returns the time, on the clock of the transport, from which a schedule is counted, and at which
         * the first requests of a closed loop are due.
         */
        long begin();

        /**
         * Begins at once.
         *
         * @param now returns the time on the clock of the transport
         * @param warmed is run after the warm-up
         */
        static Beginning now(LongSupplier now, Runnable warmed) {
            return new Beginning() {
                @Override
                public void warmed() {
                    warmed.run();
                }

                @Override
                public long begin() {
                    return now.getAsLong();
                }
            };
        }
    }

    static List<Request> warmups(List<Request> requests) {
        return requests.stream().filter(Request::warmup).toList();
    }

    static List<Request> measured(List<Request> requests) {
        return requests.stream().filter(request -> !request.warmup()).toList();
    }
}
