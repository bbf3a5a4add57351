package dev.assay.input;

/**
 * The content of a file at the time when it was read.
 *
 * @param name the name that messages use
 * @param text the content, without a byte order mark
 * @param sha256 of the bytes as they are on disk, lower-case hex
 */
public record InputFile(String name, String text, String sha256) {}
