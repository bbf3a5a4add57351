package dev.assay.evalsets;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Solves the suite's puzzles by trying all possibilities. A puzzle with two solutions has no key. */
final class SuiteLogicKeys {
    /** The function that derives a key from a question's text, by the question's id. */
    static final Map<String, UnaryOperator<String>> KEYS = Map.ofEntries(
            entry("logic-01", text -> glimCanBeWend() ? "yes" : "no"),
            entry("logic-02", text -> third()),
            entry("logic-03", text -> sixthBook()),
            entry("logic-04", text -> knave()),
            entry("logic-05", SuiteLogicKeys::heading));

    private static final Pattern TURN = Pattern.compile("turn (right|left|around)");

    private SuiteLogicKeys() {}

    /** Returns whether a thing can be a glim and a wend under the puzzle's rules. */
    private static boolean glimCanBeWend() {
        return Stream.of(true, false).anyMatch(tov -> {
            var everyGlimIsTov = tov;
            var noTovIsWend = !tov;
            return everyGlimIsTov && noTovIsWend;
        });
    }

    private static String third() {
        var orders = orders(List.of("Ada", "Ben", "Cleo", "Dan", "Eve")).stream()
                .filter(order -> order.indexOf("Ben") == order.indexOf("Dan") + 1)
                .filter(order -> order.indexOf("Ada") < order.indexOf("Dan"))
                .filter(order -> order.indexOf("Cleo") < order.indexOf("Ada"))
                .filter(order -> order.indexOf("Cleo") != 0)
                .toList();
        return onlyOne(orders.stream().map(order -> order.get(2)));
    }

    private static String sixthBook() {
        Predicate<Integer> atAnEnd = position -> position == 0 || position == 5;
        var shelves = orders(List.of("red", "blue", "green", "yellow", "black", "white")).stream()
                .filter(shelf -> atAnEnd.test(shelf.indexOf("red")))
                .filter(shelf -> shelf.indexOf("green") == shelf.indexOf("blue") + 1)
                .filter(shelf -> shelf.indexOf("white") == shelf.indexOf("red") + 2)
                .filter(shelf -> shelf.indexOf("yellow") > shelf.indexOf("black"))
                .filter(shelf -> !atAnEnd.test(shelf.indexOf("green")))
                .toList();
        return onlyOne(shelves.stream().map(List::getLast));
    }

    private static String knave() {
        return onlyOne(Stream.of("Ann", "Bob", "Cid").filter(knave -> {
            var ann = !knave.equals("Ann");
            var bob = !knave.equals("Bob");
            var cid = !knave.equals("Cid");
            var annSaysTrue = !bob;
            var bobSaysTrue = cid == bob;
            var cidSaysTrue = ann;
            return ann == annSaysTrue && bob == bobSaysTrue && cid == cidSaysTrue;
        }));
    }

    private static String heading(String text) {
        var quarters = TURN.matcher(text)
                .results()
                .mapToInt(each -> List.of("right", "around", "left").indexOf(each.group(1)) + 1)
                .sum();
        return List.of("north", "east", "south", "west").get(quarters % 4);
    }

    private static String onlyOne(Stream<String> solutions) {
        var distinct = solutions.distinct().toList();
        return distinct.size() == 1 ? distinct.getFirst() : "not one solution: " + distinct;
    }

    private static List<List<String>> orders(List<String> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        return IntStream.range(0, items.size())
                .boxed()
                .flatMap(first -> {
                    var rest = new ArrayList<>(items);
                    var head = rest.remove(first.intValue());
                    return orders(rest).stream()
                            .map(tail -> Stream.concat(Stream.of(head), tail.stream())
                                    .toList());
                })
                .toList();
    }
}
