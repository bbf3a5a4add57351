package dev.assay.wire;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that is under way over a socket. Used only on the thread of its loop. */
final class SocketCall {
    private final Exchange exchange;
    private final Consumer<@Nullable NetworkFault> whenDone;
    private @Nullable Connection connection;
    private boolean over;

    SocketCall(Exchange exchange, Consumer<@Nullable NetworkFault> whenDone) {
        this.exchange = exchange;
        this.whenDone = whenDone;
    }

    Exchange exchange() {
        return exchange;
    }

    boolean isOver() {
        return over;
    }

    void carriedBy(Connection connection) {
        this.connection = connection;
    }

    void stop() {
        var stopped = new NetworkFault.Stopped();
        if (connection == null) {
            done(stopped);
        } else if (!over) {
            connection.fail(stopped);
        }
    }

    void done(@Nullable NetworkFault why) {
        if (!over) {
            over = true;
            whenDone.accept(why);
        }
    }
}
