package dev.assay.figures;

import dev.assay.figures.Figure.Measured;
import dev.assay.figures.Figure.Undefined;
import dev.assay.plan.testspecs.Limit;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The name of one figure of a load test: a statistic over its requests, or a figure of the run, the server or the requests sent. */
public sealed interface FigureName extends DefinedFigure
        permits FigureName.OfRequests, RunFigure, ServerFigure, SentFigure {
    /** A statistic of a figure that each request has: {@code ttft.p99}. */
    record OfRequests(RequestFigure figure, Statistic statistic) implements FigureName {
        @Override
        public Definition defined() {
            return new Definition(
                    figure.key() + "." + statistic.key(),
                    figure.unit(),
                    statistic.better(figure.better()),
                    figure.definition());
        }

        @Override
        public DefinedFigure base() {
            return figure;
        }

        @Override
        public OptionalDouble quantile() {
            return statistic.quantile();
        }

        @Override
        public String toString() {
            return key();
        }
    }

    /** Returns the names of all figures of a load test, in the order in which reports have them. */
    static List<FigureName> all() {
        var ofRequests = Arrays.stream(RequestFigure.values())
                .flatMap(figure -> Arrays.stream(Statistic.values()).map(statistic -> statistic.of(figure)));
        return Stream.<Stream<? extends FigureName>>of(
                        ofRequests,
                        Arrays.stream(RunFigure.values()),
                        Arrays.stream(ServerFigure.values()),
                        Arrays.stream(SentFigure.values()))
                .<FigureName>flatMap(figures -> figures)
                .toList();
    }

    /**
     * Returns the figure that a limit of a load test is on.
     *
     * @throws IllegalArgumentException for a limit of an evalset
     */
    static FigureName of(Limit limit) {
        if (limit.figure() instanceof FigureName name) {
            return name;
        }
        throw new IllegalArgumentException(
                "no load test has the figure '" + limit.figure().key() + "'");
    }

    /** Returns the figure without its statistic: of {@code ttft.p99} it is {@code ttft}; the figure itself where it has none. */
    default DefinedFigure base() {
        return this;
    }

    /** Returns the probability of a quantile; empty for another figure. */
    default OptionalDouble quantile() {
        return OptionalDouble.empty();
    }

    default Measured measured(double value, int samples) {
        return new Measured(this, value, samples);
    }

    default Undefined undefined(String reason) {
        return new Undefined(this, reason);
    }
}
