package dev.assay.audits;

import static dev.assay.audits.findings.Bias.EITHER;
import static dev.assay.audits.findings.Bias.HIGHER;
import static dev.assay.audits.findings.Bias.LOWER;
import static dev.assay.figures.RequestFigure.CLIENT_WAIT;
import static dev.assay.figures.RequestFigure.DECODE_TPS;
import static dev.assay.figures.RequestFigure.E2E;
import static dev.assay.figures.RequestFigure.E2E_SCHEDULED;
import static dev.assay.figures.RequestFigure.ITL;
import static dev.assay.figures.RequestFigure.OUTPUT_TOKENS;
import static dev.assay.figures.RequestFigure.PROMPT_TPS_EACH;
import static dev.assay.figures.RequestFigure.TOKENS_PER_CHUNK;
import static dev.assay.figures.RequestFigure.TPOT;
import static dev.assay.figures.RequestFigure.TTFT;
import static dev.assay.figures.RequestFigure.TTFT_SCHEDULED;
import static dev.assay.figures.RequestFigure.TTST;
import static dev.assay.figures.RunFigure.CACHED_SHARE;
import static dev.assay.figures.RunFigure.COST_PER_MTOK;
import static dev.assay.figures.RunFigure.ENERGY;
import static dev.assay.figures.RunFigure.ENERGY_PER_MTOK;
import static dev.assay.figures.RunFigure.GOODPUT;
import static dev.assay.figures.RunFigure.GPU_POWER;
import static dev.assay.figures.RunFigure.OUTPUT_TPS;
import static dev.assay.figures.RunFigure.PROMPT_TPS;
import static dev.assay.figures.RunFigure.QPS;
import static dev.assay.figures.ServerFigure.ACCEPT_LENGTH;
import static dev.assay.figures.ServerFigure.CACHE_HIT_RATE;
import static dev.assay.figures.ServerFigure.KV_CACHE_USAGE_MAX;
import static dev.assay.figures.ServerFigure.KV_CACHE_USAGE_MEAN;
import static dev.assay.figures.ServerFigure.PREEMPTIONS;

import dev.assay.audits.answers.AnswerLength;
import dev.assay.audits.answers.AnsweringModel;
import dev.assay.audits.answers.AnswersFromCache;
import dev.assay.audits.answers.Completeness;
import dev.assay.audits.answers.EventsInOrder;
import dev.assay.audits.answers.GatewayRetries;
import dev.assay.audits.answers.PlannedDuration;
import dev.assay.audits.answers.Resends;
import dev.assay.audits.answers.TextsScored;
import dev.assay.audits.answers.Thinking;
import dev.assay.audits.answers.TokenIds;
import dev.assay.audits.answers.TokensExact;
import dev.assay.audits.answers.TracesKept;
import dev.assay.audits.answers.UnknownFinishReasons;
import dev.assay.audits.client.BackgroundLoad;
import dev.assay.audits.client.Backlog;
import dev.assay.audits.client.ClientShift;
import dev.assay.audits.client.CoalescedReads;
import dev.assay.audits.client.Drift;
import dev.assay.audits.client.FirstReads;
import dev.assay.audits.client.InFlight;
import dev.assay.audits.client.PlausibleTimes;
import dev.assay.audits.client.ScheduleLag;
import dev.assay.audits.client.Stalls;
import dev.assay.audits.client.TokensPerEvent;
import dev.assay.audits.findings.Bias;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.server.CacheCounts;
import dev.assay.audits.server.GpuClocks;
import dev.assay.audits.server.GpuNeighbours;
import dev.assay.audits.server.PrefixCache;
import dev.assay.audits.server.ServerCounts;
import dev.assay.audits.server.ServerLives;
import dev.assay.audits.server.ServerLogAudit;
import dev.assay.audits.server.ServerTimes;
import dev.assay.audits.server.Speculation;
import dev.assay.audits.shards.ShardClocks;
import dev.assay.audits.shards.ShardPrompts;
import dev.assay.audits.shards.ShardsTogether;
import dev.assay.audits.shards.ShardsWhole;
import dev.assay.figures.RequestFigure;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The audits of a test, which check the measurement before its limits are judged. One line each: the figures that an invalid audit affects, the
 * side on which each may be off, and the check. A verdict that the true value cannot change, on whatever side it lies, stands.
 */
