package dev.assay.plan.launch;

import dev.assay.input.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The arguments of a command that serves a model: reads their options, and shows them without secrets. */
public record ServeArguments(List<String> words) {
    /** An option, and its value if that is in the same word. */
    private static final Pattern OPTION = Pattern.compile("(--?[A-Za-z][\\w-]*)(?:=(.*))?", Pattern.DOTALL);

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./{}…-]+");

    public ServeArguments {
        words = List.copyOf(words);
    }

    /** Returns the arguments on one line, without secrets, quoted for a shell; an empty text if there are none. */
    public String shown() {
        var shown = new ArrayList<String>();
        var hidden = false;
        for (var word : words) {
            var option = OPTION.matcher(word);
            var secret = option.matches() && SecretText.isNamedBy(option.group(1));
            if (secret) {
                shown.add(option.group(1));
                shown.add(SecretText.HIDDEN);
            }
            hidden = secret || (hidden && !word.startsWith("-"));
            if (!hidden) {
                shown.add(quoted(SecretText.hiddenIn(word)));
            }
        }
        return String.join(" ", shown);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A value of an option whose name says that it is secret. */
    public record Secret(String option, String value) {}

    /** Returns the values of options whose names say that they are secret. */
    public List<Secret> secrets() {
        return options().stream().flatMap(ServeArguments::secrets).toList();
    }

    private static Stream<Secret> secrets(Option option) {
        var first = OPTION.matcher(option.words().getFirst());
        if (!first.matches() || !SecretText.isNamedBy(first.group(1))) {
            return Stream.of();
        }
        var name = first.group(1);
        return Stream.concat(
                        Stream.ofNullable(first.group(2)),
                        option.words().stream().skip(1))
                .map(value -> new Secret(name, value));
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
