package dev.assay.tools.published;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The counts of requests, from {@code first} to {@code last}, that fit the published figures.
 *
 * @param spans the fitting counts, as ranges
 */
record RequestCounts(int first, int last, List<Span> spans) {
    private static final int SHOWN = 5;

    RequestCounts {
        spans = List.copyOf(spans);
    }

    /** A range of counts, both ends included. */
    record Span(int from, int to) {
        @Override
        public String toString() {
            return from == to ? Integer.toString(from) : from + " to " + to;
        }
    }

    static RequestCounts of(int first, int last, IntPredicate fits) {
        var spans = new ArrayList<Span>();
        for (var count = first; count <= last; count++) {
            if (!fits.test(count)) {
                continue;
            }
            if (!spans.isEmpty() && spans.getLast().to() == count - 1) {
                spans.set(spans.size() - 1, new Span(spans.getLast().from(), count));
            } else {
                spans.add(new Span(count, count));
            }
        }
        return new RequestCounts(first, last, spans);
    }

    boolean none() {
        return spans.isEmpty();
    }

    boolean all() {
        return spans.equals(List.of(new Span(first, last)));
    }

    boolean has(int count) {
        return spans.stream().anyMatch(span -> span.from() <= count && count <= span.to());
    }

    /** Returns which of the first ten multiples fit. */
    String multiplesOf(int step) {
        var fitting = IntStream.rangeClosed(1, 10)
                .map(times -> times * step)
                .filter(this::has)
                .boxed()
                .toList();
        return switch (fitting.size()) {
            case 0 -> "none";
            case 10 -> "all";
            default -> fitting.stream().map(String::valueOf).collect(Collectors.joining(", "));
        };
    }

    /** Returns the ranges as text. If there are many, only the first ones and the one that reaches the last count. */
    @Override
    public String toString() {
        if (none()) {
            return "none from " + first + " to " + last;
        }
        var open = spans.getLast().to() == last;
        var closed = open ? spans.subList(0, spans.size() - 1) : spans;
        var texts = closed.stream().limit(SHOWN).map(Span::toString).collect(Collectors.toList());
        if (closed.size() > SHOWN) {
            texts.add("…");
        }
        if (open) {
            texts.add(spans.getLast().from() + " and more");
        }
        return String.join(", ", texts);
    }
}
