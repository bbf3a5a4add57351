package dev.assay.trace;

import dev.assay.trace.Transcript.Usage;
import dev.assay.trace.choices.OneAnswer;
import dev.assay.trace.shapes.EventShape;
import dev.assay.trace.shapes.EventShape.Hole;
import dev.assay.trace.shapes.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a parsed event around the values that differ from event to event: its text, and its token ids, usage, log-probabilities and the index of
 * its choice where it has them. An event with the same bytes around such values need not be parsed again. This takes a tenth of the time.
 */
final class EventTemplate {
    private static final byte[] FIELD = {'d', 'a', 't', 'a', ':', ' '};
    private static final byte[] END = {'\n', '\n'};

    /** So many digits always fit into an int. */
    private static final int DIGITS = 9;

    private final EventShape shape;
    private final List<Hole> holes;
    /** The bytes before each hole, and after the last one. */
    private final byte[][] between;

    private final boolean thought;
    /** The index of the choice, unless it is in a hole. */
    private final int index;

    /** The holes with the counts of the usage; null if the event has no usage. */
    private final UsageCounts.@Nullable Places usage;

    private EventTemplate(
            EventShape shape, byte[][] between, boolean thought, int index, UsageCounts.@Nullable Places usage) {
        this.shape = shape;
        this.index = index;
        this.holes = shape.holes();
        this.between = between;
        this.thought = thought;
        this.usage = usage;
    }

    /** The same event with other values. */
    static final class Match {
        private int end;
        private int textFrom;
        private int textTo;
        private boolean thought;
        private int index;
        private @Nullable Integer tokens;
        private int @Nullable [] counts;
        private UsageCounts.@Nullable Places usage;

        /** Returns the offset after the event. */
        int end() {
            return end;
        }

        /** Appends the text. */
        void appendTo(StringBuilder text, Payload body) {
            new JsonBytes(body).appendTo(text, textFrom, textTo);
        }

        /** Returns whether the text is reasoning. */
        boolean thought() {
            return thought;
        }

        /** Returns the index of the choice, or {@link OneAnswer#NO_INDEX}. */
        int index() {
            return index;
        }

        /** Returns how many token ids the event has; null if it has no list of them. */
        @Nullable Integer tokens() {
            return tokens;
        }

        boolean output() {
            return textTo > textFrom || (tokens != null && tokens > 0);
        }

        /** Returns the usage of the answer after this event. */
        @Nullable Usage usageAfter(@Nullable Usage before) {
            return usage == null || counts == null ? before : usage.after(before, counts);
        }

        /** Returns how many tokens the answer had by then; null if the event does not say. */
        @Nullable Integer running() {
            return usage == null || counts == null ? null : usage.running(counts);
        }
    }

    /**
     * Returns the template of the event at {@code from}.
     *
     * @param before the template of an event before it; what nobody reads and differs from that one is left open
     * @return null if the event has no text or several, is written in an unusual way, or has what can differ in other ways
     */
    static @Nullable EventTemplate of(
            Payload body, int from, SseEvent event, StreamEvent said, @Nullable EventTemplate before) {
        var only = said.onlyText();
        if (only == null || !body.has(FIELD, from) || !body.has(END, event.end() - END.length)) {
            return null;
        }
        var shape = EventShape.of(body, from + FIELD.length, Set.of());
        if (shape != null && before != null) {
            shape = EventShape.of(body, from + FIELD.length, shape.differences(before.shape));
        }
        if (shape == null) {
            return null;
        }
        var usage = said.usage() == null
                ? null
                : UsageCounts.Places.of(
                        said.usage(), shape.holes().stream().map(Hole::path).toList());
        if (said.usage() != null && usage == null) {
            return null;
        }
        var template = new EventTemplate(
                shape,
                between(body, from, event.end(), shape.holes()),
                only.thought(),
                said.choices().getFirst().index(),
                usage);
        var match = template.at(body, from);
        return match != null && match.end == event.end() && template.says(match, body, only, said) ? template : null;
    }

    private static byte[][] between(Payload body, int from, int end, List<Hole> holes) {
        var between = new ArrayList<byte[]>();
        var at = from;
        for (var hole : holes) {
            between.add(body.part(at, hole.from()));
            at = hole.to();
        }
        between.add(body.part(at, end));
        return between.toArray(byte[][]::new);
    }

    /** Returns whether a match says what the parser says of the same event. */
    private boolean says(Match match, Payload body, StreamEvent.Text only, StreamEvent said) {
        var chunk = said.choices()
                .getFirst()
                .chunk(match.end, said.usage() == null ? null : UsageCounts.running(said.usage()));
        var text = new StringBuilder();
        match.appendTo(text, body);
        return text.toString().equals(only.text())
                && match.index == said.choices().getFirst().index()
                && chunk.equals(new Transcript.Chunk(match.end, match.output(), false, match.tokens(), match.running()))
                && (said.usage() == null
                        || Objects.equals(UsageCounts.after(null, said.usage()), match.usageAfter(null)));
    }

    /** Returns the event that begins at an offset; null if it differs in more. */
    @Nullable Match at(Payload body, int from) {
        if (!body.has(between[0], from)) {
            return null;
        }
        var json = new JsonBytes(body);
        var match = new Match();
        match.thought = thought;
        match.index = index;
        match.usage = usage;
        match.counts = usage == null ? null : new int[holes.size()];
        var at = from + between[0].length;
        for (var i = 0; i < holes.size(); i++) {
            var to = after(i, at, json, match);
            if (to == JsonBytes.NONE || !body.has(between[i + 1], to)) {
                return null;
            }
            at = to + between[i + 1].length;
        }
        match.end = at;
        return match;
    }

    /** Takes what stands in a hole into the match, and returns the offset after it. */
    private int after(int hole, int from, JsonBytes json, Match match) {
        return switch (holes.get(hole).kind()) {
            case TEXT -> {
                // The opening quote is the last byte before the hole.
                var quote = json.afterText(from - 1);
                match.textFrom = from;
                match.textTo = quote == JsonBytes.NONE ? quote : quote - 1;
                yield match.textTo;
            }
            case IDS -> {
                var to = json.at(from) == '[' ? EventShape.afterIds(json, from) : JsonBytes.NONE;
                match.tokens = to == JsonBytes.NONE ? null : (Integer) items(json, from, to);
                yield to;
            }
            case COUNT -> {
                var to = afterNumber(json, from);
                if (to != JsonBytes.NONE && match.counts != null) {
                    match.counts[hole] = number(json, from, to);
                }
                yield to;
            }
            case INDEX -> {
                var to = afterNumber(json, from);
                if (to != JsonBytes.NONE) {
                    match.index = number(json, from, to);
                }
                yield to;
            }
            case UNREAD -> json.afterValue(from);
        };
    }

    private static int items(JsonBytes json, int from, int to) {
        var items = json.afterSpace(from + 1) == to - 1 ? 0 : 1;
        for (var i = from; i < to; i++) {
            items += json.at(i) == ',' ? 1 : 0;
        }
        return items;
    }

    private static int afterNumber(JsonBytes json, int from) {
        var to = json.afterWhole(from);
        return to != JsonBytes.NONE && to - from <= DIGITS ? to : JsonBytes.NONE;
    }

    private static int number(JsonBytes json, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            number = 10 * number + json.at(i) - '0';
        }
        return number;
    }
}
