package dev.assay.tools.gates;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the precision that the name of a model says. */
public final class PrecisionInName {
    private static final Pattern PRECISION =
            Pattern.compile("nvfp4|mxfp4|mxfp8|fp4|fp8|int4|int8|[0-9]bit|w[0-9]+a[0-9]+|bf16|fp16");

    private PrecisionInName() {}

    /** Returns the precision, such as {@code fp8} or {@code w8a8}; empty if the name says none. */
    public static Optional<String> of(String model) {
        var found = PRECISION
                .matcher(model.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("-", found));
    }

    /** Returns the precision, or {@code not-stated}. */
    static String or(String model) {
        return of(model).orElse("not-stated");
    }
}
