package dev.assay.prompt;

/**
 * One message of a chat request.
 *
 * @param role the role of the speaker, as the request has it: {@code system}, {@code user}
 * @param content the text
 */
public record Message(String role, String content) {}
