package dev.assay.audits.server;

import dev.assay.audits.client.TokensPerEvent;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The audit of speculative decoding with random prompts: the answers to random words are easier or harder to predict than answers to real prompts,
 * so the acceptance rate and tpot differ.
 */
public final class Speculation {
    private static final String NAME = "speculation";
    /** Arguments of vLLM ({@code --speculative-config}, {@code -sc}) and SGLang ({@code --speculative-algorithm}). */
    private static final Pattern ARGUMENT = Pattern.compile("(--speculative[-_][\\w-]+|-sc)(=.*)?", Pattern.DOTALL);

    /**
     * The least tokens per event that show speculative decoding. With fewer, a detokeniser may have kept one or two tokens of an answer for the
     * next event, as every server does sometimes.
     */
    private static final double SEVERAL = 1.05;

    private Speculation() {}

    /** Returns a note; empty if prompts come from a file, or if nothing points to speculative decoding. */
    public static Optional<Finding> of(Planned planned, Recording recording) {
        if (!(planned.test() instanceof TestSpec.LoadTest loadTest)
                || loadTest.workload().file().isPresent()) {
            return Optional.empty();
        }
        var signs = new ArrayList<String>();
        argument(planned).ifPresent(name -> signs.add("serve has " + name));
        var drafts = drafts(recording);
        if (drafts > 0) {
            signs.add("its /metrics count " + drafts + " drafts");
        }
        var sure = !signs.isEmpty();
        var tokens = TokensPerEvent.counted(recording).mean();
        if (tokens >= SEVERAL) {
            signs.add(String.format(Locale.ROOT, "an event brings %.2f tokens", tokens));
        }
        return signs.isEmpty() ? Optional.empty() : Optional.of(new Finding(NAME, Severity.NOTE, text(sure, signs)));
    }

    private static String text(boolean sure, List<String> signs) {
        return "the server " + (sure ? "uses" : "may use") + " speculative decoding (" + String.join(", ", signs)
                + "), and prompts are random words: drafts are accepted more or less often than with real prompts, so tpot is too low or too high. Use a prompt-file with real prompts";
    }

    private static long drafts(Recording recording) {
        return recording
                .counted()
                .map(counted -> counted.count(ServerCount.DRAFTS).orElse(0))
                .orElse(0L);
    }

    private static Optional<String> argument(Planned planned) {
        return planned.serve().stream()
                .map(ARGUMENT::matcher)
                .filter(argument -> argument.matches())
                .map(argument -> argument.group(1))
                .findFirst();
    }
}
