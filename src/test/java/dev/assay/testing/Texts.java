package dev.assay.testing;

import dev.assay.figures.texts.TextFigure;
import dev.assay.input.Location;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.TestConditions;
import dev.assay.plan.texts.FixedText;
import dev.assay.plan.texts.TextSet;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.recording.Recording;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.TokenLogprob;
import dev.assay.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Builds log-probabilities tests named t, and the answers to them in the shape in which vLLM writes them. */
public final class Texts {
    private static final Location NOWHERE = Location.commandLine();

    private Texts() {}

    /** Returns a token. */
    public static TokenLogprob token(String token, @Nullable Double logprob, @Nullable String top) {
        return new TokenLogprob(token, logprob, top);
    }

    /** Returns a text's tokens a, b, c …, the first without a log-probability; at each place the model would write the token itself. */
    public static List<TokenLogprob> tokens(double... logprobs) {
        return Stream.concat(
                        Stream.of(token("a", null, null)),
                        IntStream.range(0, logprobs.length).mapToObj(i -> {
                            var name = Character.toString('b' + i);
                            return token(name, logprobs[i], name);
                        }))
                .toList();
    }

    /** Returns a test of texts with these ids. */
    public static LogProbabilities test(List<String> ids, Limit... limits) {
        return new LogProbabilities(
                "t",
                new TextSet(
                        "t",
                        "t",
                        null,
                        null,
                        "ab",
                        ids.stream().map(id -> new FixedText(id, "…", NOWHERE)).toList()),
                4,
                "",
                List.of(limits),
                TestConditions.DEFAULT,
                NOWHERE);
    }

    /** Returns the answer to a text. The server says that the text has this many tokens; one more may have been generated. */
    public static Trace answer(String id, int promptTokens, int completionTokens, List<TokenLogprob> tokens) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("model", "smollm2-135m");
        var choice = json.putArray("choices").addObject();
        choice.put("text", "…").put("finish_reason", "length");
        if (!tokens.isEmpty()) {
            var logprobs = choice.putObject("logprobs");
            var names = logprobs.putArray("tokens");
            var values = logprobs.putArray("token_logprobs");
            var tops = logprobs.putArray("top_logprobs");
            for (var token : tokens) {
                names.add(token.token());
                values.add(token.logprob());
                if (token.top() == null) {
                    tops.addNull();
                } else {
                    tops.addObject().put("zz", -99.0).put(token.top(), -0.5);
                }
            }
        }
        var usage = JsonMapper.shared().createObjectNode();
        usage.putArray("choices");
        usage.putObject("usage").put("prompt_tokens", promptTokens).put("completion_tokens", completionTokens);
        return answer(id, "data: " + json + "\n\ndata: " + usage + "\n\n" + Streams.DONE);
    }

    /** Returns the answer with these bytes. */
    public static Trace answer(String id, String body) {
        return new Trace(
                "t-" + id,
                false,
                Traces.NO_REQUEST,
                0,
                0,
                0,
                new ResponseHead(200, Map.of(), 1),
                new ReadTimes.Builder().add(Payload.of(body).size(), 2_000_000).build(),
                Body.of(Payload.of(body)),
                2_000_000,
                new Ending.Complete());
    }

    /** Returns the whole answer to a text with these tokens. */
    public static Trace answer(String id, List<TokenLogprob> tokens) {
        return answer(
                id,
                tokens.size(),
                1,
                Stream.concat(tokens.stream(), Stream.of(token("next", -0.1, "next")))
                        .toList());
    }

    public static Recording recording(Trace... traces) {
        return Plans.recording(Arrays.asList(traces));
    }

    /** Returns the limit {@code nll: {against: bf16, margin: …}}. */
    public static Limit against(double percent) {
        return new Limit(
                TextFigure.NLL,
                new Bound.LessLikely(new Against("bf16", NOWHERE), new Margin(percent / 100, 0, text(percent) + " %")),
                true,
                false,
                NOWHERE);
    }

    /** Returns the limit {@code figure: {max: …}}. */
    public static Limit max(TextFigure figure, double most) {
        return new Limit(
                figure,
                new Bound.Max(new Quantity(
                        most, figure.unit(), (text(most) + " " + figure.unit().symbol()).strip())),
                true,
                false,
                NOWHERE);
    }

    private static String text(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }
}