public enum Audits {
    /** The server died: what it measured shortly before may be part of that. */
    SERVER_LIVES(AffectedFigures.EVERYTHING, (planned, recording) -> ServerLives.of(recording)),
    /** What a shard measured, and how long all would have taken with it, is not known. */
    SHARDS(AffectedFigures.EVERYTHING, (planned, recording) -> ShardsWhole.of(recording)),
    /** A server with less to do may answer otherwise. */
    BACKGROUND_LOAD(AffectedFigures.EVERYTHING, (planned, recording) -> BackgroundLoad.of(planned.test(), recording)),
    /** The trace file was changed, so its figures were not measured. */
    TRACES_KEPT(AffectedFigures.EVERYTHING, (planned, recording) -> TracesKept.of(recording)),
    /** The missing requests may be the slow ones, the missing answers those to the hard questions. */
    COMPLETE(AffectedFigures.ANSWERS, (planned, recording) -> Optional.of(Completeness.of(planned.test(), recording))),
    /** Requests ran out before the planned duration was over. */
    LASTED(
            AffectedFigures.ANSWERS,
            ofLoadTestsPerhaps((loadTest, recording) -> PlannedDuration.of(loadTest, recording.measured()))),
    /** Another model answered. */
    MODEL(AffectedFigures.EVERYTHING, (planned, recording) -> Optional.of(AnsweringModel.of(recording))),
    /** A gateway sent other requests, or another model answered. */
    GATEWAY(AffectedFigures.EVERYTHING, (planned, recording) -> GatewayRetries.of(planned.test(), recording)),
    /** The server did not answer now; perhaps another model did before. */
    ANSWERS_KEPT(AffectedFigures.EVERYTHING, (planned, recording) -> AnswersFromCache.of(recording)),
    /** Events that came twice have a wrong text, and times of nothing. */
    EVENTS(AffectedFigures.EVERYTHING, (planned, recording) -> EventsInOrder.of(planned.test(), recording)),
    /** The server used another kernel. */
    SERVER_LOG(AffectedFigures.EVERYTHING, ServerLogAudit::of),
    /** Prompts or answers of other lengths are another workload. */
    TOKENS_EXACT(AffectedFigures.EVERYTHING, ofLoadTests(TokensExact::of)),
    /** A text without log-probabilities is missing in the mean. */
    LOG_PROBABILITIES(
            AffectedFigures.EVERYTHING,
            (planned, recording) -> planned.test() instanceof LogProbabilities test
                    ? Optional.of(TextsScored.of(test, recording))
                    : Optional.empty()),
    /** With more tokens for an answer, other answers are right. */
    ANSWER_LENGTH(AffectedFigures.EVERYTHING, ofEvalsets(AnswerLength::of)),
    /** A note: people must say whether an answer with such a finish reason is complete. */
    FINISH_REASONS(AffectedFigures.NOTHING, (planned, recording) -> UnknownFinishReasons.of(recording)),
    /** A model that thinks before it answers has other answers right. */
    THINKING(AffectedFigures.EVERYTHING, ofEvalsets(Thinking::of)),
    /** Affects every figure that is computed from n. */
    TOKEN_IDS(
            AffectedFigures.NOTHING
                    .and(EITHER, TPOT, TOKENS_PER_CHUNK, DECODE_TPS, OUTPUT_TOKENS)
                    .and(EITHER, GOODPUT, OUTPUT_TPS, ENERGY_PER_MTOK, COST_PER_MTOK),
            ofLoadTestsPerhaps((loadTest, recording) -> TokenIds.of(recording))),
    /** Affects every figure that is computed from stamps; numbers of tokens are not. */
    PLAUSIBLE(
            AffectedFigures.NOTHING
                    .and(EITHER, TTFT, TTST, E2E, TPOT, ITL, DECODE_TPS, PROMPT_TPS_EACH)
                    .and(EITHER, CLIENT_WAIT, RequestFigure.SCHEDULE_LAG, TTFT_SCHEDULED, E2E_SCHEDULED)
                    .and(EITHER, QPS, GOODPUT, OUTPUT_TPS, PROMPT_TPS)
                    .and(EITHER, GPU_POWER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK),
            (planned, recording) -> Optional.of(PlausibleTimes.of(planned.test(), recording))),
    /**
     * With fewer requests in flight than planned, a server answers each request no later. Its throughput is mostly lower, but a server that
     * preempts requests has less throughput with more of them. A request that waited longer for a slot was answered sooner after that.
     */
    IN_FLIGHT(
            AffectedFigures.NOTHING
                    .and(HIGHER, TTFT, TTST, E2E, TPOT, ITL)
                    .and(EITHER, TTFT_SCHEDULED, E2E_SCHEDULED)
                    .and(LOWER, DECODE_TPS, PROMPT_TPS_EACH)
                    .and(LOWER, PROMPT_TPS)
                    .and(EITHER, QPS, GOODPUT, OUTPUT_TPS)
                    .and(EITHER, GPU_POWER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK)
                    .and(HIGHER, PREEMPTIONS, KV_CACHE_USAGE_MEAN, KV_CACHE_USAGE_MAX),
            ofLoadTests(InFlight::of)),
    /** As with too few requests in flight. */
    SHARDS_OVERLAP(
            AffectedFigures.NOTHING
                    .and(HIGHER, TTFT, TTST, E2E, TPOT, ITL)
                    .and(EITHER, TTFT_SCHEDULED, E2E_SCHEDULED)
                    .and(LOWER, DECODE_TPS, PROMPT_TPS_EACH)
                    .and(LOWER, PROMPT_TPS)
                    .and(EITHER, QPS, GOODPUT, OUTPUT_TPS)
                    .and(EITHER, GPU_POWER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK)
                    .and(HIGHER, PREEMPTIONS, KV_CACHE_USAGE_MEAN, KV_CACHE_USAGE_MAX),
            ofLoadTestsPerhaps((loadTest, recording) -> ShardsTogether.of(recording))),
    /** The times of different shards cannot be put beside each other; each request has times of one shard. */
    SHARDS_CLOCKS(
            AffectedFigures.NOTHING
                    .and(EITHER, QPS, GOODPUT, OUTPUT_TPS)
                    .and(EITHER, GPU_POWER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK),
            ofLoadTestsPerhaps((loadTest, recording) -> ShardClocks.of(recording))),
    /**
     * While a request was lost, the server had less to do. What it then did twice made it slower, and its cache may know the prompt of the
     * second request. Numbers of tokens are not affected.
     */
    SENT_TWICE(
            AffectedFigures.NOTHING
                    .and(EITHER, TTFT, TTST, E2E, TPOT, ITL, DECODE_TPS, PROMPT_TPS_EACH)
                    .and(EITHER, CLIENT_WAIT, TTFT_SCHEDULED, E2E_SCHEDULED)
                    .and(EITHER, QPS, GOODPUT, OUTPUT_TPS, PROMPT_TPS)
                    .and(EITHER, CACHED_SHARE, GPU_POWER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK)
                    .and(EITHER, CACHE_HIT_RATE, PREEMPTIONS, KV_CACHE_USAGE_MEAN, KV_CACHE_USAGE_MAX, ACCEPT_LENGTH),
            Resends::audit),
    /** The server became slower, so in a longer run all times would have been longer. */
    SLOWING(
            AffectedFigures.TOO_FAST.and(HIGHER, COST_PER_MTOK).and(EITHER, GPU_POWER, ENERGY, ENERGY_PER_MTOK),
            ofLoadTestsPerhaps(Drift::slowing)),
    /** The server became faster, so in a longer run or after a longer warm-up all times would have been shorter. */
    QUICKENING(
            AffectedFigures.TOO_SLOW.and(LOWER, COST_PER_MTOK).and(EITHER, GPU_POWER, ENERGY, ENERGY_PER_MTOK),
            ofLoadTestsPerhaps(Drift::quickening)),
    /** A note: if the server itself stalls, a FAIL for that must stand. */
    STALLS(AffectedFigures.NOTHING, ofLoadTests(Stalls::of)),
    /**
     * If the client sends late, the server has less to do at the same time. It answers each request no later after it was sent, and no sooner
     * after it was due.
     */
    SCHEDULE_LAG(
            AffectedFigures.NOTHING
                    .and(HIGHER, TTFT, TTST, E2E, TPOT, ITL)
                    .and(LOWER, CLIENT_WAIT, TTFT_SCHEDULED, E2E_SCHEDULED)
                    .and(LOWER, DECODE_TPS, PROMPT_TPS_EACH)
                    .and(HIGHER, QPS, OUTPUT_TPS)
                    .and(LOWER, PROMPT_TPS)
                    .and(EITHER, GOODPUT)
                    .and(EITHER, GPU_POWER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK)
                    .and(HIGHER, PREEMPTIONS, KV_CACHE_USAGE_MEAN, KV_CACHE_USAGE_MAX),
            (planned, recording) -> ScheduleLag.of(planned.test().pace(), recording)),
    /** Fails the test, and affects no figure. */
    SERVER_KEEPS_UP(AffectedFigures.NOTHING, ofOpenLoops(Backlog::of)),
    /** The server counted other requests, or only some of them. */
    SERVER_COUNTERS(
            AffectedFigures.NOTHING.and(
                    EITHER, CACHE_HIT_RATE, PREEMPTIONS, KV_CACHE_USAGE_MEAN, KV_CACHE_USAGE_MAX, ACCEPT_LENGTH),
            (planned, recording) -> ServerCounts.agree(recording)),
    /** The counters disagree with the answers: for example, no hits while answers say that half of their prompts were cached. */
    CACHE_COUNTERS(
            AffectedFigures.NOTHING.and(EITHER, CACHE_HIT_RATE),
            ofLoadTestsPerhaps((loadTest, recording) -> CacheCounts.counters(recording))),
    /** The counters saw more cached tokens than the answers say. */
    CACHE_ANSWERS(
            AffectedFigures.NOTHING.and(HIGHER, CACHED_SHARE),
            ofLoadTestsPerhaps((loadTest, recording) -> CacheCounts.answers(recording))),
    /** Other clients make a server slower and its cache fuller. They may have put prompts into its cache, or removed them from it. */
    ALONE(
            AffectedFigures.TOO_SLOW
                    .and(LOWER, PREEMPTIONS, KV_CACHE_USAGE_MEAN, KV_CACHE_USAGE_MAX)
                    .and(EITHER, CACHE_HIT_RATE, ACCEPT_LENGTH)
                    .and(EITHER, CACHED_SHARE, GPU_POWER)
                    .and(LOWER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK),
            (planned, recording) -> ServerCounts.alone(planned.test(), recording)),
    /** A first token that is here before the server has it: its time is too short. */
    SERVER_TIMES(
            AffectedFigures.NOTHING
                    .and(HIGHER, TTFT, E2E, TTFT_SCHEDULED, E2E_SCHEDULED)
                    .and(LOWER, PROMPT_TPS_EACH)
                    .and(LOWER, PROMPT_TPS),
            ofLoadTestsPerhaps((loadTest, recording) -> ServerTimes.of(recording))),
    /** The time that a proxy or a front end adds to the first token is not the server's. */
    SERVER_TTFT(
            AffectedFigures.NOTHING
                    .and(LOWER, TTFT, TTFT_SCHEDULED)
                    .and(HIGHER, PROMPT_TPS_EACH)
                    .and(HIGHER, PROMPT_TPS),
            ofLoadTestsPerhaps((loadTest, recording) -> ServerTimes.late(recording))),
    /** Tokens came faster than the server made them, so something held them back before. */
    SERVER_TOKENS_FASTER(
            AffectedFigures.NOTHING
                    .and(HIGHER, TTST, TPOT, ITL)
                    .and(LOWER, DECODE_TPS)
                    .and(LOWER, GOODPUT),
            ofLoadTestsPerhaps((loadTest, recording) -> ServerTimes.tokensFaster(recording))),
    /** By the server's clock, a token took less time than here. */
    SERVER_TOKENS_SLOWER(
            AffectedFigures.NOTHING.and(LOWER, TTST, TPOT, ITL).and(HIGHER, DECODE_TPS),
            ofLoadTestsPerhaps((loadTest, recording) -> ServerTimes.tokensSlower(recording))),
    /**
     * A server answers a prompt that its cache knows sooner, and other requests wait less for it. So all times are too short and all rates too
     * high. The hit rate itself is right. Prompts with the same beginning also share its place in the cache.
     */
    PREFIX_CACHE(
            AffectedFigures.TOO_FAST
                    .and(HIGHER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK)
                    .and(EITHER, GPU_POWER)
                    .and(HIGHER, PREEMPTIONS, KV_CACHE_USAGE_MEAN, KV_CACHE_USAGE_MAX),
            ofLoadTestsPerhaps(PrefixCache::of)),
    /** The same, by the prompts that were sent. */
    SHARDS_PROMPTS(
            AffectedFigures.TOO_FAST
                    .and(HIGHER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK)
                    .and(EITHER, GPU_POWER)
                    .and(HIGHER, PREEMPTIONS, KV_CACHE_USAGE_MEAN, KV_CACHE_USAGE_MAX),
            ofLoadTestsPerhaps(ShardPrompts::of)),
    /** The opposite: the cache should know the prompts, and does not. */
    PREFIX_CACHE_COLD(
            AffectedFigures.TOO_SLOW
                    .and(LOWER, PREEMPTIONS, KV_CACHE_USAGE_MEAN, KV_CACHE_USAGE_MAX)
                    .and(LOWER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK)
                    .and(EITHER, GPU_POWER),
            ofLoadTestsPerhaps(PrefixCache::cold)),
    /** A note: the tokens of the first reads are a cause of error of their own. */
    FIRST_READS(AffectedFigures.NOTHING, ofLoadTestsPerhaps((loadTest, recording) -> FirstReads.of(recording))),
    /** Gaps between events of one read are missing, and the gaps around them are too long. */
    COALESCED(
            AffectedFigures.NOTHING.and(EITHER, TTST, ITL, TOKENS_PER_CHUNK),
            ofLoadTests((loadTest, recording) -> CoalescedReads.of(recording))),
    /** Without the slowdown the GPU would have been faster; how much power it would have drawn is not known. */
    GPU_CLOCKS(
            AffectedFigures.TOO_SLOW.and(LOWER, COST_PER_MTOK).and(EITHER, GPU_POWER, ENERGY, ENERGY_PER_MTOK),
            ofLoadTestsPerhaps((loadTest, recording) -> GpuClocks.of(recording))),
    /** Other processes on the GPU make the server wait, and draw power too. */
    GPU_NEIGHBOURS(
            AffectedFigures.TOO_SLOW
                    .and(LOWER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK)
                    .and(EITHER, GPU_POWER),
            ofLoadTestsPerhaps((loadTest, recording) -> GpuNeighbours.of(recording))),
    /** A note: the client's overhead is a cause of error of its own. */
    CLIENT(AffectedFigures.NOTHING, ofLoadTestsPerhaps((loadTest, recording) -> ClientShift.audit(recording))),
    /** A note. */
    TOKENS_PER_EVENT(AffectedFigures.NOTHING, ofLoadTests((loadTest, recording) -> TokensPerEvent.of(recording))),
    /** A note: nobody can say on which side the figures are off. */
    SPECULATION(AffectedFigures.NOTHING, Speculation::of);

