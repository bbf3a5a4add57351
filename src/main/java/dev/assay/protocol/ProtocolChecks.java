package dev.assay.protocol;

import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.Protocol.Check;
import dev.assay.plan.testspecs.Protocol.Probe;
import dev.assay.protocol.CheckResult.Result;
import dev.assay.recording.Recording;
import dev.assay.trace.Ending;
import dev.assay.trace.StreamSteps;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import dev.assay.trace.Transcript.Chunk;
import dev.assay.trace.choices.FinishReason;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the checks of the protocol test on the traces of its probes. */
public final class ProtocolChecks {
    /** The result of one check for one probe. */
    private record Observation(Result result, String text) {
        static Observation holds(String text) {
            return new Observation(Result.HOLDS, text);
        }

        static Observation notShown(String text) {
            return new Observation(Result.NOT_SHOWN, text);
        }

        static Observation broken(String text) {
            return new Observation(Result.BROKEN, text);
        }
    }

    /** The name of a fact about a server: this engine may answer a request for a model that does not exist. */
    public static final String ANY_MODEL = "any model";

    private static final String NO_DONE =
            " (no [DONE] came; only the finish reason and the usage show that the answer is complete)";

    private final Protocol test;
    private final Recording recording;
    private final Map<Probe, Trace> traces = new EnumMap<>(Probe.class);

    private ProtocolChecks(Protocol test, Recording recording) {
        this.test = test;
        this.recording = recording;
        for (var trace : recording.traces()) {
            test.probes().stream()
                    .filter(probe -> requestId(probe).equals(trace.id()))
                    .forEach(probe -> traces.put(probe, trace));
        }
    }

    /** Returns the id of a probe's request. */
    public static String requestId(Probe probe) {
        return Protocol.NAME + "-" + probe;
    }

    /** Returns the result of each check, in the order of {@link Check}. */
    public static List<CheckResult> examine(Protocol test, Recording recording) {
        var checks = new ProtocolChecks(test, recording);
        return Arrays.stream(Check.values())
                .map(checks::examine)
                .map(checked -> afterDeath(checked, recording))
                .toList();
    }

    /** Returns UNMEASURED in place of BROKEN if the server died during the test, because a dead server shows nothing. */
    private static CheckResult afterDeath(CheckResult checked, Recording recording) {
        var death = recording.death();
        return death.isEmpty() || checked.result() != Result.BROKEN
                ? checked
                : new CheckResult(
                        checked.check(), Result.UNMEASURED, death.get().description());
    }

    private CheckResult examine(Check check) {
        return switch (check) {
            case STREAMING -> ofAnswers(check, this::streaming);
            case USAGE -> ofAnswers(check, ProtocolChecks::usage);
            case FINISH_REASON -> ofAnswers(check, ProtocolChecks::finishReason);
            case MODEL_ECHO -> ofAnswers(check, this::modelEcho);
            case EXACT_LENGTHS ->
                test.probes().contains(Probe.COMPLETION)
                        ? of(check, List.of(answer(Probe.COMPLETION, ProtocolChecks::exactLengths)))
                        : new CheckResult(
                                check,
                                Result.NOT_SHOWN,
                                "the deployment has no load test, and only load tests" + " ask for exact lengths");
            case CANCEL_FREES_THE_SLOT -> CancelCheck.of(recording, List.copyOf(traces.values()));
            case ERROR_SHAPES ->
                of(
                        check,
                        test.probes().stream()
                                .filter(probe -> !isAnswered(probe))
                                .map(this::refusal)
                                .toList());
        };
    }

    private static boolean isAnswered(Probe probe) {
        return probe == Probe.COMPLETION || probe == Probe.TEXT || probe == Probe.CHAT;
    }

    private CheckResult ofAnswers(Check check, BiFunction<Probe, Trace, Observation> observe) {
        return of(
                check,
                test.probes().stream()
                        .filter(ProtocolChecks::isAnswered)
                        .map(probe -> answer(probe, observe))
                        .toList());
    }

    /** Returns the worst result of all probes, with the text of every probe that has it. */
    private static CheckResult of(Check check, List<Observation> seen) {
        var worst = seen.stream()
                .map(Observation::result)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var text = seen.stream()
                .filter(each -> each.result() == worst)
                .map(Observation::text)
                .distinct()
                .collect(Collectors.joining("; "));
        return new CheckResult(check, worst, text);
    }

    /** Checks a complete answer. An incomplete answer is BROKEN, or UNMEASURED if the server did not answer. */
    private Observation answer(Probe probe, BiFunction<Probe, Trace, Observation> observe) {
        var trace = traces.get(probe);
        if (trace == null) {
            return new Observation(Result.UNMEASURED, probe + ": not sent");
        }
        return switch (trace.ending()) {
            case Ending.Complete ignored -> observe.apply(probe, trace);
            case Ending.Timeout timeout -> open(probe, timeout);
            case Ending.ConnectFailed failed -> open(probe, failed);
            case Ending.Cancelled cancelled -> open(probe, cancelled);
            case Ending other -> Observation.broken(probe + ": " + words(other));
        };
    }

    private static Observation open(Probe probe, Ending ending) {
        return new Observation(Result.UNMEASURED, probe + ": " + words(ending));
    }

