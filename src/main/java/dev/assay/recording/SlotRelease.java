package dev.assay.recording;

import dev.assay.trace.StreamSteps;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server told of its slots when a long request was given up. It stands among the facts of the server over the traces of a
 * deployment's protocol.
 */
public sealed interface SlotRelease {
    String TOKENS = "cancelled of tokens";
    String AFTER_SENDING = "slot free after sending";
    String AFTER_CANCEL = "slot free after cancel";
    String HELD = "slot not free after";
    String UNSEEN = "cancel not seen";

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
                facts.put(TOKENS, Integer.toString(freed.tokens()));
                facts.put(AFTER_SENDING, freed.afterSending().toNanos() + " ns");
                facts.put(AFTER_CANCEL, freed.afterCancel().toNanos() + " ns");
            }
            case Held held -> facts.put(HELD, held.waited().toNanos() + " ns");
            case Unseen unseen -> facts.put(UNSEEN, unseen.why());
        }
        return facts;
    }

    /** Reads it from facts. */
    static SlotRelease in(Map<String, String> facts) {
        try {
            if (facts.containsKey(AFTER_CANCEL)) {
                return new Freed(
                        Integer.parseInt(facts.getOrDefault(TOKENS, "")),
                        nanos(facts.getOrDefault(AFTER_SENDING, "")),
                        nanos(facts.getOrDefault(AFTER_CANCEL, "")));
            }
            var held = facts.get(HELD);
            return held == null
                    ? new Unseen(facts.getOrDefault(UNSEEN, "nothing was cancelled when this was measured"))
                    : new Held(nanos(held));
        } catch (NumberFormatException e) {
            return new Unseen("what was seen of it cannot be read: " + e.getMessage());
        }
    }

    /** Returns the facts that say nothing of it, nor of the steps in which an answer came: neither is what it was at the next try. */
    static Map<String, String> others(Map<String, String> facts) {
        var others = new LinkedHashMap<>(facts);
        others.keySet().removeAll(List.of(TOKENS, AFTER_SENDING, AFTER_CANCEL, HELD, UNSEEN));
        others.keySet().removeIf(StreamSteps::isFact);
        return others;
    }

    private static Duration nanos(String text) {
        return Duration.ofNanos(Long.parseLong(text.replaceFirst(" ns$", "")));
    }
}
