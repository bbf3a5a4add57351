package dev.assay.plan.tests;

import dev.assay.input.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the endpoint must do on the wire before any number of a deployment counts. Each deployment has this test, though no line of the
 * file asks for it.
 *
 * @param probes what is sent, in this order
 */
public record Protocol(List<Probe> probes, TestConditions conditions, Location place) implements TestSpec {
    /** The row's name; no load test and no evalset can have it. */
    public static final String NAME = "protocol";

    /** Tokens in the prompt of {@link Probe#COMPLETION}. */
    public static final int INPUT_TOKENS = 32;

    /** Tokens that a whole answer is asked for: exactly, or at most in a chat. */
    public static final int OUTPUT_TOKENS = 16;

    /** More tokens than any model's context holds. */
    public static final int TOO_MANY_TOKENS = 100_000_000;

    /** A model that no server has. */
    public static final String NO_MODEL = "assay-asks-for-no-such-model";

    public Protocol {
        probes = List.copyOf(probes);
    }

    /** Returns the test of a deployment: its probes take the routes that its other tests take. */
    public static Protocol of(boolean loadTests, boolean evalsets, Location place) {
        var probes = new ArrayList<Probe>();
        if (loadTests) {
            probes.add(Probe.COMPLETION);
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

    /** One thing that the endpoint must do: a test of its own. */
    public enum Check {
        /** Output comes as it is made, in a stream that ends as it should. */
        STREAMING,
        /** The stream tells how many tokens went in and came out. */
        USAGE,
        /** The stream tells why the answer ended. */
        FINISH_REASON,
        /** The answer names the model that was asked. */
        MODEL_ECHO,
        /** As many tokens go in and come out as were asked for. */
        EXACT_LENGTHS,
        /** A request that the client gives up stops being computed. */
        CANCEL_FREES_THE_SLOT,
        /** What cannot be answered is refused with a status and a reason. */
        ERROR_SHAPES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
