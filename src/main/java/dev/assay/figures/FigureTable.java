package dev.assay.figures;

import dev.assay.figures.Figure.Measured;
import dev.assay.figures.times.ReleaseTimes;
import dev.assay.figures.times.RequestTimes;
import dev.assay.figures.times.TokenTime;
import dev.assay.plan.testspecs.RequestObjective;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.stats.Interval;
import dev.assay.stats.QuantileTest;
import dev.assay.stats.Sample;
import dev.assay.stats.Uncertainty;
import dev.assay.trace.Trace;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All figures of one load test, computed from its recording. The same recording gives the same bits. */
public final class FigureTable {
    private static final double LEVEL = 0.95;

    private final Map<RequestFigure, List<RequestTimes>> perRequest = new EnumMap<>(RequestFigure.class);
    private final Map<RequestFigure, Integer> counts = new EnumMap<>(RequestFigure.class);
    private final Map<FigureName, Figure> figures = new LinkedHashMap<>();
    /** Absent as long as the values of the requests are there, from which they are computed. */
    private @Nullable Map<FigureName, Interval> intervals;

    private final MissingRequests missing;
    private final @Nullable RunTotals totals;
    private final Map<DefinedFigure, Integer> unseen = new HashMap<>();
    private int following = 1;
    private boolean served;
    private @Nullable FigureTable fastest;
    private @Nullable FigureTable slowest;

    private FigureTable(MissingRequests missing, @Nullable RunTotals totals) {
        this.missing = missing;
        this.totals = totals;
    }

    /** Computes the figures of the measured requests of a load test without objectives. */
    public static FigureTable of(List<Trace> measured) {
        return of(measured, List.of());
    }

    /** Computes the figures of the measured requests of a load test. Incomplete requests are left out here; an audit reports them. */
    public static FigureTable of(List<Trace> measured, List<RequestObjective> objectives) {
        return of(measured, objectives, Map.of(), PowerAndPrice.UNKNOWN, MissingRequests.of(measured));
    }

    /** Computes the figures of the measured requests of a load test, which may have a throttle and objectives. */
    public static FigureTable of(TestSpec.LoadTest loadTest, List<Trace> measured, PowerAndPrice powerAndPrice) {
        return of(
                measured,
                loadTest.objectives(),
                ReleaseTimes.of(loadTest.pace(), measured),
                powerAndPrice,
                MissingRequests.of(measured));
    }

    /** Computes the figures of the measured requests of a load test and of its server. */
    public static FigureTable of(TestSpec.LoadTest loadTest, Recording recording, PowerAndPrice powerAndPrice) {
        var measured = recording.measured();
        var table = of(
                measured,
                loadTest.objectives(),
                ReleaseTimes.of(loadTest.pace(), measured),
                powerAndPrice,
                MissingRequests.of(loadTest, recording));
        table.put(figure -> figure.of(recording));
        table.served = recording.counted().isPresent();
        return table;
    }

    private static FigureTable of(
            List<Trace> measured,
            List<RequestObjective> objectives,
            Map<String, Long> released,
            PowerAndPrice powerAndPrice,
            MissingRequests missing) {
        var complete = measured.stream().filter(Trace::complete).toList();
        var requests = times(complete, released);
        return of(
                requests,
                objectives,
                as -> RunTotals.whole(measured, missing.failed(), all(requests, as), objectives, powerAndPrice),
                missing);
    }

    /** Computes the figures of a load test in its steady window. */
    static FigureTable of(
            TestSpec.LoadTest loadTest,
            SteadyWindow.Window window,
            PowerAndPrice powerAndPrice,
            MissingRequests missing) {
        var released = ReleaseTimes.of(loadTest.pace(), window.issued());
        var requests = times(window.requests().stream().filter(Trace::complete).toList(), released);
        var table = of(
                requests,
                loadTest.objectives(),
                as -> RunTotals.within(window, all(requests, as), as, loadTest.objectives(), powerAndPrice),
                missing.among(window.requests()));
        table.put(figure -> figure.undefined("a figure of the server exists only for the whole run"));
        return table;
    }

