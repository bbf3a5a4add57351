package dev.assay.prompt;

/**
 * One message of a chat request.
 *
 * @param role who speaks, as the wire has it: {@code system}, {@code user}
 * @param content what is said
 */
public record Message(String role, String content) {}
