package dev.assay.plan.testspecs;

import dev.assay.input.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The protocol test: checks what an endpoint does on the wire. Each deployment has it, although thresholds.yaml does not name it.
 *
 * @param probes the requests that are sent, in this order
 */
public record Protocol(List<Probe> probes, TestConditions conditions, Location place) implements TestSpec {
    /** The test's name; no load test and no evalset can have it. */
    public static final String NAME = "protocol";

    /** The number of tokens in the prompt of {@link Probe#COMPLETION}. */
    public static final int INPUT_TOKENS = 32;

    /** The number of tokens that an answer must have: exactly for a completion, at most for a chat. */
    public static final int OUTPUT_TOKENS = 16;

    /** More tokens than the context of any model has. */
    public static final int TOO_MANY_TOKENS = 100_000_000;

    /** The name of a model that no server has. */
    public static final String NO_MODEL = "assay-asks-for-no-such-model";

    public Protocol {
        probes = List.copyOf(probes);
    }

    /** Returns the protocol test of a deployment. Its probes use the same routes as the deployment's other tests. */
    public static Protocol of(boolean loadTests, boolean evalsets, boolean texts, Location place) {
        var probes = new ArrayList<Probe>();
        if (loadTests) {
            probes.add(Probe.COMPLETION);
        } else if (texts) {
            probes.add(Probe.TEXT);
        }
        if (evalsets) {
            probes.add(Probe.CHAT);
        }
        probes.add(Probe.NO_SUCH_MODEL);
        probes.add(Probe.TOO_LONG);
        return new Protocol(probes, TestConditions.DEFAULT, place);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Pace pace() {
        return new Pace.Closed(1);
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }

    /** One request that shows how the endpoint behaves. */
    public enum Probe {
        /** A completion of an exact length. */
        COMPLETION,
        /** A completion of a text, whose number of tokens is not known without a tokenizer. */
        TEXT,
        /** A short chat. */
        CHAT,
        /** A request for {@link #NO_MODEL}, which must be refused. */
        NO_SUCH_MODEL,
        /** A request for {@link #TOO_MANY_TOKENS}, which must be refused. */
        TOO_LONG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One requirement on the endpoint; each check is a JUnit test. */
    public enum Check {
        /** Output is sent as soon as it is generated, and the stream ends properly. */
        STREAMING,
        /** The stream has the number of prompt tokens and of answer tokens. */
        USAGE,
        /** The stream has the finish reason. */
        FINISH_REASON,
        /** The answer names the model that was asked for. */
        MODEL_ECHO,
        /** The prompt and the answer have as many tokens as were asked for. */
        EXACT_LENGTHS,
        /** The server stops computing a request that the client cancels. */
        CANCEL_FREES_THE_SLOT,
        /** A request that cannot be answered is refused with a status and a reason. */
        ERROR_SHAPES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
