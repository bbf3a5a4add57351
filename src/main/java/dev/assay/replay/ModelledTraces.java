package dev.assay.replay;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Computed traces of a load test that was not measured, as if a server had exactly its published figures: every request has the published ttft and e2e, tokens at
 * equal distances, and the concurrency of the load test. They show how Assay reports a load test; they say nothing about a server.
 */
public final class ModelledTraces {
    /** The model that the answers name. */
    private static final String MODEL = "modelled";

    private final int inputs;
    private final int outputs;
    private final Pace.Closed pace;
    private final long ttft;
    private final double gap;

    private ModelledTraces(TestSpec.LoadTest loadTest, Pace.Closed pace, PublishedFigures published, Fault fault) {
        this.pace = pace;
        this.inputs = tokens(loadTest.workload().input());
        this.outputs = tokens(loadTest.workload().output());
        var millis = published.ttft().value().doubleValue();
        var rest = published.e2e().value().doubleValue() - millis;
        this.ttft = nanos(millis * fault.ttft());
        this.gap = outputs == 1 ? 0 : rest * 1e6 / (outputs - 1) * fault.tpot();
    }

    private static int tokens(TokenLengths lengths) {
        if (lengths instanceof TokenLengths.Exactly exactly) {
            return exactly.tokens();
        }
        throw new IllegalArgumentException("published figures are of one length, found [" + lengths + "]");
    }

    /**
     * Returns the traces of the load test.
     *
     * @param pace the pace of the load test
     * @param started the time of the run
     */
    public static Recording of(
            Planned planned,
            TestSpec.LoadTest loadTest,
            Pace.Closed pace,
            PublishedFigures published,
            Fault fault,
            Instant started) {
        var header = new Recording.Header(
                planned.deployment().name(),
                loadTest.name(),
                Provenance.MODELLED,
                started,
                0,
                PlanFacts.of(planned),
                Map.of("model", MODEL));
        var model = new ModelledTraces(loadTest, pace, published, fault);
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < loadTest.warmup(); i++) {
            traces.add(model.trace(loadTest.name() + "-w" + (i + 1), true, model.start(i, 0)));
        }
        var warm = model.start(loadTest.warmup() + model.slots() - 1, 0);
        for (var i = 0;
                i < loadTest.requests() && model.start(i, 0) < loadTest.length().nanos();
                i++) {
            var id = String.format(Locale.ROOT, "%s-%03d", loadTest.name(), i + 1);
            traces.add(model.trace(id, false, model.start(i, warm)));
        }
        return new Recording(header, traces);
    }

    private int slots() {
        return pace.inFlight();
    }

    /** All requests take equally long, so a closed loop sends them in waves. */
    private long start(int index, long from) {
        return from + index / slots() * end();
    }

    private long end() {
        return ttft + Math.round(gap * (outputs - 1));
    }

    private Trace trace(String id, boolean warmup, long sent) {
        var body = new StringBuilder();
        var reads = new ReadTimes.Builder();
        for (var token = 0; token < outputs - 1; token++) {
            body.append(event(" x", "null"));
            reads.add(body.length(), sent + ttft + Math.round(gap * token));
        }
        body.append(event(" x", "\"length\"")).append(usage(inputs, outputs)).append("data: [DONE]\n\n");
        reads.add(body.length(), sent + end());
        var head = new ResponseHead(200, Map.of("content-type", "text/event-stream"), sent + ttft);
        // The body is ASCII, so offsets of characters are offsets of bytes.
        return new Trace(
                id,
                warmup,
                Payload.of("").sha256(),
                sent,
                sent,
                0,
                head,
                reads.build(),
                Body.of(Payload.of(body.toString().getBytes(StandardCharsets.US_ASCII))),
                sent + end(),
                new Ending.Complete());
    }

    private static String event(String text, String finish) {
        return "data: {\"model\":\"" + MODEL + "\",\"choices\":[{\"index\":0,\"text\":\"" + text
                + "\",\"finish_reason\":" + finish + "}]}\n\n";
    }

    private static String usage(int prompt, int completion) {
        return "data: {\"model\":\"" + MODEL + "\",\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt
                + ",\"completion_tokens\":" + completion + "}}\n\n";
    }

    private static long nanos(double millis) {
        return Math.round(millis * 1e6);
    }

    /**
     * How much slower than published the answers are.
     *
     * @param ttft the factor on the time to the first token; 1: as published
     * @param tpot the factor on the time between tokens
     */
    public record Fault(double ttft, double tpot) {
        private static final Pattern WRITTEN = Pattern.compile("modelled((?:\\+(?:ttft|tpot)=\\d+(?:\\.\\d+)? ?%)*)");

        /** Reads {@code modelled} or {@code modelled+tpot=5%+ttft=10%}; empty if it is something else. */
        public static Optional<Fault> read(String written) {
            var found = WRITTEN.matcher(written);
            return found.matches()
                    ? Optional.of(new Fault(factor("ttft", found.group(1)), factor("tpot", found.group(1))))
                    : Optional.empty();
        }

        private static double factor(String name, String written) {
            var found = Pattern.compile("\\+" + name + "=([0-9.]+)").matcher(written);
            return found.find() ? 1 + Double.parseDouble(found.group(1)) / 100 : 1;
        }

        /** Returns the fault as the end of a sentence: empty, or {@code , tpot × 1.05}. */
        @Override
        public String toString() {
            return said("ttft", ttft) + said("tpot", tpot);
        }

        private static String said(String name, double factor) {
            return factor == 1 ? "" : ", " + name + " × " + factor;
        }
    }
}
