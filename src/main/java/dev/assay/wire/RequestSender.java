package dev.assay.wire;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What brings requests to servers and tells their exchanges what came back. */
interface RequestSender extends AutoCloseable {
    /** Makes a request ready that will be sent; a carrier that cannot does nothing. */
    default void prepare(Request request) {}

    /**
     * Sends the request of an exchange. Stamps it as sent right before, tells it how it can be stopped, and then of the head of the answer
     * and of each read.
     *
     * @param whenDone called once, on the carrier's thread: with nothing once the whole answer came, else with what went wrong
     */
    void carry(Exchange exchange, Consumer<@Nullable NetworkFault> whenDone);

    /** Ends what is still under way, and waits until nothing of it is left. */
    @Override
    void close();
}
