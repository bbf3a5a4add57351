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
 * All traces of one test, with what is needed to judge them again, or to answer the same requests again.
 *
 * @param sideRecords what was seen beside them
 */
public record Recording(Header header, List<Trace> traces, SideRecords sideRecords) {
    public Recording {
        traces = List.copyOf(traces);
    }

    /** Traces beside which nobody looked at anything. */
    public Recording(Header header, List<Trace> traces) {
        this(header, traces, SideRecords.NONE);
    }

    /** Returns what is known of the client that measured it; empty where nobody looked, as in a test without latencies. */
    public Optional<ClientRecord> client() {
        return sideRecords.of(ClientRecord.class);
    }

    /** Returns what was seen of the server's GPUs; empty where nobody told. */
    public Optional<GpuRecord> gpu() {
        return sideRecords.of(GpuRecord.class);
    }

    /** Returns what the server counted meanwhile; empty where nobody looked. */
    public Optional<ServerRecord> counted() {
        return sideRecords.of(ServerRecord.class);
    }

    /** Returns what the server's log showed; empty where nobody looked. */
    public Optional<ServerLogRecord> serverLog() {
        return sideRecords.of(ServerLogRecord.class);
    }

    /** Returns that its server died in the middle; empty where it did not, or nobody knows. */
    public Optional<ServerDeath> death() {
        return sideRecords.of(ServerDeath.class);
    }

    /** Returns which of its files is no longer what was written; empty where both are, or nobody knows. */
    public Optional<String> altered() {
        return sideRecords.altered();
    }

    /**
     * What stands over the traces of a test.
     *
     * @param started when the test was measured, whatever replayed it since
     * @param seed what the prompts were drawn with
     * @param plan what was asked, fact by fact (requests, tokens, …): a recording answers a plan of the same facts
     * @param server what the server said of itself (model, version)
     * @param asked what each request asked for, by its id; empty where the plan says it of all of them
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
        /** The fact of a server that was allowed to differ from its deployment: in what. */
        public static final String CHANGED = "changed";
        /** The fact of a server that the gate started: after how long it was ready. */
        public static final String STARTUP = "startup";

        private static final Pattern SECONDS = Pattern.compile("([0-9]+\\.[0-9]{3}) s");

        public Header {
            plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
            server = Collections.unmodifiableMap(new LinkedHashMap<>(server));
            asked = Collections.unmodifiableMap(new LinkedHashMap<>(asked));
        }

        /** A header over requests that all ask for what the plan says. */
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

        /** Returns in what the server was allowed to differ from its deployment, and did; empty if in nothing. */
        public Optional<String> changed() {
            return Optional.ofNullable(server.get(CHANGED));
        }

        /** Returns after how many milliseconds the server was ready; empty where the gate did not start it. */
        public OptionalDouble startup() {
            var said = SECONDS.matcher(server.getOrDefault(STARTUP, ""));
            return said.matches()
                    ? OptionalDouble.of(1000 * Double.parseDouble(said.group(1)))
                    : OptionalDouble.empty();
        }

        /** Returns the fact of a server that was ready after {@code nanos}. */
        public static Map<String, String> startup(long nanos) {
            return Map.of(STARTUP, String.format(Locale.ROOT, "%.3f s", nanos / 1e9));
        }

        /** Returns in what a plan differs from the one that was measured; empty if in nothing. */
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

    /** Returns this recording with these of its traces alone. */
    public Recording with(List<Trace> some) {
        return new Recording(header, some, sideRecords);
    }

    /** Returns the traces that count, without those that only warmed the server. */
    public List<Trace> measured() {
        return traces.stream().filter(trace -> !trace.warmup()).toList();
    }
}
