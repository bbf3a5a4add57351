package dev.assay.audits.server;

import dev.assay.audits.answers.TokensExact;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.CachedPrompts;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.recording.RequestedTokens;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerRecord;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The audit of a server's prefix cache: it must have almost nothing of unique prompts, and something of the prompts of a warm load test. Cached
 * tokens in the answers and in the server's counters are checked in the same way.
 */
public final class PrefixCache {
    private static final String NAME = "prefix cache";

    /** The largest share of prompt tokens that may be cached by chance: only a word or two at the beginning of a prompt. */
    private static final double MOST = 0.01;

    private PrefixCache() {}

    /**
     * Which part of the prompts came from a cache.
     *
     * @param share the larger one of the shares in answers and counters
     */
    private record Known(double share, String text) {}

    /** Returns the finding; empty if {@link #cold} has one. */
    public static Optional<Finding> of(TestSpec.LoadTest loadTest, Recording recording) {
        return cold(loadTest, recording).isPresent() ? Optional.empty() : Optional.of(finding(loadTest, recording));
    }

    /** Returns a finding if the cache should be warm and is not; empty if it is warm, or need not be. */
    public static Optional<Finding> cold(TestSpec.LoadTest loadTest, Recording recording) {
        return loadTest.cache() == CacheState.WARM
                ? known(loadTest, recording)
                        .filter(known -> known.share() <= MOST)
                        .map(known -> new Finding(
                                NAME,
                                Severity.INVALID,
                                known.text()
                                        + ", although the warm-up sent the same prompts (prefix-cache: warm):"
                                        + " the server has no prefix cache, or no room in it"))
                : Optional.empty();
    }

    private static Finding finding(TestSpec.LoadTest loadTest, Recording recording) {
        var known = known(loadTest, recording);
        if (known.isEmpty()) {
            var wrong = used(recording).wrong();
            return new Finding(
                    NAME,
                    Severity.NOTE,
                    wrong > 0
                            ? "unknown: an answer has an impossible number of cached tokens"
                            : "unknown: no answer says how many prompt tokens were cached (vLLM does with"
                                    + " --enable-prompt-tokens-details)"
                                    + (recording.counted().isEmpty()
                                            ? ""
                                            : ", and the server's counters do not say it"));
        }
        var share = known.get().share();
        var text = known.get().text();
        if (loadTest.cache() == CacheState.WARM) {
            return new Finding(
                    NAME,
                    Severity.NOTE,
                    text + ": the figures are for cached prefixes, as planned (prefix-cache: warm)");
        }
        var common = loadTest.prompts() instanceof Prompts.Unique ? 0 : common(loadTest, recording);
        if (share > common + MOST) {
            return new Finding(
                    NAME,
                    Severity.INVALID,
                    text + ", allowed with prompts " + loadTest.prompts() + ": " + Unit.SHARE.format(common + MOST)
                            + (loadTest.workload().file().isPresent() && loadTest.cache() == CacheState.PLAIN
                                    ? "; the server may have seen the prompts before: write `prefix-cache:"
                                            + " reset`, restart the server, or add prompts"
                                    : ""));
        }
        if (common == 0 || (loadTest.prompts() instanceof Prompts.AsWritten && share <= MOST)) {
            return new Finding(NAME, Severity.SOUND, text);
        }
        // A cached prefix is planned here, so it is not a fault. The note says that ttft is not that of a full prefill.
        return new Finding(
                NAME,
                Severity.NOTE,
                share > MOST
                        ? text + ": the figures are for cached prefixes, because prompts are " + loadTest.prompts()
                        : text + ", although prompts are " + loadTest.prompts() + ": the server does not cache"
                                + " prefixes, or not such short ones");
    }

    /** Counters that include other requests are not used. */
    private static Optional<Known> known(TestSpec.LoadTest loadTest, Recording recording) {
        var used = used(recording);
        var counted = ServerCounts.areOf(recording)
                ? recording.counted().flatMap(PrefixCache::counted)
                : Optional.<Known>empty();
        var after = loadTest.cache() == CacheState.RESET ? ", which was emptied before the load test" : "";
        if (used.share().isEmpty()) {
            return counted.map(known -> new Known(known.share(), known.text() + " by the server's counters" + after));
        }
        var share = used.share().getAsDouble();
        var text = used.cached() + " of " + used.prompt() + " prompt tokens (" + Unit.SHARE.format(share)
                + ") came from a cache" + after;
        return Optional.of(counted.map(known ->
                        new Known(Math.max(share, known.share()), text + "; by the server's counters " + known.text()))
                .orElse(new Known(share, text)));
    }

    private static CachedPrompts used(Recording recording) {
        return CachedPrompts.of(complete(recording).stream()
                .map(trace -> trace.transcript().usage())
                .filter(Objects::nonNull)
                .toList());
    }

    private static Optional<Known> counted(ServerRecord record) {
        var queries = record.count(ServerCount.CACHE_QUERIES);
        var hits = record.count(ServerCount.CACHE_HITS);
        if (queries.isEmpty() || hits.isEmpty() || hits.getAsLong() > queries.getAsLong()) {
            return Optional.empty();
        }
        if (queries.getAsLong() == 0) {
            return Optional.of(new Known(0, "no prompt was looked up in a cache"));
        }
        var share = (double) hits.getAsLong() / queries.getAsLong();
        return Optional.of(new Known(
                share,
                hits.getAsLong() + " of " + queries.getAsLong() + " prompt tokens (" + Unit.SHARE.format(share)
                        + ") came from a cache"));
    }

    /** Returns the share of prompt tokens that prompts have in common by plan; requests without a recorded plan count as none. */
    private static double common(TestSpec.LoadTest loadTest, Recording recording) {
        var asked = complete(recording).stream()
                .map(trace -> TokensExact.asked(loadTest, recording, trace))
                .filter(Objects::nonNull)
                .toList();
        return asked.stream().mapToLong(RequestedTokens::shared).sum()
                / (double) Math.max(
                        1,
                        asked.stream().mapToLong(RequestedTokens::inputTokens).sum());
    }

    private static List<Trace> complete(Recording recording) {
        return recording.measured().stream().filter(Trace::complete).toList();
    }
}
