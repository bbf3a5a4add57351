package dev.assay.plan.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a command that serves a model: what they ask for, and how they are shown. */
public record ServeArguments(List<String> words) {
    /** What stands behind or in these is nobody's to read. */
    private static final Pattern SECRET = Pattern.compile(
            "(--?(?:api[-_]key|hf[-_]token|[\\w-]*(?:secret|password)[\\w-]*))(?:=.*)?", Pattern.DOTALL);

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./{}…-]+");

    public ServeArguments {
        words = List.copyOf(words);
    }

    /** Returns the words in one line, without secrets, as a shell would take them; empty where there are none. */
    public String shown() {
        var shown = new ArrayList<String>();
        var hidden = false;
        for (var word : words) {
            var secret = SECRET.matcher(word);
            if (secret.matches()) {
                shown.add(secret.group(1));
                shown.add("…");
            }
            hidden = secret.matches() || (hidden && !word.startsWith("-"));
            if (!hidden) {
                shown.add(PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'");
            }
        }
        return String.join(" ", shown);
    }

    /** Returns what an option says, by any of its names; empty where it is not there. Where it stands twice, the last counts. */
    public Optional<String> value(Set<String> names) {
        return options().stream()
                .filter(option -> names.contains(option.name()))
                .map(Option::value)
                .reduce((first, last) -> last);
    }

    /** Returns the words without these options and their values. */
    public ServeArguments without(Set<String> names) {
        return new ServeArguments(options().stream()
                .filter(Predicate.not(option -> names.contains(option.name())))
                .flatMap(option -> option.words.stream())
                .collect(Collectors.toList()));
    }

    /**
     * An option with all that belongs to it, or words before the first.
     *
     * @param words as they stand
     */
    private record Option(List<String> words) {
        /** An underscore is as good as a hyphen. */
        String name() {
            return words.getFirst().replaceFirst("=.*", "").replace('_', '-');
        }

        String value() {
            var first = words.getFirst();
            return first.contains("=")
                    ? first.substring(first.indexOf('=') + 1)
                    : String.join(" ", words.subList(1, words.size()));
        }
    }

    private List<Option> options() {
        var options = new ArrayList<List<String>>();
        for (var word : words) {
            if (options.isEmpty() || isOption(word)) {
                options.add(new ArrayList<>());
            }
            options.getLast().add(word);
        }
        return options.stream().map(Option::new).toList();
    }

    /** A negative number is none. */
    private static boolean isOption(String word) {
        return word.matches("(?s)-{1,2}[A-Za-z].*");
    }
}
