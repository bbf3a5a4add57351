package dev.assay.suite;

import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.QuestionBlock;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.report.ci.Places;
import dev.assay.report.ci.SourceLine;
import dev.assay.run.GateSession;
import dev.assay.run.StartupResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterInfo;

/** Which line of the files that people wrote a JUnit test is about. */
final class TestPlaces {
    private TestPlaces() {}

    /**
     * Returns the line, as the checkout names it: of the limit or question that the test reports; of the first mistake of the input; else the first of
     * thresholds.yaml. Empty if that is not in the checkout.
     */
    static Optional<SourceLine> of(ExtensionContext context) {
        var sources = Invocation.of(context).sources();
        var places = switch (SessionExtension.opened(context)) {
            case StartupResult.Judging judging -> reported(context, judging.session());
            case StartupResult.Refused refused ->
                refused.why().problems().stream().map(Problem::place);
            case StartupResult.PartMeasured ignored -> Stream.<Location>empty();
            case StartupResult.PlanShown ignored -> Stream.<Location>empty();
            case StartupResult.Imported ignored -> Stream.<Location>empty();
            case StartupResult.Planted ignored -> Stream.<Location>empty();
            case StartupResult.LedgerShown ignored -> Stream.<Location>empty();
            case StartupResult.Summarised ignored -> Stream.<Location>empty();
            case StartupResult.TrendsShown ignored -> Stream.<Location>empty();
        };
        return Stream.concat(places, Stream.of(Location.startOf(PlanReading.FILE)))
                .flatMap(place -> sources.of(place).stream())
                .findFirst();
    }

    /** The last argument is the most exact one: of a planned test and its limit, the limit. */
    private static Stream<Location> reported(ExtensionContext context, GateSession session) {
        var parameters = ParameterInfo.get(context);
        return parameters == null
                ? Stream.empty()
                : Arrays.asList(parameters.getArguments().toArray()).reversed().stream()
                        .flatMap(argument -> place(argument, session).stream());
    }

    private static List<Location> place(Object argument, GateSession session) {
        return switch (argument) {
            case Limit limit -> List.of(limit.place());
            case Question question -> List.of(question.place());
            case QuestionBlock block -> List.of(block.questions().getFirst().place());
            case Planned planned ->
                List.of(session.known(planned)
                        .map(Places::of)
                        .orElseGet(() -> planned.test().place()));
            default -> List.of();
        };
    }
}