    private static List<RequestTimes> times(List<Trace> complete, Map<String, Long> released) {
        return complete.stream()
                .map(trace -> RequestTimes.of(trace, released.getOrDefault(trace.id(), trace.scheduled())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<RequestTimes> all(List<RequestTimes> requests, UnaryOperator<RequestTimes> as) {
        return requests.stream().map(as).toList();
    }

    /** @param totals gives the totals of the load test, for a choice of times of each request: as measured, fastest or slowest */
    private static FigureTable of(
            List<RequestTimes> requests,
            List<RequestObjective> objectives,
            Function<UnaryOperator<RequestTimes>, Optional<RunTotals>> totals,
            MissingRequests missing) {
        var table = of(requests, totals.apply(UnaryOperator.identity()), missing);
        for (var figure : RequestFigure.values()) {
            table.unseen.put(figure, unseen(requests, Stream.of(figure)));
        }
        table.unseen.put(RunFigure.GOODPUT, unseen(requests, objectives.stream().map(RequestFigure::behind)));
        if (requests.stream().anyMatch(RequestTimes::isRough)) {
            table.fastest = of(all(requests, RequestTimes::fastest), totals.apply(RequestTimes::fastest), missing);
            table.slowest = of(all(requests, RequestTimes::slowest), totals.apply(RequestTimes::slowest), missing);
        }
        return table;
    }

    private static int unseen(List<RequestTimes> requests, Stream<RequestFigure> figures) {
        var each = figures.toList();
        return (int) requests.stream()
                .filter(request -> each.stream().anyMatch(figure -> figure.isUnseenOf(request)))
                .count();
    }

    private static FigureTable of(List<RequestTimes> requests, Optional<RunTotals> totals, MissingRequests missing) {
        var table = new FigureTable(missing, totals.orElse(null));
        for (var figure : RequestFigure.values()) {
            table.put(figure, requests);
        }
        table.following = requests.stream()
                .map(RequestTimes::tokenTime)
                .filter(Objects::nonNull)
                .mapToInt(TokenTime::following)
                .min()
                .orElse(1);
        for (var figure : RunFigure.values()) {
            table.figures.put(
                    figure,
                    totals.map(each -> of(figure, each)).orElse(figure.undefined("no complete request has it")));
        }
        table.put(figure -> figure.of(null));
        for (var figure : SentFigure.values()) {
            table.figures.put(figure, figure.of(missing));
        }
        return table;
    }

    private void put(Function<ServerFigure, Figure> value) {
        for (var figure : ServerFigure.values()) {
            figures.put(figure, value.apply(figure));
        }
    }

    private void put(RequestFigure figure, List<RequestTimes> requests) {
        var each = requests.stream().filter(figure::isOf).toList();
        perRequest.put(figure, each);
        counts.put(figure, each.size());
        var all = figure.together(each).orElse(null);
        for (var statistic : Statistic.values()) {
            var name = statistic.of(figure);
            var value = all == null ? OptionalDouble.empty() : statistic.of(all);
            figures.put(
                    name,
                    all != null && value.isPresent()
                            ? name.measured(value.getAsDouble(), all.size())
                            : name.undefined(tooFew(figure, each.isEmpty())));
        }
    }

    private static String tooFew(RequestFigure figure, boolean none) {
        return none ? "no complete request has it" : "one " + figure.sampled() + " is too few for it";
    }

    private static Figure of(RunFigure figure, RunTotals totals) {
        var value = figure.of(totals);
        return value.isPresent()
                ? figure.measured(value.getAsDouble(), figure.samples(totals))
                : figure.undefined(figure.missing(totals));
    }

    /**
     * Returns the same figures with their intervals, without the values of single requests, which take nearly all the memory. Who asks the result for such values gets
     * an {@link IllegalStateException}.
     */
    public FigureTable withoutRequests() {
        var kept = new HashMap<FigureName, Interval>();
        figures.keySet().forEach(name -> interval(name).ifPresent(each -> kept.put(name, each)));
        var table = new FigureTable(missing, null);
        table.intervals = kept;
        table.counts.putAll(counts);
        table.figures.putAll(figures);
        table.unseen.putAll(unseen);
        table.following = following;
        table.served = served;
        return table;
    }

    private List<RequestTimes> requests(RequestFigure figure) {
        refuseWithoutRequests();
        return perRequest.getOrDefault(figure, List.of());
    }

    private void refuseWithoutRequests() {
        if (intervals != null) {
            throw new IllegalStateException("the values of single requests were not kept");
        }
    }

    /** Returns the figure of this name: every table has all of {@link FigureName#all()}. */
    public Figure get(FigureName name) {
        return Objects.requireNonNull(figures.get(name), name::key);
    }

    /** Returns the requests that brought no answer by the server's fault. */
    public MissingRequests missing() {
        return missing;
    }

    /**
     * Returns how far the true value of a figure may lie from the measured one since some answers are missing, more than the file allows; that
     * is not at all where the figure does not rest on answers.
     */
    public Uncertainty ofMissing(Measured figure) {
        refuseWithoutRequests();
        if (missing.allowed() || missing.count() == 0) {
            return Uncertainty.NONE;
        }
        return switch (figure.name()) {
            case FigureName.OfRequests(var each, var statistic) -> {
                var all = values(each).orElseThrow();
                yield BestPossible.around(
                        figure, each, statistic, all, sample(figure.name()).orElse(all), missing);
            }
            case RunFigure name -> BestPossible.around(figure, BestPossible.of(name, totals, missing));
            case ServerFigure name -> BestPossible.around(name);
            case SentFigure ignored -> Uncertainty.NONE;
        };
    }

    /**
     * Returns the figures with the smallest tpot that each request may have had, then with the largest; an empty list if the tpot of every
     * request is exact.
     */
    public List<FigureTable> extremes() {
        refuseWithoutRequests();
        return fastest == null || slowest == null ? List.of() : List.of(fastest, slowest);
    }

    /** Returns the figures of the server: those from its counters if they were read, and any other that has a value. */
    public List<Figure> ofServer() {
        return Arrays.stream(ServerFigure.values())
                .filter(figure -> (served && figure.isCounted()) || get(figure) instanceof Measured)
                .map(this::get)
                .toList();
    }

    /** Returns all figures, in the order of {@link FigureName#all()}. */
    public List<Figure> all() {
        return List.copyOf(figures.values());
    }

    /**
     * Returns one value for each request, the statistic of its own values: for {@code itl.p99} the p99 of its gaps, for {@code ttft.p99} its
     * ttft. Empty if no request has a value, or the figure is one of the whole load test.
     */
    public Optional<Sample> sample(FigureName name) {
        if (!(name instanceof FigureName.OfRequests(var figure, var statistic))) {
            return Optional.empty();
        }
        var values = of(figure)
                .map(statistic::of)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Sample.of(values));
    }

    /** Returns all values of all requests, from which the statistics of a figure are computed. Empty if no request has one. */
    public Optional<Sample> values(RequestFigure figure) {
        return figure.together(requests(figure));
    }

    /**
     * Returns the 95 % interval of a quantile. Its ends are values of two requests; it holds for every distribution if the requests are
     * independent. Empty for another statistic, and for {@code itl}, because the gaps of one request are not independent.
     */
    public Optional<Interval> interval(FigureName name) {
        if (intervals != null) {
            return Optional.ofNullable(intervals.get(name));
        }
        var quantile = name.quantile();
        return quantile.isEmpty() || name.base() == RequestFigure.ITL
                ? Optional.empty()
                : sample(name).map(each -> QuantileTest.interval(each, quantile.getAsDouble(), LEVEL));
    }

    /** Returns the smallest number of tokens that followed the first read of a request; 1 if it is known of no request. */
    public int following() {
        return following;
    }

    /** Returns how many requests have a value of this figure. */
    public int requests(FigureName name) {
        return name.base() instanceof RequestFigure each ? counts.getOrDefault(each, 0) : 0;
    }

    /** Returns how many requests must have had a value of this figure that could not be observed. */
    public int unseen(FigureName name) {
        return unseen.getOrDefault(name.base(), 0);
    }

    /** Returns how many requests have a value of this figure that no server can reach. */
    public int impossible(FigureName name) {
        var zero = name.base() instanceof RequestFigure figure && figure.canBeZero();
        return (int) of(name.base())
                .filter(values -> zero ? values.min() < 0 : values.min() <= 0)
                .count();
    }

    /** Returns the values of each request that has some. */
    private Stream<Sample> of(DefinedFigure figure) {
        return figure instanceof RequestFigure each
                ? requests(each).stream().map(request -> Sample.of(each.of(request)))
                : Stream.empty();
    }
}
