package dev.assay.spec;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing to measure on a deployment and what it must keep: how it behaves on the wire, a load cell or an evalset. */
public sealed interface Row permits Protocol, Row.Cell, Row.Accuracy {
    /** Returns the row's name within its deployment: the cell's or the evalset's, or {@value Protocol#NAME}. */
    String name();

    /** Returns how many requests are due at any time while work remains: a user each, who asks again when he is answered. */
    int concurrency();

    /** Returns how many requests are in flight, always exactly so many while work remains. */
    default int inFlight() {
        return concurrency();
    }

    /** Returns what keeps fewer in flight than are due, for people: {@code max-in-flight 24}; empty if nothing does. */
    default Optional<String> throttle() {
        return inFlight() < concurrency() ? Optional.of("max-in-flight " + inFlight()) : Optional.empty();
    }

    /** Returns how much is asked at once, for people: {@code 4 in flight}, {@code concurrency 40, max-in-flight 24}. */
    default String pace() {
        return throttle()
                .map(throttle -> "concurrency " + concurrency() + ", " + throttle)
                .orElse(concurrency() + " in flight");
    }

    /** Returns the limits it must keep; none for {@link Protocol}, and where {@link Accuracy#asking} picked a question. */
    List<Limit> limits();

    /** Returns when the row is measured. */
    Terms terms();

    /** Returns whether anything that becomes of the row can be red. */
    default boolean enforced() {
        return limits().isEmpty() ? terms().enforced() : limits().stream().anyMatch(Limit::enforced);
    }

    /** Returns the place in thresholds.yaml where the row starts. */
    Location place();

    /**
     * One workload at one concurrency.
     *
     * @param concurrency requests under way, always exactly so many while work remains
     * @param maxInFlight a throttle below the concurrency: what is due beyond it waits in the client; absent: none
     * @param requests how many are measured
     * @param warmup how many go before and are not measured
     * @param objectives what each request should keep; none: goodput has no meaning
     * @param source where the limits come from, for people
     * @param published what somebody else measured of it; absent: nothing is known
     */
    record Cell(
            String name,
            Workload workload,
            int concurrency,
            @Nullable Integer maxInFlight,
            int requests,
            int warmup,
            Prompts prompts,
            List<Objective> objectives,
            String source,
            List<Limit> limits,
            Terms terms,
            @Nullable Published published,
            Location place)
            implements Row {
        public Cell {
            objectives = List.copyOf(objectives);
            limits = List.copyOf(limits);
        }

        @Override
        public int inFlight() {
            return maxInFlight == null ? concurrency : maxInFlight;
        }

        /** Returns what the prompts are, for people: {@code unique}, {@code identical, as token-ids}. */
        public String promptWords() {
            var words =
                    prompts + workload.file().map(file -> " of " + file.name()).orElse("");
            return switch (workload.promptForm()) {
                case TEXT -> words;
                case TOKEN_IDS -> words + ", as token-ids";
            };
        }

        /** Reads an item of {@code load}; absent if it has a problem that leaves no cell. */
        static @Nullable Cell read(Node item, Reading reading) {
            var fields = Fields.of(item, "a cell", reading.problems);
            if (fields == null) {
                return null;
            }
            var name = fields.text("cell");
            var terms = Terms.read(fields, reading);
            var named = name != null && reading.isName(name, fields.placeOf("cell"));
            var workloadName = fields.text("workload");
            var workload = workloadName == null ? null : reading.workload(workloadName, fields.placeOf("workload"));
            var concurrency = fields.count("concurrency", Reading.MOST_IN_FLIGHT);
            var slots = concurrency == null ? 1 : concurrency;
            var maxInFlight = maxInFlight(fields, concurrency, reading);
            var requests = requests(fields, slots, reading);
            var warmup = fields.count("warmup", 0, Reading.MOST_REQUESTS, slots);
            var prompts = Prompts.read(fields.optional("prompts"), workload, reading);
            checkLines(fields, workload, requests, warmup, reading);
            var objectives = Objective.readAll(fields, reading);
            var source = fields.optionalText("source");
            var whole = new Quantity.Whole(requests, "the cell has " + requests + " requests");
            var limits =
                    Limit.readAll(fields, "a cell", reading.vocabulary.loadFigures(), whole, terms, reading.problems);
            var published = Published.read(fields.optional("published"), workload, reading);
            fields.refuseOthers(Reading.LATER);
            if (name == null || !named || workload == null || concurrency == null || prompts == null) {
                return null;
            }
            return new Cell(
                    name,
                    workload,
                    concurrency,
                    maxInFlight,
                    requests,
                    warmup,
                    prompts,
                    objectives,
                    source == null ? "" : source,
                    limits,
                    terms,
                    published,
                    fields.place());
        }

        private static @Nullable Integer maxInFlight(Fields fields, @Nullable Integer concurrency, Reading reading) {
            var key = "max-in-flight";
            var most = fields.optional(key) == null ? null : fields.count(key, Reading.MOST_IN_FLIGHT);
            if (most != null && concurrency != null && most >= concurrency) {
                reading.problems.add(
                        fields.placeOf(key),
                        "'" + key + "' must be below 'concurrency': " + most + " for " + concurrency
                                + " throttles nothing. Lower it, or take it out");
            }
            return most;
        }

        /** No line is asked twice: what a server saw once, its cache of prefixes may know. */
        private static void checkLines(
                Fields fields, @Nullable Workload workload, int requests, int warmup, Reading reading) {
            var file = workload == null ? null : workload.file().orElse(null);
            if (file != null && file.lines().size() < requests + warmup) {
                reading.problems.add(
                        fields.placeOf("requests"),
                        file.name() + " has " + file.lines().size() + " prompts, and " + requests + " requests after "
                                + warmup + " to warm up need " + (requests + warmup)
                                + ", since none is asked twice: plan fewer, or add prompts");
            }
        }

        private static int requests(Fields fields, int slots, Reading reading) {
            var requests = fields.count("requests", 1, Reading.MOST_REQUESTS, Math.max(10 * slots, 100));
            if (requests < slots) {
                reading.problems.add(
                        fields.placeOf("requests"),
                        "'requests' must be at least 'concurrency': " + requests + " cannot keep " + slots
                                + " in flight");
            }
            return requests;
        }
    }

