package dev.assay.report.page.loads;

import dev.assay.figures.SteadyWindow;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.results.TestVerdict;
import dev.assay.recording.Recording;
import dev.assay.report.summary.SteadyWindowLine;
import dev.assay.report.words.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One measurement of a load test: the only one, or a repeat.
 *
 * @param repeat from 1; 0 if the test was measured once
 * @param facts what is said beside the chart of requests, and instead of it where no script runs
 */
public record LoadPart(
        int repeat,
        List<QuantileRow> quantiles,
        List<Fact> facts,
        Distributions distributions,
        Optional<Timeline> timeline) {
    public LoadPart {
        quantiles = List.copyOf(quantiles);
        facts = List.copyOf(facts);
    }

    /**
     * What happened over time.
     *
     * @param steady the steady window; empty if there is none
     */
    record Timeline(RequestLanes lanes, Telemetry telemetry, Optional<SteadyWindow.Extent> steady) {}

    static LoadPart of(int repeat, TestVerdict.OfLoadTest test, Optional<Recording> recording) {
        var steady = test.steady() instanceof SteadyWindowFigures.Measured measured
                ? Optional.of(measured.window())
                : Optional.<SteadyWindow.Extent>empty();
        var timeline = recording.filter(each -> !each.measured().isEmpty()).map(each -> timeline(each, steady));
        var facts = new ArrayList<Fact>();
        timeline.map(Timeline::lanes).ifPresent(lanes -> facts.add(requests(lanes)));
        facts.add(new Fact(
                Said.of("steady window", "稳态区间"), steady.map(LoadPart::said).orElseGet(() -> none(test.steady()))));
        timeline.ifPresent(each -> facts.addAll(each.telemetry().facts()));
        return new LoadPart(
                repeat,
                QuantileRow.of(test.figures()),
                facts,
                recording.map(Distributions::of).orElse(Distributions.NONE),
                timeline);
    }

    private static Timeline timeline(Recording recording, Optional<SteadyWindow.Extent> steady) {
        var lanes = RequestLanes.of(recording);
        var end = recording.measured().stream()
                .mapToLong(trace -> trace.ended())
                .max()
                .orElse(lanes.start());
        return new Timeline(lanes, Telemetry.of(recording, lanes.start(), end), steady);
    }

    private static Fact requests(RequestLanes lanes) {
        var failed = lanes.failed().size();
        return new Fact(
                Said.of("requests", "请求"),
                Said.of(
                        lanes.requests().size() + " sent, " + failed + " not complete",
                        "发出 " + lanes.requests().size() + " 个，其中 " + failed + " 个未完成"));
    }

    private static Said said(SteadyWindow.Extent window) {
        return Said.of(
                SteadyWindowLine.of(window),
                String.format(
                        Locale.ROOT,
                        "%d 个请求中的 %d 个，%s；爬升 %d 个，收尾 %d 个",
                        window.issued(),
                        window.requests(),
                        SteadyWindowLine.millis(window.nanos()),
                        window.ramp(),
                        window.drain()));
    }

    private static Said none(SteadyWindowFigures figures) {
        return figures instanceof SteadyWindowFigures.None none
                ? Said.of("none: " + none.reason(), "无（原文）：" + none.reason())
                : Said.of("none", "无");
    }

    /** Returns whether its requests can be drawn. */
    public boolean isDrawn() {
        return timeline.isPresent();
    }

    void into(ObjectNode json) {
        json.put("repeat", repeat);
        distributions.into(json.putObject("quantiles"));
        timeline.ifPresent(each -> {
            each.lanes().into(json.putObject("requests"));
            each.telemetry().into(json);
            each.steady().ifPresent(window -> {
                var steady = json.putArray("steady");
                Distributions.add(
                        steady,
                        RequestLanes.millis(window.start() - each.lanes().start()));
                Distributions.add(
                        steady, RequestLanes.millis(window.end() - each.lanes().start()));
            });
        });
    }
}
