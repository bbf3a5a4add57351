package dev.assay.trace;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param end the offset after the CR or LF that completed it; of a CRLF, after the CR
 * @param type its {@code event} field; {@code message} if it has none
 * @param data its {@code data} lines, joined with line feeds
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">the standard</a>
 */
public record SseEvent(int end, String type, String data) {
    /**
     * Reads a stream event by event: lines end in CR, LF or CRLF, a byte-order mark may stand first, comments and unknown fields are dropped, an
     * event without data is dropped too. What follows the last empty line is not an event.
     */
    static final class Reader {
        private final Payload body;
        private final StringBuilder data = new StringBuilder();
        private int position;
        private boolean hasData;
        private String type = "";

        Reader(Payload body) {
            this.body = body;
            this.position = startsWithByteOrderMark() ? 3 : 0;
        }

        /** Returns the next whole event; null if none follows. */
        @Nullable SseEvent next() {
            for (var i = position; i < body.size(); i++) {
                var b = body.at(i);
                if (b != '\n' && b != '\r') {
                    continue;
                }
                var event = line(position, i);
                if (b == '\r' && i + 1 < body.size() && body.at(i + 1) == '\n') {
                    i++;
                }
                position = i + 1;
                if (event != null) {
                    return event;
                }
            }
            return null;
        }

        /** Returns the offset after the last event that was read. */
        int position() {
            return position;
        }

        /** Continues at an offset; what lies before it must be whole events. */
        void skipTo(int offset) {
            position = offset;
        }

        private boolean startsWithByteOrderMark() {
            return body.size() >= 3
                    && body.at(0) == (byte) 0xEF
                    && body.at(1) == (byte) 0xBB
                    && body.at(2) == (byte) 0xBF;
        }

        /** Returns the event that the line ends; null if it ends none. */
        private @Nullable SseEvent line(int from, int to) {
            if (from == to) {
                return dispatch(to + 1);
            }
            var line = body.text(from, to);
            var colon = line.indexOf(':');
            if (colon != 0) {
                var name = colon < 0 ? line : line.substring(0, colon);
                var value = colon < 0 ? "" : line.substring(colon + 1);
                field(name, value.startsWith(" ") ? value.substring(1) : value);
            }
            return null;
        }

        private void field(String name, String value) {
            if (name.equals("data")) {
                if (hasData) {
                    data.append('\n');
                }
                data.append(value);
                hasData = true;
            } else if (name.equals("event")) {
                type = value;
            }
        }

        private @Nullable SseEvent dispatch(int end) {
            var event = hasData ? new SseEvent(end, type.isEmpty() ? "message" : type, data.toString()) : null;
            data.setLength(0);
            hasData = false;
            type = "";
            return event;
        }
    }
}
