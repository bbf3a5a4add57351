package dev.assay.run;

import dev.assay.gate.outlook.DueReviews;
import dev.assay.input.InputException;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.console.PlanText;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.run.checked.MemoryCheck;
import dev.assay.run.console.Console;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

/**
 * What a run would do: its plan, how long its tests took before, and what its number of samples can decide. Nothing is sent or written. Only tests of the kinds are
 * shown for which JUnit classes ask, as only these would be measured.
 */
public final class PlanPreview {
    private final Options options;
    private final CheckedPlan checked;
    private final Console console;
    private final Set<Class<? extends TestSpec>> kinds = new HashSet<>();

    private PlanPreview(Options options, CheckedPlan checked, Console console) {
        this.options = options;
        this.checked = checked;
        this.console = console;
    }

    /**
     * Reads everything that people wrote.
     *
     * @throws InputException with every problem
     */
    static PlanPreview of(Options options, RunMode.PlanOnly mode, Console console) {
        var checked = CheckedPlan.of(options, mode.planned());
        // A prompt that no tokenizer can make is a problem of the plan too.
        checked.tokenizers(options, mode.planned()).close();
        return new PlanPreview(options, checked, console);
    }

    /** Notes that a JUnit class would report the tests of a kind. */
    public synchronized void announce(Class<? extends TestSpec> kind) {
        kinds.add(kind);
    }

    /**
     * Prints the plan.
     *
     * @throws NothingJudged if the selection left no test
     */
    public synchronized void report() {
        var all = checked.plan();
        var tests = all.tests().stream()
                .filter(planned -> kinds.stream().anyMatch(kind -> kind.isInstance(planned.test())))
                .toList();
        if (tests.isEmpty()) {
            throw new NothingJudged("assay: nothing would run. The selection leaves no test of thresholds.yaml.");
        }
        var plan = new Plan(tests, all.partial() || tests.size() < all.tests().size());
        checked.turns().ifPresent(console::line);
        plan.unjudgedRatios().forEach(console::line);
        MemoryCheck.here().lines(plan).forEach(console::line);
        MemoryCheck.here().warnings(options.mode(), plan).forEach(console::warning);
        DueReviews.of(plan, LocalDate.now(ZoneOffset.UTC)).forEach(console::warning);
        console.block(PlanText.of(plan, new EarlierVerdicts(options.tapes(), options.runs()).of(plan)));
    }
}