    private static final Set<Audits> WITHOUT_ANSWERS = EnumSet.of(SERVER_LIVES, SHARDS, BACKGROUND_LOAD, COMPLETE);

    private final AffectedFigures affected;
    private final BiFunction<Planned, Recording, Optional<Finding>> audit;

    /** @param audit the check; it finds nothing if it does not apply to the test */
    Audits(AffectedFigures affected, BiFunction<Planned, Recording, Optional<Finding>> audit) {
        this.affected = affected;
        this.audit = audit;
    }

    /** Returns what the audits find, in the order of this list. Without a complete request only SERVER_LIVES, SHARDS, BACKGROUND_LOAD and COMPLETE are asked. */
    public static Map<Audits, Finding> examine(Planned planned, Recording recording) {
        var any = recording.measured().stream().anyMatch(Trace::complete);
        var findings = new EnumMap<Audits, Finding>(Audits.class);
        Arrays.stream(values())
                .filter(audit -> any || WITHOUT_ANSWERS.contains(audit))
                .forEach(audit ->
                        audit.audit.apply(planned, recording).ifPresent(finding -> findings.put(audit, finding)));
        return Collections.unmodifiableMap(findings);
    }

    /** Returns on which side a figure may be off if this audit is invalid. */
    public Bias about(NamedFigure figure) {
        return affected.of(figure);
    }

