package dev.assay.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mark that opens or closes the thinking of a model in its content. Content has such marks if the server has no reasoning parser that
 * moves the thinking to a channel of its own. The list was taken from the parsers of vLLM, SGLang and llama.cpp. A mark in a code fence or
 * in quotes is part of the answer's text.
 *
 * @param from the index of its first character
 * @param to the index after its last character
 * @param opens whether the mark opens the thinking; if not, it closes it
 */
record ThinkMark(int from, int to, boolean opens) {
    /**
     * The marks of one model family.
     *
     * @param alone whether a closing mark counts without an opening mark before it, because the prompt may end with the opening mark
     */
    private record Family(Pattern open, Pattern close, boolean alone) {
        static Family of(String open, String close) {
            return new Family(Pattern.compile(open), Pattern.compile(close), true);
        }

        static Family paired(String open, String close) {
            return new Family(Pattern.compile(open), Pattern.compile(close), false);
        }

        static Family literal(String open, String close) {
            return of(Pattern.quote(open), Pattern.quote(close));
        }

        Stream<ThinkMark> marks(String content) {
            var opened = open.matcher(content).results().toList();
            var first = opened.stream().mapToInt(MatchResult::start).min().orElse(Integer.MAX_VALUE);
            return Stream.concat(
                    opened.stream().map(found -> new ThinkMark(found.start(), found.end(), true)),
                    close.matcher(content)
                            .results()
                            .filter(found -> alone || found.start() > first)
                            .map(found -> new ThinkMark(found.start(), found.end(), false)));
        }
    }

    /** Tags: {@code <think>}, {@code <thinking>}, {@code <seed:think>}, {@code <longcat_think>}, {@code <think_never_used_51bc>}. */
    private static final String TAG = "(?:[a-z]{1,16}[:_])?(?:think|thinking|thought|reasoning)(?:[:_][\\w-]{1,64})?>";

    /** In the Harmony format, what stands between the name of a channel and its text. */
    private static final String HEADER = "(?:[^<]*+(?:<\\|constrain\\|>[^<]*+)?<\\|message\\|>)?";

    private static final List<Family> FAMILIES = List.of(
            Family.of("(?i)<" + TAG, "(?i)</" + TAG),
            Family.literal("[THINK]", "[/THINK]"),
            Family.literal("◁think▷", "◁/think▷"),
            Family.literal("<|begin_of_thought|>", "<|end_of_thought|>"),
            Family.literal("<|START_THINKING|>", "<|END_THINKING|>"),
            Family.literal("<|inner_prefix|>", "<|inner_suffix|>"),
            Family.literal("<|open|>think<|sep|>", "<|close|>think<|sep|>"),
            Family.literal("<|think|>", "<|content|>"),
            Family.literal("<|channel>thought", "<channel|>"),
            Family.literal("<unused94>thought", "<unused95>"),
            // The Harmony format of gpt-oss: only the channel "final" is the answer.
            Family.of("<\\|channel\\|>(?!\\s*final\\b)\\s*\\w*" + HEADER, "<\\|channel\\|>\\s*final\\b" + HEADER),
            // The Harmony format if the server has dropped the special tokens.
            Family.paired("\\A\\s*analysis(?=\\p{Lu})", "assistantfinal"),
            // Granite.
            Family.paired("\\A\\s*Here(?:'s| is) my thought process:", "Here(?:'s| is) my response:"));

    private static final Pattern FENCE = Pattern.compile("(?m)^ {0,3}(?:```|~~~)");

    /** Pairs of an opening quote and its closing quote. */
    private static final String QUOTES = "``\"\"“”„“«»「」『』";

    /** Returns the marks of a content in their order: after an opening mark comes a closing mark. */
    static List<ThinkMark> in(String content) {
        var all = FAMILIES.stream()
                .flatMap(family -> family.marks(content))
                .sorted(Comparator.comparingInt(ThinkMark::from))
                .toList();
        var fences =
                FENCE.matcher(content).results().mapToInt(MatchResult::start).toArray();
        var marks = new ArrayList<ThinkMark>();
        // Where the answer's text starts after the last mark, or continues after a quote.
        var said = 0;
        var thinking = false;
        for (var mark : all) {
            if (thinking) {
                if (!mark.opens) {
                    marks.add(mark);
                    thinking = false;
                    said = mark.to;
                }
            } else if (mark.from >= said && !mark.isFenced(said, fences)) {
                var quoted = mark.quotedTo(content, said);
                if (quoted > 0) {
                    said = quoted;
                } else {
                    marks.add(mark);
                    thinking = mark.opens;
                    said = mark.to;
                }
            }
        }
        return marks;
    }

    /**
     * Returns whether a mark is in a block of code.
     *
     * @param said where the answer's text starts: fences before it do not count
     * @param fences where all fences of the content are
     */
    private boolean isFenced(int said, int[] fences) {
        var next = firstFrom(from, fences);
        return (next - firstFrom(said, fences)) % 2 == 1 && next < fences.length;
    }

    /** Returns the index of the first fence at this place or behind it. */
    private static int firstFrom(int place, int[] fences) {
        var at = Arrays.binarySearch(fences, place);
        return at < 0 ? -at - 1 : at;
    }

    /** Returns the index after the closing quote if the mark is in quotes; 0 if it is not. */
    private int quotedTo(String content, int said) {
        var pair = from > said ? QUOTES.indexOf(content.charAt(from - 1)) : -1;
        if (pair < 0 || pair % 2 == 1) {
            return 0;
        }
        var opening = QUOTES.charAt(pair);
        var closing = QUOTES.charAt(pair + 1);
        var line = content.substring(Math.max(said, content.lastIndexOf('\n', from - 1) + 1), from);
        var end = content.indexOf(closing, to);
        var lineEnd = content.indexOf('\n', to);
        var ends = end >= 0 && (lineEnd < 0 || end < lineEnd) && (opens || end == to);
        // Opening and closing quotes may be the same character. Then the quote before the mark opens if their number is
        // odd.
        var isOpening = opening != closing
                || line.chars().filter(each -> each == opening).count() % 2 == 1;
        return ends && isOpening ? end + 1 : 0;
    }
}
