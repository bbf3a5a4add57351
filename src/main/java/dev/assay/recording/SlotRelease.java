package dev.assay.recording;

import dev.assay.trace.StreamSteps;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the server freed its slot when a long request was cancelled. It is kept among the facts about the server in the header of the protocol
 * test's traces.
 */
public sealed interface SlotRelease {
    String TOKENS = "cancelled of tokens";
    String AFTER_SENDING = "slot free after sending";
    String AFTER_CANCEL = "slot free after cancel";
    String HELD = "slot not free after";
    String UNSEEN = "cancel not seen";

    /**
     * The server stopped computing the request.
     *
     * @param tokens how many tokens were asked for
     * @param afterSending from sending the request until the server had no more work
     * @param afterCancel from closing the connection until then
     */
    record Freed(int tokens, Duration afterSending, Duration afterCancel) implements SlotRelease {}

    /** The server still had work when {@code waited} had passed since the connection was closed. */
    record Held(Duration waited) implements SlotRelease {}

    /** This could not be observed. */
    record Unseen(String why) implements SlotRelease {}

    /** Returns this as facts about the server. Times are whole nanoseconds. */
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

    /** Reads it from the facts about a server. */
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
            return new Unseen("the recorded facts about it cannot be read: " + e.getMessage());
        }
    }

    /** Returns the facts without those about the slot and about the steps in which an answer came: these differ from run to run. */
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