    /**
     * One evalset, asked once.
     *
     * @param concurrency questions in flight
     * @param source where the limits come from, for people
     */
    record Accuracy(Evalset evalset, int concurrency, String source, List<Limit> limits, Terms terms, Location place)
            implements Row {
        public Accuracy {
            limits = List.copyOf(limits);
        }

        /** Returns the row with one of its questions and no limits, which only all questions together can keep. */
        Accuracy asking(Question question) {
            return new Accuracy(evalset.asking(question), concurrency, source, List.of(), terms, place);
        }

        /** Reads an item of {@code accuracy}; absent if it has a problem that leaves no row. */
        static @Nullable Accuracy read(Node item, Reading reading) {
            var fields = Fields.of(item, "an evalset's row", reading.problems);
            if (fields == null) {
                return null;
            }
            var name = fields.text("evalset");
            var terms = Terms.read(fields, reading);
            var evalset = name == null ? null : reading.evalset(name, fields.placeOf("evalset"));
            var concurrency = fields.count("concurrency", 1, Reading.MOST_IN_FLIGHT, 4);
            var source = fields.optionalText("source");
            var size = evalset == null ? 0 : evalset.questions().size();
            var whole = evalset == null ? null : new Quantity.Whole(size, "the evalset has " + size + " questions");
            var figures = reading.vocabulary.accuracyFigures();
            var limits = Limit.readAll(fields, "an evalset's row", figures, whole, terms, reading.problems);
            fields.refuseOthers(Reading.LATER);
            return evalset == null
                    ? null
                    : new Accuracy(evalset, concurrency, source == null ? "" : source, limits, terms, fields.place());
        }

        @Override
        public String name() {
            return evalset.name();
        }
    }
}