    private static String words(Ending ending) {
        return ending.word() + " (" + ending.describe() + ")";
    }

    /** Checks the longer answer if there is one, because it shows buffering more surely than the short answer of a probe. */
    private Observation streaming(Probe probe, Trace trace) {
        var steps = StreamSteps.of(trace);
        if (steps.isEmpty()) {
            return Observation.broken(probe + ": the stream has no output");
        }
        var many = StreamSteps.in(recording.header().server()).filter(StreamingCheck::shows);
        var held = StreamingCheck.objection(many.orElse(steps.get()));
        var whose = many.isPresent() ? "a longer answer: " : probe + ": ";
        return held.map(what -> Observation.broken(whose + what))
                .orElse(Observation.holds(probe + ": " + StreamingCheck.describe(steps.get())));
    }

    private static Observation usage(Probe probe, Trace trace) {
        var usage = trace.transcript().usage();
        if (usage == null) {
            return Observation.broken(probe + ": the stream has no usage");
        }
        var text = probe + ": " + usage.promptTokens() + " tokens in, " + usage.completionTokens() + " out";
        return usage.promptTokens() > 0 && usage.completionTokens() > 0
                ? Observation.holds(text)
                : Observation.broken(text + ", expected more than 0");
    }

    /**
     * A completion must end by its length, because it asks the engine to ignore the end of the text. If the engine cannot ignore it, the
     * answer is short, and may end by itself. A chat may end either way.
     */
    private static Observation finishReason(Probe probe, Trace trace) {
        var reason = Objects.requireNonNull(trace.transcript().finishReason(), "of a complete answer");
        var kind = FinishReason.of(reason);
        var mayStop = probe == Probe.CHAT || isShort(trace.transcript().usage());
        return kind == FinishReason.LENGTH || (kind == FinishReason.STOP && mayStop)
                ? Observation.holds(probe + ": " + reason + (trace.transcript().done() ? "" : NO_DONE))
                : Observation.broken(probe + ": found [" + reason + "], expected "
                        + (probe == Probe.CHAT ? "stop or length" : "length"));
    }

    /** Returns whether the answer has fewer tokens than were asked for. Another check reports that. */
    private static boolean isShort(Transcript.@Nullable Usage usage) {
        return usage != null && usage.completionTokens() > 0 && usage.completionTokens() < Protocol.OUTPUT_TOKENS;
    }

    private Observation modelEcho(Probe probe, Trace trace) {
        var asked = recording.header().server().getOrDefault("model", "");
        var answered = trace.transcript().model();
        if (answered == null) {
            return Observation.broken(probe + ": the answer names no model, the request asked for [" + asked + "]");
        }
        return trace.transcript().answersAs(asked)
                ? Observation.holds(probe + ": " + answered)
                : Observation.broken(probe + ": answered by [" + answered + "], the request asked for [" + asked + "]");
    }

    private static Observation exactLengths(Probe probe, Trace trace) {
        var usage = trace.transcript().usage();
        if (usage == null) {
            return Observation.broken(probe + ": the stream has no usage");
        }
        var text = probe + ": " + usage.promptTokens() + " tokens in and " + usage.completionTokens() + " out";
        return usage.promptTokens() == Protocol.INPUT_TOKENS && usage.completionTokens() == Protocol.OUTPUT_TOKENS
                ? Observation.holds(text + ", as asked")
                : Observation.broken(
                        text + ", the request asked for " + Protocol.INPUT_TOKENS + " and " + Protocol.OUTPUT_TOKENS);
    }

    private Observation refusal(Probe probe) {
        var trace = traces.get(probe);
        if (trace == null) {
            return new Observation(Result.UNMEASURED, probe + ": not sent");
        }
        return switch (trace.ending()) {
            case Ending.HttpError error -> refusal(probe, error, trace);
            case Ending.Timeout timeout ->
                trace.transcript().chunks().stream().anyMatch(Chunk::output)
                        ? answeredDespiteError(probe)
                        : open(probe, timeout);
            case Ending.ConnectFailed failed -> open(probe, failed);
            case Ending.Cancelled cancelled -> open(probe, cancelled);
            case Ending.Complete ignored -> answeredDespiteError(probe);
            case Ending other -> Observation.broken(probe + ": " + words(other) + ", expected a status of 400 to 499");
        };
    }

    private Observation answeredDespiteError(Probe probe) {
        var all = probe + ": answered as if the request were valid, ";
        return probe == Probe.NO_SUCH_MODEL && recording.header().server().containsKey(ANY_MODEL)
                ? Observation.notShown(all + "which a server of this engine may do; the check model-echo shows"
                        + " which model answers")
                : Observation.broken(all + "expected a status of 400 to 499");
    }

    private static Observation refusal(Probe probe, Ending.HttpError error, Trace trace) {
        if (error.status() < 400 || error.status() > 499) {
            return Observation.broken(probe + ": " + error.describe() + ", expected a status of 400 to 499");
        }
        return Transcript.refusal(trace.body().text()).isPresent()
                ? Observation.holds(probe + ": " + error.describe())
                : Observation.broken(
                        probe + ": status " + error.status() + " without an error object that gives" + " the reason");
    }
}
