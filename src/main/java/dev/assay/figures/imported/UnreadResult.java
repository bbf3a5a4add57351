package dev.assay.figures.imported;

import dev.assay.figures.Finding;
import dev.assay.figures.Finding.Severity;
import dev.assay.input.Problem;
import java.util.List;
import java.util.Optional;

/** What was meant to be a result and cannot be read, beside others that can. */
public record UnreadResult(Problem problem) implements Imported {
    @Override
    public String name() {
        return problem.place().toString();
    }

    @Override
    public String provenance() {
        return "not read";
    }

    @Override
    public List<Finding> audits() {
        return List.of(new Finding("can be read", Severity.INVALID, problem.message()));
    }

    @Override
    public Optional<String> unmeasured() {
        return Optional.of(problem.message());
    }
}
