package dev.assay.tools.published;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The audits of a row that somebody published: its figures were taken from one set of requests, so they must fit each other. One line
 * each.
 */
public enum PublishedAudits {
    IN_FLIGHT("qps × e2e", "the mean number of requests in flight", InFlightIdentity::of),
    LATENCY("(e2e − ttft) / tpot", "the tokens that TPOT is counted over", LatencyIdentity::of),
    DECODE_RATE("decode-tps × tpot", "one second", DecodeRateIdentity::of),
    PROMPT_RATE("prompt-tps × ttft", "the tokens of a prompt", PromptRateIdentity::of),
    HIT_RATE("hit rate", "what identical prompts find in a cache of blocks", HitRateIdentity::of);

    private final String identity;
    private final String meaning;
    private final Function<PublishedLoadTest, PublishedFinding> audit;

    PublishedAudits(String identity, String meaning, Function<PublishedLoadTest, PublishedFinding> audit) {
        this.identity = identity;
        this.meaning = meaning;
        this.audit = audit;
    }

    /** Returns what is computed. */
    public String identity() {
        return identity;
    }

    /** Returns what it should be, in words. */
    public String meaning() {
        return meaning;
    }

    /** Returns what every audit finds, in the order of this list. */
    public static Map<PublishedAudits, PublishedFinding> examine(PublishedLoadTest row) {
        var findings = new LinkedHashMap<PublishedAudits, PublishedFinding>();
        Arrays.stream(values()).forEach(audit -> findings.put(audit, audit.of(row)));
        return findings;
    }

    /** Returns what this audit finds. */
    public PublishedFinding of(PublishedLoadTest row) {
        return audit.apply(row);
    }
}
