package dev.assay.plan.deployments;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.plan.evalsets.Asking;
import dev.assay.plan.launch.Launch;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.RatioLimits;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.PlanReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One model at one precision on one engine, with its tests: an entry of {@code deployments} in thresholds.yaml.
 *
 * @param servedName the server's name for the model; absent: the gate asks the server, which must have exactly one model
 * @param tokenizer the path of tokenizer.json, relative to thresholds.yaml; absent only if no test needs it
 * @param engine the name of the engine, one of those that this version knows
 * @param engineVersion the version that the engine must report; absent: any
 * @param price what its server costs; absent: not stated
 * @param headers headers of every request to a live server
 * @param network how a live endpoint is reached
 * @param serverLog what the log of its server must and must not have
 * @param tests the protocol test, then evalsets, then texts, then load tests, each in the order of the file
 */
public record Deployment(
        String name,
        String model,
        @Nullable String servedName,
        @Nullable String tokenizer,
        String precision,
        String engine,
        @Nullable String engineVersion,
        Deadlines deadlines,
        Launch launch,
        @Nullable Price price,
        List<Header> headers,
        Network network,
        ServerLog serverLog,
        List<TestSpec> tests,
        Location place) {
    /** The name of a repository on a model hub, {@code owner/name}. A name that ends in .json is taken for a path. */
    private static final Pattern HUB_NAME = Pattern.compile("[\\w.-]+/[\\w.-]+(?<!\\.json)");

    public Deployment {
        headers = List.copyOf(headers);
        tests = List.copyOf(tests);
    }

    /** Reads an entry of {@code deployments}; absent, with a problem, if a part that every deployment needs is missing or wrong. */
    public static @Nullable Deployment read(Node.Entry entry, PlanReading reading) {
        var name = entry.key();
        var named = reading.isName(name, entry.place());
        var fields = Fields.of(entry.value(), "a deployment", reading.problems);
        if (fields == null) {
            return null;
        }
        var model = fields.text("model");
        var servedName = fields.optionalText("served-name");
        var tokenizer = tokenizer(fields, reading);
        var precision = fields.text("precision");
        var engine = fields.choice("engine", reading.vocabulary.engines());
        var engineVersion = fields.optionalText("engine-version");
        var deadlines = Deadlines.read(fields.optional("deadlines"), reading.problems);
        var launch = Launch.read(fields, reading);
        var price = Price.read(fields, reading);
        var headers = Header.readAll(fields, reading);
        var network = Network.read(fields, reading);
        var serverLog = ServerLog.read(fields.optional("server-log"), reading);
        var tests = tests(name, entry.place(), engine, fields, reading);
        fields.refuseOthers(PlanReading.LATER);
        if (!named || model == null || precision == null || engine == null) {
            return null;
        }
        return new Deployment(
                name,
                model,
                servedName,
                tokenizer,
                precision,
                engine,
                engineVersion,
                deadlines,
                launch,
                price,
                headers,
                network,
                serverLog,
                tests,
                entry.place());
    }

    /**
     * Returns how many limits of the deployment are tests of a statistical hypothesis, in the file and whatever the command line selects; at
     * least 1. They share the rate of false alarms.
     */
    public int statisticalLimits() {
        return Math.toIntExact(Math.max(
                1,
                tests.stream()
                        .flatMap(test -> test.limits().stream())
                        .filter(Limit::isStatistical)
                        .count()));
    }

    private static List<TestSpec> tests(
            String name, Location place, @Nullable String engine, Fields fields, PlanReading reading) {
        var loadTests = fields.list("load");
        var evalsets = fields.list("accuracy");
        var texts = fields.list(LogProbabilities.KEY);
        if (loadTests.isEmpty() && evalsets.isEmpty() && texts.isEmpty()) {
            reading.problems.add(
                    place,
                    "deployment '" + name + "' has no tests: it needs 'load', 'accuracy' or '" + LogProbabilities.KEY
                            + "'");
        }
        checkScoring(fields, engine, texts, reading);
        if (!loadTests.isEmpty() && fields.optional("tokenizer") == null) {
            reading.problems.add(
                    place,
                    "deployment '" + name + "' has load tests, so it needs 'tokenizer', the path of a"
                            + " tokenizer.json: it is used to build prompts of exact length");
        }
        var places = new HashMap<String, Location>();
        checkNames(evalsets, List.of("name", "evalset"), places, reading);
        checkNames(texts, List.of("name", "texts"), places, reading);
        checkNames(loadTests, List.of("cell"), places, reading);
        var tests = new ArrayList<TestSpec>();
        var loads = new ArrayList<TestSpec.LoadTest>();
        loadTests.forEach(item -> addTo(loads, TestSpec.LoadTest.read(item, reading)));
        var during = new LoadDuringEvalsets(loads, written(loadTests, "cell"), reading);
        var questions = new ArrayList<TestSpec.Accuracy>();
        evalsets.forEach(item -> addTo(questions, during.addTo(item, TestSpec.Accuracy.read(item, reading))));
        // An evalset that cannot be read counts as one that is asked by chat; there is no plan then.
        var byCompletions = questions.stream()
                .filter(test -> test.evalset().asking().api() == Asking.Api.COMPLETIONS)
                .count();
        tests.add(Protocol.of(
                !loadTests.isEmpty(), evalsets.size() > byCompletions, !texts.isEmpty() || byCompletions > 0, place));
        tests.addAll(questions);
        texts.forEach(item -> addTo(tests, LogProbabilities.read(item, reading)));
        tests.addAll(RatioLimits.addTo(loads, written(loadTests, "cell"), fields, reading));
        return tests;
    }

    /** Reports log-probabilities tests of an engine that returns no log-probabilities of a text. */
    private static void checkScoring(Fields fields, @Nullable String engine, List<Node> texts, PlanReading reading) {
        var scoring = reading.vocabulary.scoringEngines();
        if (engine != null && !texts.isEmpty() && !scoring.contains(engine)) {
            reading.problems.add(
                    fields.placeOf(LogProbabilities.KEY),
                    "the engine [" + engine + "] does not return the log-probabilities of a text; these do: "
                            + String.join(", ", scoring) + ". Remove '" + LogProbabilities.KEY
                            + "', or serve the model with one of them");
        }
    }

    private static List<String> written(List<Node> items, String key) {
        return items.stream()
                .flatMap(item -> item instanceof Node.Mapping test && test.value(key) instanceof Node.Scalar name
                        ? Stream.of(name.text())
                        : Stream.empty())
                .toList();
    }

    private static <T extends TestSpec> void addTo(List<? super T> tests, @Nullable T test) {
        if (test != null) {
            tests.add(test);
        }
    }

    private static @Nullable String tokenizer(Fields fields, PlanReading reading) {
        var file = fields.optionalText("tokenizer");
        if (file == null) {
            return null;
        }
        if (file.equals("server")) {
            reading.problems.add(
                    fields.placeOf("tokenizer"),
                    "tokenizer [server] is not supported, because a recording must be judged without its server."
                            + " Give the path of the checkpoint's tokenizer.json");
        } else if (!reading.directory.has(file)) {
            reading.problems.add(fields.placeOf("tokenizer"), noTokenizer(file, reading));
        }
        return file;
    }

    private static String noTokenizer(String file, PlanReading reading) {
        if (reading.directory.hasFolder(file)) {
            var within = file.replaceFirst("/+$", "") + "/tokenizer.json";
            return "the tokenizer [" + file + "] is a folder, "
                    + (reading.directory.has(within)
                            ? "expected a file: write [" + within + "]"
                            : "and there is no tokenizer.json in it: give the path of the checkpoint's tokenizer.json");
        }
        return HUB_NAME.matcher(file).matches()
                ? "the tokenizer's file [" + file
                        + "] does not exist. If it is the name of a repository on a model hub: Assay downloads"
                        + " nothing. Download its tokenizer.json, and give the path of that file, relative to "
                        + PlanReading.FILE
                : "the tokenizer's file [" + file + "] does not exist; its path is relative to " + PlanReading.FILE;
    }

    /**
     * Checks the names of the tests as they are written, so that tests with other problems are checked too.
     *
     * @param keys those that may name a test; the first that it has does
     */
    private static void checkNames(
            List<Node> items, List<String> keys, Map<String, Location> places, PlanReading reading) {
        for (var item : items) {
            if (item instanceof Node.Mapping test && name(test, keys) instanceof Node.Scalar name) {
                if (name.text().equals(Protocol.NAME)) {
                    reading.problems.add(
                            name.place(),
                            "a test cannot be called [" + Protocol.NAME + "]: every deployment has a test of that"
                                    + " name");
                    continue;
                }
                var first = places.putIfAbsent(name.text(), name.place());
                if (first != null) {
                    reading.problems.add(
                            name.place(),
                            "this deployment has two tests called [" + name.text() + "]; the first is at " + first
                                    + (keys.contains("name") ? ". Give one of them a 'name' of its own" : ""));
                }
            }
        }
    }

    private static @Nullable Node name(Node.Mapping test, List<String> keys) {
        return keys.stream()
                .map(test::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
