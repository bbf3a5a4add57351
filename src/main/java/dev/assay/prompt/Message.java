package dev.assay.prompt;

/**
 * One message of a chat.
 *
 * @param role {@code system} or {@code user}
 */
public record Message(String role, String content) {}
