package dev.assay.tools.results;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.input.Problem;
import java.util.List;
import java.util.Optional;

/** A result that cannot be read, in a file with others that can. */
public record UnreadResult(Problem problem) implements ImportedResult {
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