    /** Returns whether every figure of a test may be off on either side if this audit is invalid. */
    public boolean affectsEverything() {
        return affected.ofOthers();
    }

    private static BiFunction<Planned, Recording, Optional<Finding>> ofLoadTests(
            BiFunction<TestSpec.LoadTest, Recording, Finding> audit) {
        return (planned, recording) -> planned.test() instanceof TestSpec.LoadTest loadTest
                ? Optional.of(audit.apply(loadTest, recording))
                : Optional.empty();
    }

    private static BiFunction<Planned, Recording, Optional<Finding>> ofLoadTestsPerhaps(
            BiFunction<TestSpec.LoadTest, Recording, Optional<Finding>> audit) {
        return (planned, recording) -> planned.test() instanceof TestSpec.LoadTest loadTest
                ? audit.apply(loadTest, recording)
                : Optional.empty();
    }

    private static BiFunction<Planned, Recording, Optional<Finding>> ofOpenLoops(
            BiFunction<Pace.Open, Recording, Finding> audit) {
        return (planned, recording) -> planned.test().pace() instanceof Pace.Open pace
                ? Optional.of(audit.apply(pace, recording))
                : Optional.empty();
    }

    private static BiFunction<Planned, Recording, Optional<Finding>> ofEvalsets(
            BiFunction<TestSpec.Accuracy, Recording, Finding> audit) {
        return (planned, recording) -> planned.test() instanceof TestSpec.Accuracy accuracy
                ? Optional.of(audit.apply(accuracy, recording))
                : Optional.empty();
    }
}
