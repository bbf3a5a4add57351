package dev.assay.gate.failures;

/** A part of the way of a request that can be the cause of a failure. */
public enum Part {
    /** Requests wait, in the server or behind the client's throttle, until others have ended. */
    QUEUE,
    /** The server computes the prompt. */
    PREFILL,
    /** The server makes the tokens after the first one. */
    DECODE,
    /** The KV cache has no room, or the prefix cache does not know the prompts. */
    CACHE,
    /** The client sends late. */
    CLIENT,
    /** The server answers with errors. */
    ERRORS
}
