package dev.assay.suite;

import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.QuestionBlock;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.report.ci.Places;
import dev.assay.report.ci.SourceLine;
import dev.assay.run.GateSession;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterInfo;

/** Which line of the files that people wrote a JUnit test is about, by its arguments. */
final class TestPlaces {
    private TestPlaces() {}

    /** Returns the line, as the checkout names it; empty if the test is about none. */
    static Optional<SourceLine> of(ExtensionContext context) {
        var parameters = ParameterInfo.get(context);
        return parameters == null
                ? Optional.empty()
                : SessionExtension.session(context)
                        .flatMap(session -> place(
                                        Arrays.asList(parameters.getArguments().toArray()), session)
                                .flatMap(session.sources()::of));
    }

    /** The last argument is the most exact one: of a planned test and its limit, the limit. */
    private static Optional<Location> place(List<Object> arguments, GateSession session) {
        return arguments.reversed().stream()
                .flatMap(argument -> place(argument, session).stream())
                .findFirst();
    }

    private static Optional<Location> place(Object argument, GateSession session) {
        return switch (argument) {
            case Limit limit -> Optional.of(limit.place());
            case Question question -> Optional.of(question.place());
            case QuestionBlock block -> Optional.of(block.questions().getFirst().place());
            case Planned planned ->
                session.known(planned)
                        .map(Places::of)
                        .or(() -> Optional.of(planned.test().place()));
            default -> Optional.empty();
        };
    }
}
