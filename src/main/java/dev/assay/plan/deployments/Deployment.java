package dev.assay.plan.deployments;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.plan.launch.Launch;
import dev.assay.plan.tests.Protocol;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.PlanReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One model at one precision on one engine: a test group of thresholds.yaml.
 *
 * @param servedName what the server calls the model; absent: asked from the server, which must offer one model
 * @param tokenizer the tokenizer's file, relative to thresholds.yaml; absent only where no test needs one
 * @param engine the name of what serves, one of the engines this version knows
 * @param engineVersion its version, as it says it itself; absent: any
 * @param price what its server costs; absent: nobody says
 * @param headers what goes with every request to a live server
 * @param network the way to a live endpoint
 * @param serverLog what its server's log must show
 * @param tests how it must behave on the wire, then evalsets, then load tests, each in the order of the file
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
    /** {@code owner/name}: a tokenizer's file would end in .json. */
    private static final Pattern HUB_NAME = Pattern.compile("[\\w.-]+/[\\w.-]+(?<!\\.json)");

    public Deployment {
        headers = List.copyOf(headers);
        tests = List.copyOf(tests);
    }

    /** A deployment that is reached straight, and of whose server's log nothing is demanded. */
    public Deployment(
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
            List<TestSpec> tests,
            Location place) {
        this(
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
                Network.DIRECT,
                ServerLog.UNREAD,
                tests,
                place);
    }

    /** Reads an entry of {@code deployments}; absent if it has a problem that leaves no deployment. */
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
        var tests = tests(name, entry.place(), fields, reading);
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

    private static List<TestSpec> tests(String name, Location place, Fields fields, PlanReading reading) {
        var loadTests = fields.list("load");
        var evalsets = fields.list("accuracy");
        if (loadTests.isEmpty() && evalsets.isEmpty()) {
            reading.problems.add(place, "deployment '" + name + "' has no rows: it needs 'load' or 'accuracy'");
        }
        if (!loadTests.isEmpty() && fields.optional("tokenizer") == null) {
            reading.problems.add(
                    place,
                    "deployment '" + name + "' has load tests and needs 'tokenizer', a tokenizer.json file:"
                            + " their prompts have an exact length");
        }
        var places = new HashMap<String, Location>();
        checkNames(evalsets, "evalset", places, reading);
        checkNames(loadTests, "cell", places, reading);
        var tests = new ArrayList<TestSpec>();
        tests.add(Protocol.of(!loadTests.isEmpty(), !evalsets.isEmpty(), place));
        evalsets.forEach(item -> addTo(tests, TestSpec.Accuracy.read(item, reading)));
        loadTests.forEach(item -> addTo(tests, TestSpec.LoadTest.read(item, reading)));
        return tests;
    }

    private static void addTo(List<TestSpec> tests, @Nullable TestSpec test) {
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
                    "tokenizer [server] is not known: a recording could not be judged without its server. Name the"
                            + " checkpoint's tokenizer.json");
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
                            ? "and a file is needed: write [" + within + "]"
                            : "and there is no tokenizer.json in it: name the file that the checkpoint has");
        }
        return HUB_NAME.matcher(file).matches()
                ? "the tokenizer's file [" + file
                        + "] does not exist. If it is the name of a repository of a hub: nothing is"
                        + " downloaded from there; get its tokenizer.json, and write where the file lies, relative to "
                        + PlanReading.FILE
                : "the tokenizer's file [" + file + "] does not exist; the name is relative to " + PlanReading.FILE;
    }

    /** Looks at the tests as they are written, so that a test with another problem still counts. */
    private static void checkNames(List<Node> items, String key, Map<String, Location> places, PlanReading reading) {
        for (var item : items) {
            if (item instanceof Node.Mapping test && test.value(key) instanceof Node.Scalar name) {
                if (name.text().equals(Protocol.NAME)) {
                    reading.problems.add(
                            name.place(),
                            "no test can be called [" + Protocol.NAME + "]: every deployment has a test of that name");
                    continue;
                }
                var first = places.putIfAbsent(name.text(), name.place());
                if (first != null) {
                    reading.problems.add(
                            name.place(),
                            "this deployment has two tests called [" + name.text() + "]; the first is at " + first);
                }
            }
        }
    }
}
