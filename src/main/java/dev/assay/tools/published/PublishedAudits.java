package dev.assay.tools.published;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The audits of a published row of figures. All figures of a row come from the same requests, so they must agree with each other. One line per audit.
 */
public enum PublishedAudits {
    IN_FLIGHT("qps × e2e", "the mean number of requests in flight", InFlightIdentity::of),
    LATENCY("(e2e − ttft) / tpot", "the tokens by which TPOT was divided", LatencyIdentity::of),
    DECODE_RATE("decode-tps × tpot", "one second", DecodeRateIdentity::of),
    PROMPT_RATE("prompt-tps × ttft", "the tokens of a prompt", PromptRateIdentity::of),
    HIT_RATE("hit rate", "the share of identical prompts that a cache of blocks holds", HitRateIdentity::of);

    private final String identity;
    private final String meaning;
    private final Function<PublishedLoadTest, PublishedFinding> audit;

    PublishedAudits(String identity, String meaning, Function<PublishedLoadTest, PublishedFinding> audit) {
        this.identity = identity;
        this.meaning = meaning;
        this.audit = audit;
    }

    /** Returns the formula of the product or quotient. */
    public String identity() {
        return identity;
    }

    /** Returns what its value should be, in words. */
    public String meaning() {
        return meaning;
    }

    /** Returns the finding of each audit, in the order of this list. */
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
