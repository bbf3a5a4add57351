package dev.assay.run.checked;

import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec.LoadTest;
import dev.assay.plan.thresholds.PromptFile;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.shards.Part;
import dev.assay.shards.Sharing;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/**
 * How much memory a load test needs, in bytes. The numbers of bytes were measured ({@code bench/README.md}, judging a load test) and rounded up.
 *
 * @param measuring of the heap, while its requests are sent: all prompts, and the stamps of the answers in flight
 * @param judging of the heap, for its verdict and its page: all traces, packed, and the gaps between all tokens, which are sorted
 * @param outside of the memory outside the heap: the bytes of the answers in flight
 * @param inFlight how many answers these are; 0 if nothing limits them but the server
 */
record MemoryNeed(long measuring, long judging, long outside, long inFlight) {
    /** Classes, tokenizers, and what the collector needs to work. */
    private static final long ALWAYS = 96L << 20;

    /** A trace without its events: ids, heads, checksums. */
    private static final long REQUEST = 4096;

    /** A token of an answer when it is judged: 12 for its stamps, 10 for its text, plain and packed, and 24 while gaps are sorted. */
    private static final long EVENT = 46;

    /** A token of a prompt, as text or as a number. */
    private static final long PROMPT_TOKEN = 6;

    /** Of a text, for each of its tokens. */
    private static final int LETTERS = 4;

    /** The stamp and the offset of a token in flight, in arrays that are doubled when they are full. */
    private static final long EVENT_IN_FLIGHT = 24;

    /** An event of vLLM as it comes over the wire, with a model of a long name. */
    private static final long EVENT_BYTES = 300;

    /** Answers lie outside the heap in pieces of this size. */
    private static final long PIECE = 16 * 1024;

    /**
     * Returns what a load test of a plan needs of the first of so many processes that measure it together, which has as large a part as any; one of several gives no
     * verdict. Answers in flight count only if the plan limits them.
     */
    static MemoryNeed of(LoadTest test, int processes) {
        return of(test, test.requests(), processes, inFlight(test.pace()).orElse(0));
    }

    /** Returns what it would need if so many requests were in flight at once, in all processes together. */
    static MemoryNeed with(LoadTest test, int processes, int inFlight) {
        return of(test, test.requests(), processes, inFlight);
    }

    private static MemoryNeed of(LoadTest test, int requests, int processes, int atOnce) {
        var part = new Part(1, Sharing.of(test, processes));
        var streams = Sharing.streams(test.pace());
        var sent = (long) part.count(test.warmup(), streams) + part.count(requests, streams);
        var inFlight = Math.min(sent, part.streams(atOnce));
        var pieces = (longest(test.workload().output()) * EVENT_BYTES + PIECE - 1) / PIECE;
        return new MemoryNeed(
                ALWAYS
                        + Math.round(sent * (REQUEST + prompt(test.workload().input())))
                        + inFlight * longest(test.workload().output()) * EVENT_IN_FLIGHT,
                processes > 1
                        ? 0
                        : ALWAYS
                                + Math.round(sent
                                        * (REQUEST
                                                + EVENT * mean(test.workload().output()))),
                inFlight * pieces * PIECE,
                inFlight);
    }

    /** Returns how many requests of a load test fit, as they are planned otherwise; 0 if not even one does. */
    static int fitting(LoadTest test, int processes, long heap) {
        var least = 0;
        var most = test.requests();
        while (least < most) {
            var middle = least + (most - least + 1) / 2;
            if (of(test, middle, processes, inFlight(test.pace()).orElse(0)).heap() <= heap) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return least;
    }

    /** Returns the most requests of a load test that can be in flight at once, in all processes together, in so much memory; 0 if not even one can. */
    static int inFlightFitting(LoadTest test, int processes, long heap, long outside) {
        var least = 0;
        var most = test.requests();
        while (least < most) {
            var middle = least + (most - least + 1) / 2;
            if (with(test, processes, middle).fits(heap, outside)) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return least;
    }

    /** Returns how many answers in flight fit into so much memory outside the heap. */
    long inFlightFitting(long available) {
        return outside == 0 ? inFlight : available / (outside / inFlight);
    }

    /** Returns the most that it needs of the heap at any time. */
    long heap() {
        return Math.max(measuring, judging);
    }

    boolean fits(long heap, long outside) {
        return heap() <= heap && outside() <= outside;
    }

    /** Returns how many requests may be in flight; empty if nothing limits them but the server. */
    static OptionalInt inFlight(Pace pace) {
        return switch (pace) {
            case Pace.Closed closed -> OptionalInt.of(closed.inFlight());
            case Pace.Open open ->
                open.maxInFlight() == null ? OptionalInt.empty() : OptionalInt.of(open.maxInFlight());
        };
    }

    private static double mean(TokenLengths lengths) {
        return switch (lengths) {
            case TokenLengths.Exactly exactly -> exactly.tokens();
            case TokenLengths.Uniform uniform -> (uniform.least() + uniform.most()) / 2.0;
            case TokenLengths.Normal normal -> normal.mean();
            case TokenLengths.OfFile(var file) -> answers(file).average().orElse(0);
        };
    }

    private static long longest(TokenLengths lengths) {
        return switch (lengths) {
            case TokenLengths.Exactly exactly -> exactly.tokens();
            case TokenLengths.Uniform uniform -> uniform.most();
            case TokenLengths.Normal normal -> normal.most();
            case TokenLengths.OfFile(var file) -> answers(file).max().orElse(0);
        };
    }

    /** Returns about how many tokens the answers of a file have. */
    private static LongStream answers(PromptFile file) {
        return file.lines().stream()
                .map(PromptFile.Line::answer)
                .filter(Objects::nonNull)
                .mapToLong(answer -> switch (answer) {
                    case PromptFile.Answer.Tokens(int count) -> count;
                    case PromptFile.Answer.Text(var text) -> text.length() / LETTERS;
                });
    }

    /** Returns the mean number of bytes of a prompt. */
    private static double prompt(TokenLengths lengths) {
        return lengths instanceof TokenLengths.OfFile(var file)
                ? file.lines().stream()
                        .mapToInt(line -> line.prompt().length())
                        .average()
                        .orElse(0)
                : PROMPT_TOKEN * mean(lengths);
    }
}
