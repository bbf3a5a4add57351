package dev.assay.figures.times;

import dev.assay.trace.Chunks;
import dev.assay.trace.TextTokens;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import dev.assay.trace.Transcript.Chunk;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens an answer had brought when its first read with output came: those of all events that had begun by then, with or without text.
 * The ttft belongs to the last of these tokens: earlier ones may have been held back.
 *
 * @param fewest the smallest possible count
 * @param likely the count if it is exact, else the middle of its range
 * @param most the largest possible count
 * @param by what counted them
 */
public record FirstRead(int fewest, double likely, int most, By by) {
    /** A text has up to about one token more or fewer than its two parts together. */
    private static final int OFF = 1;

    /** Most servers send two events without a token: one with the role, one with the finish reason. */
    private static final int IDLE = 2;

    /** What the tokens are counted by, the most exact way first. */
    public enum By {
        TOKEN_IDS("their ids"),
        USAGE("the usage in each event"),
        EVENTS("events of one token each"),
        TOKENIZER("the tokenizer, to within a token");

        private final String words;

        By(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    public boolean exact() {
        return fewest == most;
    }

    /** Returns the count; empty if the answer has no output, or nothing can count its tokens. */
    public static Optional<FirstRead> of(Trace trace) {
        var usage = trace.transcript().usage();
        var begun = Begun.of(trace);
        if (begun == null || usage == null) {
            return Optional.empty();
        }
        var n = usage.completionTokens();
        return begun.byIds()
                .or(() -> begun.byUsage(n))
                .or(() -> begun.byEvents(n))
                .or(() -> Optional.ofNullable(trace.textTokens()).map(tokens -> begun.byTokenizer(n, tokens)));
    }

    /** The text of an answer, cut where its first read with output ends. */
    public record Texts(String first, String later) {}

    /** Returns the texts of an answer whose first read only a tokenizer can count; empty if another way counts it. */
    public static Optional<Texts> toCount(Trace trace) {
        var usage = trace.transcript().usage();
        var begun = Begun.of(trace);
        if (begun == null || usage == null || of(trace).isPresent()) {
            return Optional.empty();
        }
        var all = said(trace.transcript());
        var first = said(trace.body().transcriptTo(begun.end()));
        // Reasoning and text are two channels: the later text is what each has beyond the first part.
        return Optional.of(new Texts(first.together(), all.after(first).together()));
    }

    private record Said(String reasoning, String text) {
        Said after(Said first) {
            return new Said(reasoning.substring(first.reasoning.length()), text.substring(first.text.length()));
        }

        String together() {
            return reasoning + text;
        }
    }

    private static Said said(Transcript transcript) {
        return new Said(transcript.reasoning(), transcript.text());
    }

    private static FirstRead exactly(int tokens, By by) {
        return new FirstRead(tokens, tokens, tokens, by);
    }

    /**
     * The events of an answer, of which the first ones had begun in the first read with output.
     *
     * @param chunks all events
     * @param count how many of them had begun
     */
    private record Begun(Chunks chunks, int count) {
        static @Nullable Begun of(Trace trace) {
            var chunks = trace.transcript().chunks();
            var first = chunks.firstOutput();
            if (first < 0) {
                return null;
            }
            var reads = trace.reads();
            var read = reads.end(reads.indexOf(chunks.end(first)));
            var count = 0;
            // An event begins where the one before it ends; several choices of one event end at the same byte.
            var begin = 0;
            var end = 0;
            while (count < chunks.size()) {
                begin = chunks.end(count) == end ? begin : end;
                end = chunks.end(count);
                if (begin >= read) {
                    break;
                }
                count++;
            }
            return new Begun(chunks, count);
        }

        /** Returns the offset after the last event that had begun. */
        int end() {
            return chunks.end(count - 1);
        }

        /** Returns how many events followed. */
        private int later() {
            return chunks.size() - count;
        }

        /** Returns how many of the first events have output. */
        private int firstOutputs() {
            return (int) IntStream.range(0, count).filter(chunks::output).count();
        }

        private int laterOutputs() {
            return chunks.outputs() - firstOutputs();
        }

        Optional<FirstRead> byIds() {
            return chunks.sayTokens()
                            && IntStream.range(0, chunks.size())
                                    .allMatch(i -> !chunks.output(i) || chunks.saysTokens(i))
                    ? Optional.of(exactly(
                            IntStream.range(0, count)
                                    .filter(chunks::saysTokens)
                                    .map(chunks::tokens)
                                    .sum(),
                            By.TOKEN_IDS))
                    : Optional.empty();
        }

        /**
         * The usage of the events is used only if it grows from event to event and ends at n. Some servers write 0 or n into each event, count events
         * instead of tokens, or count the tokens before the event.
         */
        Optional<FirstRead> byUsage(int n) {
            if (!chunks.sayRunning()) {
                return Optional.empty();
            }
            var running =
                    chunks.stream().filter(Chunk::output).map(Chunk::running).toList();
            if (running.stream().anyMatch(Objects::isNull)) {
                return Optional.empty();
            }
            var counts = running.stream().mapToInt(Integer::intValue).toArray();
            var outputs = firstOutputs();
            var end = chunks.stream()
                    .map(Chunk::running)
                    .filter(Objects::nonNull)
                    .reduce((before, last) -> last)
                    .orElseThrow();
            var grows = counts[0] > 0 && end == n;
            for (var i = 1; i < counts.length; i++) {
                grows &= counts[i] > counts[i - 1];
            }
            return grows ? Optional.of(exactly(counts[outputs - 1], By.USAGE)) : Optional.empty();
        }

        /**
         * If there are as many events as tokens, or up to two more, each event brought one token; the two more are the role and the finish reason.
         * If there are as many events with output as tokens, each event with output brought one. With more events than that, some only keep the
         * connection alive, and an event with output may have brought several tokens.
         */
        Optional<FirstRead> byEvents(int n) {
            var outputs = chunks.outputs();
            var idle = chunks.size() - n;
            if (n < outputs || idle < 0 || (idle > IDLE && n > outputs)) {
                return Optional.empty();
            }
            var fewest = Math.max(firstOutputs(), n - later());
            var most = Math.min(count, n - laterOutputs());
            return Optional.of(new FirstRead(fewest, (fewest + most) / 2.0, most, By.EVENTS));
        }

        /**
         * The text is counted from both ends, because tokens without text (markers that a parser removed, an end token) may lie before or after the
         * cut. Each event with output brings at least one token, unless there are more such events than tokens.
         */
        FirstRead byTokenizer(int n, TextTokens tokens) {
            var least = n < chunks.outputs() ? 1 : firstOutputs();
            var largest = n < chunks.outputs() ? n : Math.max(least, n - laterOutputs());
            var front = Math.clamp(tokens.first(), least, largest);
            var back = Math.clamp((long) n - tokens.later(), least, largest);
            return new FirstRead(
                    Math.max(least, Math.min(front, back) - OFF),
                    (front + back) / 2.0,
                    Math.min(largest, Math.max(front, back) + OFF),
                    By.TOKENIZER);
        }
    }
}
