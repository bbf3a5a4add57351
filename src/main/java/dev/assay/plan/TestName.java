package dev.assay.plan;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.tests.Limit;
import dev.assay.plan.tests.Protocol.Check;
import dev.assay.plan.thresholds.Question;
import java.util.List;

/**
 * What the tests of planned tests are called. CI keeps the history of a test by its name, and {@code -Dassay.only} picks one by it. A test
 * that can be skipped whatever was measured says so in its name, since many readers of reports do not show why a test was skipped.
 */
public final class TestName {
    private static final String TOLERATED = " (tolerated)";
    private static final String MODELLED = " (modelled)";

    private TestName() {}

    /** Returns the name of a cell's test: {@code qwen3-32b-nvfp4 c10}, {@code qwen3-32b-nvfp4 c10 (tolerated)}. */
    public static String of(Planned planned) {
        return planned.name() + marked(planned.test().enforced());
    }

    /** Returns the name of the test of a load test that is modelled: {@code qwen3-32b-nvfp4 c10 (modelled)}. */
    public static String modelled(Planned planned) {
        return planned.name() + MODELLED;
    }

    /**
     * Returns the name of the test of a limit: {@code qwen3-32b-nvfp4 gsm8k accuracy}; where the test has several limits on the figure also
     * which one it is, {@code qwen3-32b-nvfp4 c10 tpot.mean (steady)}.
     */
    public static String of(Planned planned, Limit limit) {
        return planned.name() + " "
                + (limit.several() ? limit.named() : limit.figure().key() + marked(limit.enforced()));
    }

    /** Returns the name of the test of a limit of a load test that is modelled. */
    public static String modelled(Planned planned, Limit limit) {
        return planned.name() + " " + limit.named() + MODELLED;
    }

    /** Returns the name of a question's test: {@code qwen3-32b-nvfp4 gsm8k arith-007}. */
    public static String of(Planned planned, Question question) {
        return planned.name() + " " + question.id() + marked(planned.test().enforced());
    }

    /** Returns the name of the test of what the protocol demands: {@code qwen3-32b-nvfp4 protocol streaming}. */
    public static String of(Planned planned, Check check) {
        return planned.name() + " " + check;
    }

    /** Returns a name without what it says of being skipped: {@code -Dassay.only} takes both. */
    static String plain(String name) {
        return List.of(TOLERATED, MODELLED).stream()
                .filter(name::endsWith)
                .findFirst()
                .map(mark -> name.substring(0, name.length() - mark.length()))
                .orElse(name);
    }

    private static String marked(boolean enforced) {
        return enforced ? "" : TOLERATED;
    }
}
