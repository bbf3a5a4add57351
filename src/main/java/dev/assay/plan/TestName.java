package dev.assay.plan;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Protocol.Check;
import dev.assay.plan.thresholds.Bound;
import java.util.List;

/**
 * The names of the JUnit tests. CI systems keep the history of a test by its name, and {@code -Dassay.only} picks a test by its name. If a test may be skipped although it was measured, its name says so, because many report viewers do not show why a test was skipped.
 */
public final class TestName {
    private static final String TOLERATED = " (tolerated)";
    private static final String MODELLED = " (modelled)";

    private TestName() {}

    /** Returns the name of the test of a load test: {@code qwen3-32b-nvfp4 c10}, {@code qwen3-32b-nvfp4 c10 (tolerated)}. */
    public static String of(Planned planned) {
        return planned.name() + marked(planned.test().enforced());
    }

    /** Returns the name of the test of a modelled load test: {@code qwen3-32b-nvfp4 c10 (modelled)}. */
    public static String modelled(Planned planned) {
        return planned.name() + MODELLED;
    }

    /**
     * Returns the name of the test of a limit: {@code qwen3-32b-nvfp4 gsm8k accuracy}. If the figure has several limits, or the limit compares, the name also says which one: {@code qwen3-32b-nvfp4 c10 tpot.mean (steady)}.
     */
    public static String of(Planned planned, Limit limit) {
        return planned.name() + " "
                + (limit.several() || limit.bound() instanceof Bound.Compared
                        ? limit.named()
                        : limit.figure().key() + marked(limit.enforced()));
    }

    /** Returns the name of the test of a limit of a modelled load test. */
    public static String modelled(Planned planned, Limit limit) {
        return planned.name() + " " + limit.named() + MODELLED;
    }

    /** Returns the name of the test of a question: {@code qwen3-32b-nvfp4 gsm8k arith-007}. */
    public static String of(Planned planned, Question question) {
        return planned.name() + " " + question.id() + marked(planned.test().enforced());
    }

    /** Returns the name of the test of a block of questions: {@code qwen3-32b-nvfp4 gsm8k questions 1 to 50}. */
    public static String of(Planned planned, QuestionBlock block) {
        return planned.name() + " " + block.name() + marked(planned.test().enforced());
    }

    /** Returns the name of the test that counts flipped questions which have no test: {@code qwen3-32b-nvfp4 gsm8k more flips}. */
    public static String ofMoreFlips(Planned planned) {
        return planned.name() + " more flips" + marked(planned.test().enforced());
    }

    /** Returns the name of the test of a protocol check: {@code qwen3-32b-nvfp4 protocol streaming}. */
    public static String of(Planned planned, Check check) {
        return planned.name() + " " + check;
    }

    /** Returns a name without "(tolerated)" or "(modelled)": {@code -Dassay.only} takes names with and without it. */
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
