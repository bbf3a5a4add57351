package dev.assay.trace;

import dev.assay.trace.choices.FinishReason;
import dev.assay.trace.choices.OneAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of one event of a stream. It is parsed token by token, since most members are not needed: JSON trees of whole events would take a third
 * of the time in which a load test is judged. If a member occurs twice, the last one is used.
 */
final class StreamEvent {
    private final JsonParser json;
    private final List<Choice> choices = new ArrayList<>(1);
    private @Nullable JsonNode error;
    private @Nullable JsonNode usage;
    private @Nullable String model;
    private boolean misshapen;
    private int texts;

    private StreamEvent(JsonParser json) {
        this.json = json;
    }

    /** The content of one choice. */
    static final class Choice {
        private int index = OneAnswer.NO_INDEX;
        private String text = "";
        private String content = "";
        private @Nullable String reasoning;
        private String reasoningContent = "";
        private @Nullable String finishReason;
        private @Nullable Integer tokens;
        private @Nullable JsonNode toolCalls;
        private @Nullable JsonNode functionCall;

        int index() {
            return index;
        }

        String text() {
            return text + content;
        }

        /** vLLM calls it `reasoning`, earlier versions and other engines `reasoning_content`; some send both, with one text. */
        String reasoning() {
            return reasoning == null ? reasoningContent : reasoning;
        }

        @Nullable String finishReason() {
            return finishReason;
        }

        /** Returns the pieces of tool calls in the event; null if it has none. */
        @Nullable JsonNode toolCalls() {
            return toolCalls;
        }

        /** Returns the piece of a call in the form before tools; null if it has none. */
        @Nullable JsonNode functionCall() {
            return functionCall;
        }

        private boolean calls() {
            return toolCalls != null || functionCall != null;
        }

        Transcript.Chunk chunk(int end, @Nullable Integer running) {
            var output = calls() || (tokens != null && tokens > 0) || !(text() + reasoning()).isEmpty();
            return new Transcript.Chunk(end, output, finishReason != null, tokens, running);
        }
    }

    /** Returns the content of {@code data}; null if it is not a JSON object. */
    static @Nullable StreamEvent read(String data) {
        try (var json = JsonMapper.shared().createParser(data)) {
            var event = new StreamEvent(json);
            if (!event.opens(JsonToken.START_OBJECT)) {
                return null;
            }
            event.readMembers();
            return json.nextToken() == null ? event : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    List<Choice> choices() {
        return choices;
    }

    /** Returns the error object of the event, of one of its choices or of a choice's delta. */
    @Nullable JsonNode error() {
        return error;
    }

    @Nullable JsonNode usage() {
        return usage;
    }

    @Nullable String model() {
        return model;
    }

    /** Returns whether a member that should be a text is something else. */
    boolean misshapen() {
        return misshapen;
    }

    /**
     * A text.
     *
     * @param thought whether it is reasoning
     */
    record Text(String text, boolean thought) {}

    /** Returns the text of an event that has one text, and perhaps its token ids and a usage, but nothing else; null for any other event. */
    @Nullable Text onlyText() {
        if (error != null || misshapen || texts != 1 || choices.size() != 1) {
            return null;
        }
        var choice = choices.getFirst();
        var text = choice.text() + choice.reasoning();
        return text.isEmpty() || choice.calls() || choice.finishReason != null
                ? null
                : new Text(text, choice.text().isEmpty());
    }

    private void readMembers() {
        while (hasNext()) {
            switch (json.currentName()) {
                case "error" -> fail(tree());
                case "model" -> model = string();
                case "usage" -> usage = tree();
                case "choices" -> readChoices();
                default -> skip();
            }
        }
    }

    private void readChoices() {
        choices.clear();
        if (opens(JsonToken.START_ARRAY)) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                choices.add(choice());
            }
        }
    }

    private Choice choice() {
        var choice = new Choice();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return choice;
        }
        while (hasNext()) {
            switch (json.currentName()) {
                case "index" -> choice.index = index();
                case "text" -> choice.text = text();
                case "delta" -> readDelta(choice);
                case "finish_reason" -> choice.finishReason = FinishReason.said(string());
                case "error" -> fail(tree());
                case "token_ids" -> choice.tokens = length();
                default -> skip();
            }
        }
        return choice;
    }

    private void readDelta(Choice choice) {
        if (!opens(JsonToken.START_OBJECT)) {
            return;
        }
        while (hasNext()) {
            switch (json.currentName()) {
                case "content" -> choice.content = text();
                case "reasoning" -> choice.reasoning = counted(string());
                case "reasoning_content" -> choice.reasoningContent = text();
                case "tool_calls" -> choice.toolCalls = filled();
                case "function_call" -> choice.functionCall = filled();
                case "error" -> fail(tree());
                default -> skip();
            }
        }
    }

    private void fail(@Nullable JsonNode what) {
        error = what == null ? error : what;
    }

    private boolean hasNext() {
        return json.nextToken() == JsonToken.PROPERTY_NAME;
    }

    /** Returns whether the next value begins with this token; skips the value if it does not. */
    private boolean opens(JsonToken start) {
        if (json.nextToken() == start) {
            return true;
        }
        json.skipChildren();
        return false;
    }

    private int index() {
        if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == JsonParser.NumberType.INT) {
            return json.getIntValue();
        }
        json.skipChildren();
        return OneAnswer.NO_INDEX;
    }

    private void skip() {
        json.nextToken();
        json.skipChildren();
    }

    private @Nullable JsonNode tree() {
        return json.nextToken() == JsonToken.VALUE_NULL ? null : json.readValueAsTree();
    }

    /** Returns the next value; null if it has no members and no items. */
    private @Nullable JsonNode filled() {
        var tree = tree();
        return tree == null || tree.isEmpty() ? null : tree;
    }

    private @Nullable String string() {
        if (json.nextToken().isStructStart()) {
            misshapen = true;
            json.skipChildren();
            return null;
        }
        return json.getValueAsString();
    }

    private String text() {
        var string = counted(string());
        return string == null ? "" : string;
    }

    private @Nullable String counted(@Nullable String text) {
        if (text != null && !text.isEmpty()) {
            texts++;
        }
        return text;
    }

    /** Returns how many numbers a list has; null if the value is not a list. */
    private @Nullable Integer length() {
        if (!opens(JsonToken.START_ARRAY)) {
            return null;
        }
        var length = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
            length++;
        }
        return length;
    }
}
