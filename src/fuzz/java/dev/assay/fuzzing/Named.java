package dev.assay.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An input that is a file: its name on the first line, then its content.
 *
 * @param name one of the names that a target knows
 */
public record Named(String name, byte[] content) {
    /** Returns the file; empty if it has none of these names. */
    public static Optional<Named> of(byte[] input, List<String> names) {
        for (var at = 0; at < Math.min(input.length, 64); at++) {
            if (input[at] == '\n') {
                var name = new String(input, 0, at, UTF_8);
                return names.contains(name)
                        ? Optional.of(new Named(name, Arrays.copyOfRange(input, at + 1, input.length)))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    public String text() {
        return new String(content, UTF_8);
    }
}
