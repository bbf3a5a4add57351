package dev.assay.wire;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends requests to servers and tells their exchanges what came back. */
interface RequestSender extends AutoCloseable {
    /** Prepares a request that will be sent; a sender that cannot prepare anything does nothing. */
    default void prepare(Request request) {}

    /**
     * Sends the request of an exchange. Stamps the exchange right before, sets how it can be stopped, and then passes it the head of the answer and
     * each read.
     *
     * @param whenDone called once, on the sender's thread: with null when the whole answer has come, else with the fault
     */
    void carry(Exchange exchange, Consumer<@Nullable NetworkFault> whenDone);

    /** Ends all requests that are under way, and waits until they have ended. */
    @Override
    void close();
}
