package dev.assay.evalsets;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The right calls of each theme, read off the text of the question. */
final class ToolCallKeys {
    private static final Pattern TIMER = Pattern.compile("timer for (\\d+) minutes");
    private static final Pattern MONEY = Pattern.compile("onvert (\\S+) (\\w{3}) to (\\w{3})");

    static final Map<String, UnaryOperator<String>> KEYS = Map.ofEntries(
            Map.entry("weather", ToolCallKeys::weather),
            Map.entry("both", ToolCallKeys::weather),
            Map.entry(
                    "fahrenheit",
                    text -> found(
                            "in ([A-Z]\\w+)",
                            text,
                            match -> "get_temperature({\"city\":\"" + match.group(1) + "\",\"unit\":\"fahrenheit\"})")),
            Map.entry("time", text -> "get_time({})"),
            Map.entry("timer", text -> found(TIMER, text, ToolCallKeys::timer)),
            Map.entry("currency", text -> found(MONEY, text, ToolCallKeys::money)),
            Map.entry(
                    "mixed",
                    text -> found(TIMER, text, ToolCallKeys::timer) + ", " + found(MONEY, text, ToolCallKeys::money)),
            Map.entry("list", ToolCallKeys::list),
            Map.entry("thanks", text -> "no call"),
            Map.entry("none", text -> "no call"));

    private ToolCallKeys() {}

    private static String weather(String text) {
        return found("in ([A-Z]\\w+)", text, match -> "get_weather({\"city\":\"" + match.group(1) + "\"})");
    }

    private static String timer(MatchResult match) {
        return "set_timer({\"minutes\":" + match.group(1) + "})";
    }

    private static String money(MatchResult match) {
        return "convert_currency({\"amount\":" + match.group(1) + ",\"from\":\"" + match.group(2) + "\",\"to\":\""
                + match.group(3) + "\"})";
    }

    private static String list(String text) {
        var items = text.replaceFirst("^Put ", "").replaceFirst(" on my .*$", "");
        return Arrays.stream(items.split(", | and ", -1))
                .map(item -> '"' + item + '"')
                .collect(joining(",", "add_to_list({\"items\":[", "]})"));
    }

    private static String found(String pattern, String text, Function<MatchResult, String> call) {
        return found(Pattern.compile(pattern), text, call);
    }

    private static String found(Pattern pattern, String text, Function<MatchResult, String> call) {
        return pattern.matcher(text).results().map(call).collect(joining(", "));
    }
}
