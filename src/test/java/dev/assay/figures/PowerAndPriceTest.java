package dev.assay.figures;

import static dev.assay.testing.Figures.named;
import static dev.assay.testing.GpuRecords.gpu;
import static dev.assay.testing.GpuRecords.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.figures.Figure.Measured;
import dev.assay.figures.Figure.Undefined;
import dev.assay.plan.deployments.Price;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.GpuRecord.Gpu;
import dev.assay.testing.GpuRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Power, energy and cost of a load test whose two requests take 3.6 s and bring 20 tokens; the arithmetic stands beside the values. */
class PowerAndPriceTest {
    /** Sent at 0; ended at 100 + 9 × 100 = 1000 ms and 2600 + 100 + 9 × 100 = 3600 ms. */
    private static final List<Trace> TRACES =
            List.of(Traces.whole("a", 0, 100, 100, 10), Traces.whole("b", 2600, 100, 100, 10));

    private static final Price PRICE = new Price(new BigDecimal("2.20"), "EUR");

    private static FigureTable table(@Nullable GpuRecord seen, @Nullable Price price) {
        return FigureTable.of(Plans.loadTest(2, 10), TRACES, new PowerAndPrice(seen, price));
    }

    private static double value(FigureTable table, String figure) {
        return ((Measured) table.get(named(figure))).value();
    }

    private static String reason(FigureTable table, String figure) {
        return ((Undefined) table.get(named(figure))).reason();
    }

    @Test
    void takesTheMeanOfThePowerSamplesInTheWindow() {
        // Those at −1 and 4 s lie outside; the third has no power. (200 + 400) / 2.
        var seen = GpuRecords.of(gpu(
                0,
                sample(-1, 50.0, 0L),
                sample(0.5, 200.0, 0L),
                sample(1.5, null, 0L),
                sample(2.5, 400.0, 0L),
                sample(4, 50.0, 0L)));

        assertThat(table(seen, null).get(named("gpu-power"))).isEqualTo(new Measured(named("gpu-power"), 300, 2));
    }

    @Test
    void addsThePowerOfTheGpus() {
        var seen = GpuRecords.of(gpu(0, sample(1, 300.0, 0L)), gpu(1, sample(1, 200.0, 0L), sample(2, 100.0, 0L)));

        // 300 + (200 + 100) / 2
        assertThat(table(seen, null).get(named("gpu-power"))).isEqualTo(new Measured(named("gpu-power"), 450, 3));
    }

    @Test
    void multipliesItByTheWindow() {
        var table = table(GpuRecords.of(gpu(0, sample(1, 300.0, 0L))), PRICE);

        // 300 W × 3.6 s = 1080 J; 3600 J are a Wh; 20 tokens.
        assertThat(value(table, "energy")).isCloseTo(0.3, within(1e-12));
        assertThat(value(table, "energy-per-mtok")).isCloseTo(15_000, within(1e-9));
        // 2.20 × 3.6 s / 3600 s / 20 tokens × 1,000,000
        assertThat(table.get(named("cost-per-mtok")))
                .satisfies(figure -> assertThat(((Measured) figure).samples()).isEqualTo(2));
        assertThat(value(table, "cost-per-mtok")).isCloseTo(110, within(1e-9));
    }

    @Test
    void needsNoGpuForTheCost() {
        assertThat(value(table(null, PRICE), "cost-per-mtok")).isCloseTo(110, within(1e-9));
        assertThat(reason(table(null, null), "cost-per-mtok")).isEqualTo("its deployment has no `price`");
    }

    @Test
    void saysWhyThereIsNoPower() {
        assertThat(reason(table(null, PRICE), "gpu-power")).isEqualTo("there is no record of the server's GPUs");
        assertThat(reason(table(GpuRecords.of(), PRICE), "energy")).isEqualTo("nvidia-smi reported no GPU");
        assertThat(reason(table(GpuRecords.of(gpu(0, sample(1, null, 0L))), PRICE), "energy-per-mtok"))
                .isEqualTo("no power sample lies in the window");
        assertThat(reason(table(GpuRecords.of(gpu(0, sample(1, 300.0, 0L)), gpu(1)), PRICE), "gpu-power"))
                .isEqualTo("no power sample lies in the window");
    }

    @Test
    void doesNotTakeThePowerOfAWholeGpuForThatOfAPart() {
        var seen = GpuRecords.of(new Gpu("0: NVIDIA H200", true, List.of(sample(1, 300.0, 0L))));

        assertThat(reason(table(seen, PRICE), "gpu-power"))
                .isEqualTo("the server runs on a part of a GPU (MIG), and power is reported for the whole GPU");
    }

    @Test
    void makesNoFigureOverAHole() {
        var traces = List.of(Traces.whole("a", 0, 100, 100, 10), Traces.whole("b", 11_000, 100, 100, 10));
        var late =
                IntStream.rangeClosed(6, 12).mapToObj(i -> sample(i, 300.0, 0L)).toArray(GpuRecord.Sample[]::new);

        assertThat(FigureTable.of(Plans.loadTest(2, 10), traces, new PowerAndPrice(GpuRecords.of(gpu(0, late)), null))
                        .get(named("energy")))
                .isEqualTo(new Undefined(named("energy"), "for 6.0 s of the window there is no power sample"));
    }

    @Test
    void hasNothingForAMillionTokensThatNobodyCounted() {
        var silent =
                Traces.trace("a").text(20, " x").last(30, " x", "length").done().build();
        var seen = GpuRecords.of(gpu(0, sample(0.01, 300.0, 0L)));
        var table = FigureTable.of(Plans.loadTest(1, 2), List.of(silent), new PowerAndPrice(seen, PRICE));

        assertThat(reason(table, "cost-per-mtok")).isEqualTo("not every answer gives its token counts (usage)");
        assertThat(reason(table, "energy-per-mtok")).isEqualTo("not every answer gives its token counts (usage)");
        assertThat(value(table, "gpu-power")).isEqualTo(300);
    }

    @Test
    void hasNothingForAMillionTokensWhereThereIsNone() {
        var none = Traces.trace("a")
                .text(20, " x")
                .last(30, " x", "length")
                .usage(256, 0)
                .done()
                .build();
        var table = FigureTable.of(Plans.loadTest(1, 2), List.of(none), new PowerAndPrice(null, PRICE));

        assertThat(reason(table, "cost-per-mtok")).isEqualTo("no answer has a token");
    }

    /** The first and the last instant of the run belong to it. */
    @Test
    void takesTheSamplesAtBothEndsOfTheWindow() {
        var seen = GpuRecords.of(gpu(0, sample(0, 200.0, 0L), sample(3.6, 400.0, 0L)));

        assertThat(table(seen, null).get(named("gpu-power"))).isEqualTo(new Measured(named("gpu-power"), 300, 2));
    }

    /** One request, from 0 to 10 s. */
    @Test
    void bridgesFiveSecondsWithoutASample() {
        var traces = List.of(Traces.whole("a", 0, 1000, 1000, 10));
        var seen = GpuRecords.of(gpu(0, sample(5, 300.0, 0L)));
        var table = FigureTable.of(Plans.loadTest(1, 10), traces, new PowerAndPrice(seen, null));

        assertThat(table.get(named("gpu-power"))).isEqualTo(new Measured(named("gpu-power"), 300, 1));
    }
}
