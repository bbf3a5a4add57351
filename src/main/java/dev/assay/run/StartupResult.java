package dev.assay.run;

import dev.assay.input.InputException;
import dev.assay.run.console.Console;
import dev.assay.run.history.TrendsFile;
import dev.assay.run.imports.ResultImport;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** How a run started; kept for the JUnit session, so that bad input is read once. */
public sealed interface StartupResult extends AutoCloseable {
    /** The property that names which kinds of tests run; empty: all. */
    String GROUPS = "dev.assay.groups";

    /** The property of tests that says how long a shard may give no sign of life until it is lost, such as {@code PT10S}. */
    String LOST = "dev.assay.shards.lost";

    /** Reads everything that people wrote, and sends nothing. */
    static StartupResult of(Map<String, String> properties, Console console) {
        try {
            var options = Options.of(properties);
            return switch (options.mode()) {
                case RunMode.Judging mode ->
                    new Judging(GateSession.open(
                            options, mode, properties.getOrDefault(GROUPS, "").isBlank(), console));
                case RunMode.Sharded mode ->
                    new PartMeasured(ShardSession.open(
                            options,
                            mode,
                            Optional.ofNullable(properties.get(LOST)).map(Duration::parse),
                            console));
                case RunMode.PlanOnly mode -> new PlanShown(PlanPreview.of(options, mode, console));
                case RunMode.Import mode ->
                    new Imported(
                            ResultImport.of(options, mode, Run.id(Instant.now().atZone(ZoneId.systemDefault()))));
                case RunMode.Plant mode -> new Planted(GateTrial.of(options, mode));
                case RunMode.Ledger ignored -> new LedgerShown(FlipLedger.of(options));
                case RunMode.Customer mode -> new Summarised(CustomerReport.of(options, mode));
                case RunMode.Trends(var source) -> new TrendsShown(TrendsFile.of(source));
            };
        } catch (InputException e) {
            return new Refused(e);
        }
    }

    @Override
    void close();

    /** Tests are judged. */
    record Judging(GateSession session) implements StartupResult {
        @Override
        public void close() {
            session.close();
        }
    }

    /** A part of each test is measured, together with other processes; no test is judged. */
    record PartMeasured(ShardSession session) implements StartupResult {
        @Override
        public void close() {
            session.close();
        }
    }

    /** Only the plan is shown; no test is judged. */
    record PlanShown(PlanPreview preview) implements StartupResult {
        @Override
        public void close() {}
    }

    /** Results of other tools were read; no test is planned. */
    record Imported(ResultImport results) implements StartupResult {
        @Override
        public void close() {}
    }

    /** Faults were planted into what was measured; no test is judged. */
    record Planted(GateTrial trial) implements StartupResult {
        @Override
        public void close() {}
    }

    /** What was measured before is shown; no test is judged. */
    record LedgerShown(FlipLedger ledger) implements StartupResult {
        @Override
        public void close() {}
    }

    /** Finished runs were summarised for people outside the team; no test is judged. */
    record Summarised(CustomerReport report) implements StartupResult {
        @Override
        public void close() {}
    }

    /** A page of what was measured before is written; no test is judged. */
    record TrendsShown(TrendsFile trends) implements StartupResult {
        @Override
        public void close() {}
    }

    /**
     * What people wrote cannot be used, so no test is measured or reported.
     *
     * @param reported whether a JUnit test has reported it
     */
    record Refused(InputException why, AtomicBoolean reported) implements StartupResult {
        public Refused(InputException why) {
            this(why, new AtomicBoolean());
        }

        @Override
        public void close() {}
    }
}
