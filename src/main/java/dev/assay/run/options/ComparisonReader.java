package dev.assay.run.options;

import dev.assay.input.Problem;
import dev.assay.input.SimilarNames;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.run.options.ComparisonOptions.BaselineAction;
import dev.assay.starts.Difference.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the options about references, as {@link OptionReader} reads the others. */
record ComparisonReader(Map<String, String> properties, List<Problem> problems) {
    ComparisonOptions comparison() {
        return new ComparisonOptions(
                Optional.ofNullable(properties.get(Options.Name.AGAINST.key())), baseline(), allowed(Kind::of));
    }

    private Optional<BaselineAction> baseline() {
        return Optional.ofNullable(properties.get(Options.Name.BASELINE.key())).flatMap(value -> {
            var action = Arrays.stream(BaselineAction.values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
                    .findFirst();
            if (action.isEmpty()) {
                problems.add(
                        Options.problem("-Dassay.baseline is write, to accept what was measured as the baselines of"
                                + " its deployments, or show, to see first what that would change; found [" + value
                                + "]."));
            }
            return action;
        });
    }

    /** Returns the allowed differences of one sort; of each word, {@code of} says whether it is one. */
    <T> Set<T> allowed(Function<String, Optional<T>> of) {
        return allowedWords().stream().flatMap(word -> of.apply(word).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private List<String> allowedWords() {
        var value = properties.get(Options.Name.ALLOW_DIFFERENCE.key());
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    /** Checks the words of allowed differences: those of a server need a live one, and are not kept as a recording. */
    void check(Set<Options.Name> given) {
        var servers = ServerDifference.words();
        var known = Stream.concat(servers.stream(), Kind.refused().stream().map(Kind::word))
                .toList();
        var words = allowedWords();
        words.stream().filter(word -> !known.contains(word)).forEach(word -> problems.add(notADifference(word, known)));
        if (words.stream().anyMatch(servers::contains)) {
            if (!given.contains(Options.Name.ENDPOINT) && !given.contains(Options.Name.TARGET)) {
                problems.add(
                        Options.problem("-Dassay.allow-difference=" + String.join(",", words) + " lets a live server"
                                + " differ from thresholds.yaml. Give -Dassay.endpoint=URL or -Dassay.target too."));
            }
            if (given.contains(Options.Name.RECORD)) {
                problems.add(Options.problem("-Dassay.record keeps recordings of what thresholds.yaml says, and"
                        + " -Dassay.allow-difference=" + String.join(",", words)
                        + " measures something else. Remove one of them."));
            }
        }
    }

    private static Problem notADifference(String word, List<String> known) {
        return Options.problem(
                List.of("image", "serve").contains(word)
                        ? "-Dassay.allow-difference=" + word + " would allow nothing: servers are compared by "
                                + String.join(" and ", ServerDifference.words()) + ", not by `" + word + "`."
                        : "-Dassay.allow-difference is a list of " + String.join(", ", known)
                                + ", such as engine-version, found [" + word + "]" + SimilarNames.hint(word, known));
    }
}
