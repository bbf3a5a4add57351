package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of the gate, as options of a command: {@code --name} for each {@code assay.name} of {@link Options.Name}, {@code -Dassay.name=value} as Maven has it,
 * and two that Maven has by other names.
 */
final class GateOptions {
    private static final String PREFIX = "assay.";
    private static final String PROPERTY = "-D";
    private static final String REPORTS = "--reports";
    private static final String GROUPS = "--groups";
    /** What {@code -Dgroups} of Maven is. */
    private static final String GROUPS_PROPERTY = "groups";

    /** A label of a value that is, or can be, a file. */
    private static final Pattern FILES = Pattern.compile("PATH|DIRECTORY|FILE|WHAT");
    /** A label that lists the words of which the value is one. */
    private static final Pattern WORDS = Pattern.compile("[a-z]+(\\|[a-z]+)*");

    private GateOptions() {}

    /**
     * Adds options to a command. With {@code -D} it takes all others too.
     *
     * @param suite whether the command runs the suite, and so has reports and groups
     */
    static void addTo(CommandSpec command, Set<Options.Name> options, boolean suite) {
        var order = 0;
        for (var section : OptionHelp.Section.values()) {
            var given = Stream.concat(
                            Arrays.stream(Options.Name.values())
                                    .filter(options::contains)
                                    .filter(name -> OptionHelp.of(name).section() == section)
                                    .map(GateOptions::option),
                            suite ? own(section).stream() : Stream.<OptionSpec>of())
                    .toList();
            if (!given.isEmpty()) {
                var group = ArgGroupSpec.builder()
                        .exclusive(false)
                        .validate(false)
                        .order(order++)
                        .heading("%n" + section.heading() + ":%n");
                given.forEach(group::addArg);
                command.addArgGroup(group.build());
            }
        }
        var properties = OptionSpec.builder(PROPERTY)
                .type(Map.class)
                .auxiliaryTypes(String.class, String.class)
                .paramLabel("assay.NAME=VALUE")
                .description("an option as Maven has it");
        properties.mapFallbackValue("");
        command.addOption(properties.build());
    }

    private static OptionSpec option(Options.Name name) {
        var help = OptionHelp.of(name);
        var option = OptionSpec.builder(written(name)).description(help.text());
        return help.value().isEmpty()
                ? option.type(Boolean.class).arity("0").build()
                : valued(option, help.value()).build();
    }

    /** Returns an option with a value, which may be left out if its label stands in brackets. What its label says of the value is what a shell completes: files, or the words. */
    static OptionSpec.Builder valued(OptionSpec.Builder option, String label) {
        if (label.startsWith("[")) {
            return valued(option, label.substring(1, label.length() - 1))
                    .arity("0..1")
                    .fallbackValue("");
        }
        option.arity("1").paramLabel(label).type(FILES.matcher(label).lookingAt() ? Path.class : String.class);
        return WORDS.matcher(label).matches() ? option.completionCandidates(List.of(label.split("\\|"))) : option;
    }

    private static List<OptionSpec> own(OptionHelp.Section section) {
        return switch (section) {
            case FILES ->
                List.of(valued(OptionSpec.builder(REPORTS), "PATH")
                        .description(
                                "the folder of TEST-*.xml; default: reports in the directory, of shard 2 reports/shard-2")
                        .build());
            case TESTS ->
                List.of(valued(OptionSpec.builder(GROUPS), "protocol|accuracy|load")
                        .description("only tests of this kind")
                        .build());
            case TESTED, RUN, EARLIER -> List.of();
        };
    }

    /** Returns the option of a property: {@code --budget} for {@code assay.budget}. */
    static String written(Options.Name name) {
        return "--" + name.key().substring(PREFIX.length());
    }

    /**
     * Returns the properties that a command line has.
     *
     * @throws InputException if a property is given twice, or with -D and is none of the gate
     */
    static Map<String, String> properties(ParseResult given) {
        var properties = new TreeMap<String, String>();
        var problems = new ArrayList<Problem>();
        Map<String, String> defined = given.matchedOptionValue(PROPERTY, Map.of());
        defined.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                properties.put(name, value);
            } else if (!name.equals(GROUPS_PROPERTY)) {
                problems.add(
                        Options.problem("-D" + name + " is no option of the gate, whose options start with -Dassay. A"
                                + " property of the JVM stands before -jar: java -D" + name + "=VALUE -jar assay.jar"));
            }
        });
        for (var name : Options.Name.values()) {
            var option = written(name);
            if (given.hasMatchedOption(option)) {
                var value = String.valueOf(given.<Object>matchedOptionValue(option, ""));
                if (properties.putIfAbsent(name.key(), value) != null) {
                    problems.add(Options.problem(
                            option + " and -D" + name.key() + " are the same option. Give one of them."));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return properties;
    }

    /** Returns the folder of the JUnit reports. Shards that are started in one directory would write over those of each other, so each has a folder of its own. */
    static Path reports(ParseResult given, Map<String, String> properties) {
        Path folder = given.matchedOptionValue(REPORTS, null);
        if (folder != null) {
            return folder;
        }
        var all = Path.of(properties.getOrDefault(Options.Name.DIRECTORY.key(), ""))
                .resolve("reports");
        return shard(properties).map(number -> all.resolve("shard-" + number)).orElse(all);
    }

    private static Optional<Integer> shard(Map<String, String> properties) {
        try {
            return properties.containsKey(Options.Name.SHARD.key())
                            && Options.of(properties).mode() instanceof RunMode.Sharded part
                    ? Optional.of(part.shard().shard().number())
                    : Optional.empty();
        } catch (InputException e) {
            // The run says what is wrong.
            return Optional.empty();
        }
    }

    /** Returns which kinds of tests run; empty: all. */
    static Optional<String> groups(ParseResult given) {
        Map<String, String> defined = given.matchedOptionValue(PROPERTY, Map.of());
        String groups = given.matchedOptionValue(GROUPS, defined.get(GROUPS_PROPERTY));
        return Optional.ofNullable(groups);
    }
}
