package dev.assay.report.page.loads;

import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.assay.figures.Figure;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.Statistic;
import dev.assay.gate.Judge;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.GaugeSummary;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.json.Json;
import dev.assay.report.words.Said;
import dev.assay.testing.Counted;
import dev.assay.testing.GpuRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LoadSectionsTest {
    /** Four requests at once, two at a time: ttft 20 ms, then two gaps of 10 ms, so e2e 40 ms. */
    private static final List<Trace> TRACES = List.of(
            Traces.whole("c4-001", 0, 20, 10, 3),
            Traces.whole("c4-002", 0, 20, 10, 3),
            Traces.whole("c4-003", 40, 20, 10, 3),
            Traces.whole("c4-004", 41, 25, 10, 3));

    private static final TestSpec.LoadTest TEST = Plans.loadTest(
            4,
            3,
            max("tpot.mean", 9.5, Unit.MILLISECONDS, "9.5 ms"),
            min("qps", 10, Unit.PER_SECOND, "10/s"),
            max("failed", 0, Unit.COUNT, "0"));

    private static LoadSections sections(TestVerdict test, Recording... recordings) {
        var run = new RunVerdict("r-1", "a server", new Plan(List.of(test.planned()), false), List.of(test));
        return LoadSections.of(run, Optional.empty(), planned -> Stream.of(recordings), planned -> "mvn verify");
    }

    private static LoadSections sections(TestSpec.LoadTest test, Recording recording) {
        return sections(Judge.judge(Plans.planned(test), recording), recording);
    }

    private static JsonNode json(LoadSections sections) {
        var json = Json.MAPPER.createObjectNode();
        sections.into(json);
        return json.get("loads").get(0);
    }

    private static List<Double> numbers(JsonNode array) {
        var numbers = new ArrayList<Double>();
        array.forEach(number -> numbers.add(number.isNull() ? null : number.asDouble()));
        return numbers;
    }

    @Test
    void saysOfEachLimitByHowMuchItIsMissed() {
        var section = sections(TEST, Plans.recording(TRACES)).tests().getFirst();

        var missed = section.limits().getFirst();
        assertThat(missed.figure()).isEqualTo("tpot.mean");
        assertThat(missed.sign()).isEqualTo("✗");
        assertThat(missed.word()).isEqualTo(Said.of("FAIL", "不达标"));
        assertThat(missed.measured()).isEqualTo(Said.name("10.000 ms"));
        assertThat(missed.bound()).isEqualTo(Said.name("≤ 9.5 ms"));
        assertThat(missed.beyond()).isEqualTo(Said.of("0.500 ms (5.3 %) above the limit", "高出阈值 0.500 ms（5.3 %）"));
        assertThat(missed.place()).startsWith("thresholds.yaml:");
        var kept = section.limits().get(1);
        assertThat(kept.sign()).isEqualTo("✓");
        assertThat(kept.beyond()).isEqualTo(Said.name("–"));
    }

    @Test
    void saysWhyALimitIsMissedByAValueWithinIt() {
        // Each of 100 requests has 20 gaps of 10 ms and, two of them, one of 100 ms: 2 of 2100 gaps, and the p99 of 2
        // of 100 requests.
        var traces = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> i > 2 ? Traces.whole("c4-" + (100 + i), 0, 20, 10, 22) : stalled("c4-" + (100 + i)))
                .toList();

        var limit = sections(
                        Plans.loadTest(100, 22, max("itl.p99", 50, Unit.MILLISECONDS, "50 ms")),
                        Plans.recording(traces))
                .tests()
                .getFirst()
                .limits()
                .getFirst();

        assertThat(limit.word().english()).isEqualTo("FAIL");
        assertThat(limit.measured().english()).startsWith("10.000 ms");
        assertThat(limit.beyond()).isEqualTo(Said.of("too many requests are beyond the limit", "超出阈值的请求过多"));
    }

    private static Trace stalled(String id) {
        var trace = Traces.trace(id);
        for (var i = 0; i < 21; i++) {
            trace.text(20 + 10 * i, " x");
        }
        return trace.last(320, " x", "length").usage(256, 22).done().build();
    }

    @Test
    void namesTheLikelyCauseOfAMissedLimit() {
        assertThat(sections(TEST, Plans.recording(TRACES)).tests().getFirst().causes())
                .containsExactly(new CauseRow(
                        "tpot.mean",
                        Said.of("decode: the server makes the further tokens", "解码：服务端生成后续 token"),
                        Said.original(
                                "the figure is the time of the tokens after the first read; its gaps have a mean of"
                                        + " 10.000 ms while no request waits for its first token (7 gaps), and of 10.000 ms"
                                        + " otherwise (1).")));
    }

    @Test
    void drawsALimitUnlessItIsZero() {
        var limits = json(sections(TEST, Plans.recording(TRACES))).get("limits");

        assertThat(limits).hasSize(2);
        assertThat(limits.get(0).get("figure").asString()).isEqualTo("tpot.mean");
        assertThat(limits.get(0).get("value").asDouble()).isEqualTo(10);
        assertThat(limits.get(0).get("to").asDouble()).isEqualTo(9.5);
        assertThat(limits.get(0).has("from")).isFalse();
        assertThat(limits.get(1).get("figure").asString()).isEqualTo("qps");
        assertThat(limits.get(1).get("from").asDouble()).isEqualTo(10);
    }

    @Test
    void putsRequestsThatFollowEachOtherIntoOneLane() {
        var requests = json(sections(TEST, Plans.recording(TRACES)))
                .get("parts")
                .get(0)
                .get("requests");

        assertThat(requests.get("lanes").asInt()).isEqualTo(2);
        assertThat(numbers(requests.get("lane"))).containsExactly(0.0, 1.0, 0.0, 1.0);
        assertThat(numbers(requests.get("due"))).containsExactly(0.0, 0.0, 40.0, 41.0);
        assertThat(numbers(requests.get("ttft"))).containsExactly(20.0, 20.0, 20.0, 25.0);
        assertThat(numbers(requests.get("rest"))).containsExactly(20.0, 20.0, 20.0, 20.0);
        assertThat(requests.get("failed")).isEmpty();
    }

    @Test
    void showsHowARequestFailedAndNoTimeToItsFirstToken() {
        var traces = List.of(
                Traces.whole("c4-001", 0, 20, 10, 3),
                Traces.trace("c4-002")
                        .ending(new Ending.HttpError(503, "overloaded"))
                        .build());

        var part = json(sections(TEST, Plans.recording(traces))).get("parts").get(0);

        assertThat(numbers(part.get("requests").get("ttft"))).containsExactlyInAnyOrder(20.0, null);
        assertThat(part.get("requests").get("failed").toString()).isEqualTo("{\"1\":\"HTTP_ERROR\"}");
    }

    @Test
    void hasTheQuantilesOfTheFigures() {
        var traces = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> Traces.whole("c4-" + (100 + i), 100 * i, i, 10, 3))
                .toList();
        var recording = Plans.recording(traces);
        var verdict = (TestVerdict.OfLoadTest) Judge.judge(Plans.planned(Plans.loadTest(100, 3)), recording);

        var sections = sections(verdict, recording);

        var ttft = numbers(json(sections).get("parts").get(0).get("quantiles").get("ttft"));
        var figures = verdict.figures();
        for (var statistic : List.of(Statistic.P50, Statistic.P90, Statistic.P95, Statistic.P99)) {
            var place = Distributions.PLACES.indexOf(statistic.quantile().orElseThrow());
            assertThat(figures.get(statistic.of(RequestFigure.TTFT)))
                    .isInstanceOfSatisfying(
                            Figure.Measured.class,
                            figure -> assertThat(figure.value()).isCloseTo(ttft.get(place), within(0.0005)));
        }
        assertThat(ttft.getFirst()).isEqualTo(1);
        assertThat(ttft.getLast()).isEqualTo(100);
    }

    @Test
    void showsAQuantileWithItsIntervalOrHowManyRequestsItNeeds() {
        var traces = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> Traces.whole("c4-" + (100 + i), 100 * i, i, 10, 3))
                .toList();

        var rows = sections(Plans.loadTest(100, 3), Plans.recording(traces))
                .tests()
                .getFirst()
                .parts()
                .getFirst()
                .quantiles();

        var ttft = rows.getFirst();
        assertThat(ttft.mean()).isEqualTo("50.500 ms");
        // The order statistics of the median of 100 values: 40 and 61.
        assertThat(ttft.quantiles().getFirst())
                .isEqualTo(new QuantileRow.Cell(
                        "50.500 ms", Said.of("40.000 ms to 61.000 ms", "40.000 ms 至 61.000 ms"), 0));
        assertThat(ttft.quantiles().getLast()).isEqualTo(new QuantileRow.Cell("99.010 ms", Said.name(""), 299));
        var itl = rows.get(1);
        assertThat(itl.figure()).isEqualTo("itl");
        assertThat(itl.quantiles().getFirst().interval()).isEqualTo(Said.name(""));
    }

    @Test
    void leavesAFigureWithoutAValueOut() {
        var oneToken = List.of(Traces.whole("c4-001", 0, 20, 10, 1));

        var part = json(sections(Plans.loadTest(1, 1), Plans.recording(oneToken)))
                .get("parts")
                .get(0);

        assertThat(part.get("quantiles").has("ttft")).isTrue();
        assertThat(part.get("quantiles").has("itl")).isFalse();
    }

    @Test
    void showsEachRepeatAndWhichWasMeasuredAgain() {
        var test = RepeatedRuns.loadTest();

        var section = sections(test, Plans.recording(TRACES), Plans.recording(TRACES), Plans.recording(TRACES))
                .tests()
                .getFirst();

        assertThat(section.parts()).extracting(LoadPart::repeat).containsExactly(1, 2, 3);
        assertThat(section.repeats())
                .extracting(LoadSection.RepeatRow::number, LoadSection.RepeatRow::superseded)
                .containsExactly(tuple(1, false), tuple(2, false), tuple(3, false), tuple(1, true));
        assertThat(section.repeats().getFirst().values()).endsWith("9.000 ms");
        assertThat(section.limits().getFirst().measured().english()).startsWith("11.000 ms, the mean of 3 repeats");
    }

    @Test
    void saysWhyNothingWasMeasuredAndWhatToDo() {
        var section = sections(Runs.notRun(Plans.planned(TEST))).tests().getFirst();

        assertThat(section.notRun())
                .contains("UNMEASURED smollm2-135m c4: there is no recording of it. Give -Dassay.endpoint=URL.");
        assertThat(section.hasBars()).isFalse();
        assertThat(section.hasDistributions()).isFalse();
    }

    @Test
    void putsTheGpusOnTheAxisOfTheRequests() {
        var recording = GpuRecords.with(
                Plans.recording(TRACES),
                GpuRecords.of(GpuRecords.gpu(
                        0,
                        GpuRecords.sample(-0.01, 100.0, 0L),
                        GpuRecords.sample(0.02, 400.5, 0L),
                        GpuRecords.sample(0.05, null, 0L),
                        GpuRecords.sample(9, 100.0, 0L))));

        var sections = sections(TEST, recording);

        var gpu = json(sections).get("parts").get(0).get("gpus").get(0);
        assertThat(gpu.get("name").asString()).isEqualTo("0: NVIDIA H200");
        assertThat(numbers(gpu.get("at"))).containsExactly(20.0, 50.0);
        assertThat(numbers(gpu.get("watts"))).containsExactly(400.5, null);
        assertThat(sections.tests().getFirst().parts().getFirst().facts())
                .contains(new Fact(
                        Said.name("GPU 0: NVIDIA H200"),
                        Said.of(
                                "utilisation 100–100 %; clock 1980–1980 MHz; power 401–401 W",
                                "利用率 100–100 %；时钟 1980–1980 MHz；功率 401–401 W")));
    }

    @Test
    void saysWhatTheServerReported() {
        var recording = Counted.requests(4).with(ServerGauge.WAITING, 2.25, 3).over(TRACES.toArray(Trace[]::new));

        assertThat(sections(TEST, recording)
                        .tests()
                        .getFirst()
                        .parts()
                        .getFirst()
                        .facts())
                .contains(
                        new Fact(
                                Said.of("requests waiting in the server", "服务端排队的请求"),
                                Said.of("mean 2.3, maximum 3.0, of 10 readings", "平均 2.3，最大 3.0，共 10 次读数")),
                        new Fact(
                                Said.of("KV cache in use", "KV 缓存使用率"),
                                Said.of(
                                        "mean 25.0 %, maximum 50.0 %, of 10 readings",
                                        "平均 25.0 %，最大 50.0 %，共 10 次读数")));
    }

    @Test
    void putsTheReadingsOfTheServerOnTheAxisOfTheRequests() {
        var readings = List.of(new GaugeSummary.Reading(20_000_000, 2), new GaugeSummary.Reading(60_000_000, 3));
        var counted = Counted.requests(4).record();
        var gauges = new EnumMap<ServerGauge, GaugeSummary>(counted.gauges());
        gauges.put(ServerGauge.RUNNING, GaugeSummary.of(readings));
        var recording = Counted.over(
                new ServerRecord(
                        counted.scrapes(),
                        counted.failed(),
                        null,
                        0L,
                        counted.counts(),
                        counted.finished(),
                        null,
                        null,
                        gauges),
                TRACES.toArray(Trace[]::new));

        var shown = json(sections(TEST, recording)).get("parts").get(0).get("gauges");

        assertThat(shown).hasSize(1);
        assertThat(numbers(shown.get("running").get("at"))).containsExactly(20.0, 60.0);
        assertThat(numbers(shown.get("running").get("values"))).containsExactly(2.0, 3.0);
    }

    @Test
    void showsWhatAnAuditFoundBeforeWhatIsSound() {
        var section =
                sections(Runs.remarkedCell(), Plans.recording(TRACES)).tests().getFirst();

        assertThat(section.notes()).isNotEmpty();
        assertThat(section.audits().getFirst().sound()).isFalse();
        assertThat(section.audits().getLast().sound()).isTrue();
    }

    @Test
    void drawsNoBarOfALimitThatIsUnmeasured() {
        var limits = sections(Runs.partlyUnmeasuredCell()).tests().getFirst().limits();

        assertThat(limits)
                .extracting(LimitRow::figure, row -> row.bar().isPresent())
                .containsExactly(tuple("e2e.mean", true), tuple("itl.mean", false));
    }
}
