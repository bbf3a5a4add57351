package dev.assay.plan.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The arguments of a command that serves a model: reads their options, and shows them without secrets. */
public record ServeArguments(List<String> words) {
    /** Options whose values are secrets and are not shown. */
    private static final Pattern SECRET = Pattern.compile(
            "(--?(?:api[-_]key|hf[-_]token|[\\w-]*(?:secret|password)[\\w-]*))(?:=.*)?", Pattern.DOTALL);

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./{}…-]+");

    public ServeArguments {
        words = List.copyOf(words);
    }

    /** Returns the arguments on one line, without secrets, quoted for a shell; an empty text if there are none. */
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

    /** Returns the value of an option, which may have several names; empty if it is missing. If it appears twice, the last one counts. */
    public Optional<String> value(Set<String> names) {
        return options().stream()
                .filter(option -> names.contains(option.name()))
                .map(Option::value)
                .reduce((first, last) -> last);
    }

    /** Returns the arguments without these options and their values. */
    public ServeArguments without(Set<String> names) {
        return new ServeArguments(options().stream()
                .filter(Predicate.not(option -> names.contains(option.name())))
                .flatMap(option -> option.words.stream())
                .collect(Collectors.toList()));
    }

    /**
     * An option with its values, or the words before the first option.
     *
     * @param words the option's words, its name first
     */
    private record Option(List<String> words) {
        /** Returns its name. Underscores are read as hyphens, as engines do. */
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

    /** Returns whether a word is an option; a negative number is not. */
    private static boolean isOption(String word) {
        return word.matches("(?s)-{1,2}[A-Za-z].*");
    }
}
