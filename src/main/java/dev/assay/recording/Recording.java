package dev.assay.recording;

import dev.assay.trace.Trace;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All traces of one test, with what is needed to judge them again, or to replay the same requests.
 *
 * @param sideRecords what was recorded beside the traces
 */
public record Recording(Header header, List<Trace> traces, SideRecords sideRecords) {
    public Recording {
        traces = List.copyOf(traces);
    }

    /** A recording without side records. */
    public Recording(Header header, List<Trace> traces) {
        this(header, traces, SideRecords.NONE);
    }

    /** Returns what is known about the client that measured it; empty if nothing was recorded, as for a test without latencies. */
    public Optional<ClientRecord> client() {
        return sideRecords.of(ClientRecord.class);
    }

    /** Returns the load that kept the server busy meanwhile; empty if there was none, or it was not recorded. */
    public Optional<BackgroundRecord> background() {
        return sideRecords.of(BackgroundRecord.class);
    }

    /** Returns the state of the server's GPUs; empty if it was not recorded. */
    public Optional<GpuRecord> gpu() {
        return sideRecords.of(GpuRecord.class);
    }

    /** Returns what the server counted; empty if its counters were not read. */
    public Optional<ServerRecord> counted() {
        return sideRecords.of(ServerRecord.class);
    }

    /** Returns the shards whose traces were merged into these; empty if one process measured the test. */
    public Optional<MergedRecord> merged() {
        return sideRecords.of(MergedRecord.class);
    }

    /** Returns what the server's log showed; empty if the log was not searched. */
    public Optional<ServerLogRecord> serverLog() {
        return sideRecords.of(ServerLogRecord.class);
    }

    /** Returns how the server ended during the test; empty if it did not, or this is not known. */
    public Optional<ServerDeath> death() {
        return sideRecords.of(ServerDeath.class);
    }

    /** Returns which part of a test that several processes measured together it holds; empty if it is no part. */
    public Optional<ShardRecord> shard() {
        return sideRecords.of(ShardRecord.class);
    }

    /** Returns which of its files was changed after it was written; empty if neither was, or this is not known. */
    public Optional<String> altered() {
        return sideRecords.altered();
    }

    /**
     * The header of a test's traces.
     *
     * @param started when the test was measured; a replay keeps this time
     * @param seed the seed of the prompts
     * @param plan what was planned, fact by fact (requests, tokens, …); a recording can be used only for a plan with the same facts
     * @param server what the server reported about itself (model, version)
     * @param asked what each request asked for, by its id; empty if the plan says it for all requests
     */
    public record Header(
            String deployment,
            String test,
            Provenance provenance,
            Instant started,
            long seed,
            Map<String, String> plan,
            Map<String, String> server,
            Map<String, RequestedTokens> asked) {
        /** The key of the fact that says how the server differs from its deployment, where -Dassay.change allows it. */
        public static final String CHANGED = "changed";
        /** The key of the fact that says how long a server that the gate started took until it was ready. */
        public static final String STARTUP = "startup";

        /** The key of the fact that says when the server's process started; one without it does not say. */
        public static final String SERVER_START = "server start";

        private static final Pattern SECONDS = Pattern.compile("([0-9]+\\.[0-9]{3}) s");

        public Header {
            plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
            server = Collections.unmodifiableMap(new LinkedHashMap<>(server));
            asked = Collections.unmodifiableMap(new LinkedHashMap<>(asked));
        }

        /** A header of requests that all ask for what the plan says. */
        public Header(
                String deployment,
                String test,
                Provenance provenance,
                Instant started,
                long seed,
                Map<String, String> plan,
                Map<String, String> server) {
            this(deployment, test, provenance, started, seed, plan, server, Map.of());
        }

        /** Returns the allowed difference between the server and its deployment; empty if there is none. */
        public Optional<String> changed() {
            return Optional.ofNullable(server.get(CHANGED));
        }

        /** Returns when the server's process started, by its own clock; empty if it does not say. */
        public Optional<String> serverStart() {
            return Optional.ofNullable(server.get(SERVER_START));
        }

        /** Returns how many milliseconds the server took until it was ready; empty if the gate did not start it. */
        public OptionalDouble startup() {
            var said = SECONDS.matcher(server.getOrDefault(STARTUP, ""));
            return said.matches()
                    ? OptionalDouble.of(1000 * Double.parseDouble(said.group(1)))
                    : OptionalDouble.empty();
        }

        /** Returns the fact for a server that took {@code nanos} until it was ready. */
        public static Map<String, String> startup(long nanos) {
            return Map.of(STARTUP, String.format(Locale.ROOT, "%.3f s", nanos / 1e9));
        }

        /** Returns how a plan differs from the one that was measured; empty if it does not. */
        public Optional<String> difference(Map<String, String> planned) {
            var keys = new LinkedHashSet<>(planned.keySet());
            keys.addAll(plan.keySet());
            var differences = keys.stream()
                    .filter(key -> !Objects.equals(plan.get(key), planned.get(key)))
                    .map(key -> key + ": " + said(plan.get(key)) + " recorded, " + said(planned.get(key)) + " planned")
                    .collect(Collectors.joining("; "));
            return differences.isEmpty() ? Optional.empty() : Optional.of(differences);
        }

        private static String said(@Nullable String value) {
            return value == null ? "nothing" : "[" + value + "]";
        }
    }

    /** Returns this recording with only these traces. */
    public Recording with(List<Trace> some) {
        return new Recording(header, some, sideRecords);
    }

    /** Returns the measured traces, without those of the warm-up. */
    public List<Trace> measured() {
        return traces.stream().filter(trace -> !trace.warmup()).toList();
    }
}
