package dev.assay.trace;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server told of its slots when a long request was given up. It stands among the facts of the server over the traces of a
 * deployment's protocol.
 */
public sealed interface SlotRelease {
    /**
     * The server stopped computing it.
     *
     * @param tokens how many were asked for
     * @param afterSending from sending the request until the server had no more work
     * @param afterCancel from closing the connection until then
     */
    record Freed(int tokens, Duration afterSending, Duration afterCancel) implements SlotRelease {}

    /** The server still had work when {@code waited} had passed since the connection was closed. */
    record Held(Duration waited) implements SlotRelease {}

    /** It could not be seen. */
    record Unseen(String why) implements SlotRelease {}

    /** Returns this as facts, beside which other facts may stand. Times are whole nanoseconds. */
    default Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        switch (this) {
            case Freed freed -> {
                facts.put("cancelled of tokens", Integer.toString(freed.tokens()));
                facts.put("slot free after sending", freed.afterSending().toNanos() + " ns");
                facts.put("slot free after cancel", freed.afterCancel().toNanos() + " ns");
            }
            case Held held -> facts.put("slot not free after", held.waited().toNanos() + " ns");
            case Unseen unseen -> facts.put("cancel not seen", unseen.why());
        }
        return facts;
    }

    /** Reads it from facts. */
    static SlotRelease in(Map<String, String> facts) {
        try {
            if (facts.containsKey("slot free after cancel")) {
                return new Freed(
                        Integer.parseInt(facts.getOrDefault("cancelled of tokens", "")),
                        nanos(facts.getOrDefault("slot free after sending", "")),
                        nanos(facts.getOrDefault("slot free after cancel", "")));
            }
            var held = facts.get("slot not free after");
            return held == null
                    ? new Unseen(facts.getOrDefault("cancel not seen", "nothing was cancelled when this was measured"))
                    : new Held(nanos(held));
        } catch (NumberFormatException e) {
            return new Unseen("what was seen of it cannot be read: " + e.getMessage());
        }
    }

    private static Duration nanos(String text) {
        return Duration.ofNanos(Long.parseLong(text.replaceFirst(" ns$", "")));
    }
}
