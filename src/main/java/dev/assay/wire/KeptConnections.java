package dev.assay.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open connections of one loop that carry no request, those used last first. Used only on the thread of the loop. */
final class KeptConnections {
    /** How many connections are opened at once: a server has room for some hundred that it has not taken yet. */
    private static final int MOST_OPENING = 32;

    private final SocketLoop loop;
    private final Map<String, Deque<Connection>> byOrigin = new HashMap<>();

    KeptConnections(SocketLoop loop) {
        this.loop = loop;
    }

    /** Takes a connection that can carry another request. */
    void keep(Connection connection) {
        byOrigin.computeIfAbsent(connection.origin().name(), ignored -> new ArrayDeque<>())
                .push(connection);
    }

    /** Forgets a connection that the server closed. */
    void drop(Connection connection) {
        var connections = byOrigin.get(connection.origin().name());
        if (connections != null) {
            connections.remove(connection);
        }
    }

    /** Gives the connection that was used last, if any is recent enough; closes those that are not. */
    @Nullable Connection poll(Origin origin) {
        var connections = byOrigin.get(origin.name());
        while (connections != null && !connections.isEmpty()) {
            var latest = connections.pop();
            if (latest.isFresh()) {
                return latest;
            }
            latest.close();
        }
        return null;
    }

    /** Closes the connections that are older than this, and opens as many anew. Then runs the second argument. */
    void renew(Duration age, Runnable renewed) {
        var origins = new ArrayDeque<Origin>();
        var now = System.nanoTime();
        for (var connections : byOrigin.values()) {
            connections.removeIf(connection -> {
                var old = now - connection.since() > age.toNanos();
                if (old) {
                    origins.add(connection.origin());
                    connection.close();
                }
                return old;
            });
        }
        new Renewal(origins, renewed).go();
    }

    private final class Renewal {
        private final Deque<Origin> toOpen;
        private final Runnable renewed;
        private int opening;

        Renewal(Deque<Origin> toOpen, Runnable renewed) {
            this.toOpen = toOpen;
            this.renewed = renewed;
        }

        void go() {
            while (opening < MOST_OPENING && !toOpen.isEmpty()) {
                opening++;
                open(toOpen.remove());
            }
            if (opening == 0) {
                renewed.run();
            }
        }

        private void open(Origin origin) {
            try {
                var connection = new Connection(loop, origin);
                loop.watchConnect(connection);
                connection.openAhead(this::settled);
            } catch (IOException e) {
                // The request that needs the connection opens one, and says why it cannot.
                settled();
            }
        }

        /** Goes on in the next turn: one that is open at once would open the next within itself. */
        private void settled() {
            loop.later(() -> {
                opening--;
                go();
            });
        }
    }
}
