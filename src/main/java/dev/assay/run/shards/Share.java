package dev.assay.run.shards;

import dev.assay.load.LoadLoop;
import dev.assay.recording.ShardRecord;
import dev.assay.shards.Part;
import dev.assay.wire.Ticker;
import java.util.Optional;
import java.util.function.Supplier;

/** How this process takes part in the measurement of one test. */
public interface Share {
    /** This process measures the test alone. */
    Share WHOLE = new Share() {
        @Override
        public Part part() {
            return Part.WHOLE;
        }

        @Override
        public boolean leads() {
            return true;
        }

        @Override
        public Optional<String> arrive() {
            return Optional.empty();
        }

        @Override
        public <T> T inTurn(Supplier<T> work) {
            return work.get();
        }

        @Override
        public LoadLoop.Beginning beginning(Ticker ticker, Runnable warmed) {
            return LoadLoop.Beginning.now(ticker::nanos, warmed);
        }

        @Override
        public Optional<ShardRecord> sent(Ticker ticker) {
            return Optional.empty();
        }
    };

    /** What to do about a test that not all shards could measure. */
    String AGAIN = "Continue all shards with -Dassay.resume; tests that all of them measured are not repeated.";

    /** Returns which part of the test's requests it sends. */
    Part part();

    /** Returns whether it does what must be done once for a test: cache resets, reading what the server and its GPUs report. */
    boolean leads();

    /** Waits until all that share the test are ready to measure it. Returns why it cannot be measured; empty if it can. */
    Optional<String> arrive();

    /** Does something while no other shard does it. */
    <T> T inTurn(Supplier<T> work);

    /**
     * Returns how the measured requests begin: after all have warmed up, at one time.
     *
     * @param ticker the clock of the test
     * @param warmed is run after the warm-up
     */
    LoadLoop.Beginning beginning(Ticker ticker, Runnable warmed);

    /** Waits until all that share the test have sent all requests, and returns what is to be recorded of this part; empty if it is all of it. */
    Optional<ShardRecord> sent(Ticker ticker);
}
