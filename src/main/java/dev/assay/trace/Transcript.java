package dev.assay.trace;

import dev.assay.trace.calls.CallReader;
import dev.assay.trace.calls.ToolCalls;
import dev.assay.trace.choices.FinishReason;
import dev.assay.trace.choices.OneAnswer;
import dev.assay.trace.choices.OneLine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of an answer, parsed as an OpenAI stream of completions or chat completions, or as a chat completion that came whole.
 *
 * @param chunks the events that belong to the answer, in order; neither the usage event nor {@code [DONE]} is one
 * @param text all text of the answer, without its reasoning
 * @param reasoning all reasoning of the answer
 * @param calls all tool calls of the answer
 * @param finishReason the server's word for why the answer ended; absent if the stream has none. {@link FinishReason} knows its meaning
 * @param usage the last usage of the stream; absent if there is none, or it has no counts
 * @param model the model that the stream names; if it names several, the second: a router that changes the model must not look like the first
 * @param done whether {@code [DONE]} came
 * @param error the first error in the stream: an error object, an event of the type {@code error}, a finish reason that says that the server gave up,
 *     an event that is no JSON object, or a second answer
 */
public record Transcript(
        Chunks chunks,
        String text,
        String reasoning,
        ToolCalls calls,
        @Nullable String finishReason,
        @Nullable Usage usage,
        @Nullable String model,
        boolean done,
        @Nullable String error) {
    /** Other clients stop reading at [DONE], so what follows is not part of the answer, and the server is at fault. */
    private static final String AFTER_DONE = "the answer went on after [DONE]";

    /** The content of an answer without tool calls. */
    public Transcript(
            List<Chunk> chunks,
            String text,
            String reasoning,
            @Nullable String finishReason,
            @Nullable Usage usage,
            @Nullable String model,
            boolean done,
            @Nullable String error) {
        this(Chunks.copyOf(chunks), text, reasoning, ToolCalls.NONE, finishReason, usage, model, done, error);
    }

    /**
     * One event of the answer.
     *
     * @param end the offset at which the event was complete
     * @param output whether it carries output: text, content, reasoning, a tool call's delta or token ids. A role alone is not output
     * @param finish whether it carries the finish reason
     * @param tokens how many tokens the event says it has; absent if it does not say
     * @param running how many tokens the answer had by then, by a usage in the event itself; absent if the event has none
     */
    public record Chunk(
            int end,
            boolean output,
            boolean finish,
            @Nullable Integer tokens,
            @Nullable Integer running) {}

    /**
     * The server's own count.
     *
     * @param promptTokens 0 or more
     * @param completionTokens 0 or more
     * @param cachedTokens prompt tokens taken from a prefix cache; absent if the server does not say. It is the server's value even if it is below 0,
     *     or above the number of prompt tokens: an audit reports that
     */
    public record Usage(
            int promptTokens,
            int completionTokens,
            @Nullable Integer cachedTokens) {}

    /** Returns whether the stream names this model. A revision may follow the name: transformers says {@code qwen@main}. */
    public boolean answersAs(String asked) {
        return model != null && (model.equals(asked) || model.startsWith(asked + "@"));
    }

    /** Parses a body, complete or cut off. */
    public static Transcript of(Payload body) {
        var whole = WholeAnswer.read(body);
        if (whole != null) {
            return whole;
        }
        var reader = new Reader();
        var events = new SseEvent.Reader(body);
        EventTemplate template = null;
        while (true) {
            var from = events.position();
            var match = template == null ? null : template.at(body, from);
            if (match != null) {
                reader.take(match, body);
                events.skipTo(match.end());
                continue;
            }
            var event = events.next();
            if (event == null) {
                return reader.transcript();
            }
            var said = reader.read(event);
            var next = said == null ? null : EventTemplate.of(body, from, event, said, template);
            template = next == null ? template : next;
        }
    }

    private static final class Reader {
        private final Chunks.Builder chunks = new Chunks.Builder();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder reasoning = new StringBuilder();
        private final CallReader calls = new CallReader();
        private final OneAnswer one = new OneAnswer();
        private @Nullable String finishReason;
        private @Nullable Usage usage;
        private @Nullable String model;
        private boolean changed;
        private boolean done;
        private @Nullable String error;

        /** Returns the content of an event of the answer; null if it is another event. */
        @Nullable StreamEvent read(SseEvent event) {
            if (event.data().equals("[DONE]")) {
                done = true;
                return null;
            }
            var said = StreamEvent.read(event.data());
            if (event.type().equals("error")) {
                fail(ErrorWords.of(event));
            } else if (said == null) {
                fail("an event is not a JSON object: [" + OneLine.abbreviated(event.data()) + "]");
            } else if (said.error() != null) {
                fail(ErrorWords.in(said.error()));
            } else if (said.choices().isEmpty() && said.usage() == null && ErrorWords.isError(event.data())) {
                fail(ErrorWords.of(event));
            } else if (said.misshapen()) {
                fail("an event has a member that should be a text and is not: [" + OneLine.abbreviated(event.data())
                        + "]");
            } else {
                take(said, event.end());
                return said;
            }
            return null;
        }

        void take(EventTemplate.Match match, Payload body) {
            if (done && match.output()) {
                fail(AFTER_DONE);
            }
            if (match.output()) {
                failIf(one.output(match.index()));
            }
            usage = match.usageAfter(usage);
            chunks.add(match.end(), match.output(), match.tokens(), match.running());
            match.appendTo(match.thought() ? reasoning : text, body);
        }

        private void take(StreamEvent said, int end) {
            if (!changed && said.model() != null && !said.model().equals(model)) {
                changed = model != null;
                model = said.model();
            }
            if (said.usage() != null) {
                usage = UsageCounts.after(usage, said.usage());
            }
            var running = said.usage() == null ? null : UsageCounts.running(said.usage());
            var outputs = 0;
            for (var choice : said.choices()) {
                var chunk = choice.chunk(end, running);
                if (done && (chunk.output() || chunk.finish())) {
                    fail(AFTER_DONE);
                }
                if (chunk.output()) {
                    outputs++;
                    failIf(one.output(choice.index()));
                }
                chunks.add(chunk);
                text.append(choice.text());
                reasoning.append(choice.reasoning());
                calls.delta(choice.toolCalls());
                calls.oldForm(choice.functionCall());
                if (choice.finishReason() != null) {
                    failIf(one.finish(choice.index()));
                    end(choice.finishReason());
                }
            }
            failIf(OneAnswer.inOneEvent(outputs));
        }

        private void end(String reason) {
            finishReason = FinishReason.ofTwo(finishReason, reason);
            if (FinishReason.of(reason) == FinishReason.GAVE_UP) {
                fail("the server gave the answer up (finish_reason: " + OneLine.abbreviated(reason) + ")");
            }
        }

        private void failIf(@Nullable String what) {
            if (what != null) {
                fail(what);
            }
        }

        private void fail(String what) {
            if (error == null) {
                error = what;
            }
        }

        Transcript transcript() {
            return new Transcript(
                    chunks.build(),
                    text.toString(),
                    reasoning.toString(),
                    calls.calls(),
                    finishReason,
                    usage,
                    model,
                    done,
                    error);
        }
    }

    /** Returns the message of a body that is one error object; empty for any other body. */
    public static Optional<String> refusal(String body) {
        var json = ErrorWords.object(body);
        return json != null && Stream.of("error", "message", "detail").anyMatch(json::hasNonNull)
                ? Optional.of(ErrorWords.in(json)).filter(text -> !text.isBlank())
                : Optional.empty();
    }
}
