package dev.assay.run;

import dev.assay.gate.outlook.DueReviews;
import dev.assay.input.InputException;
import dev.assay.plan.Plan;
import dev.assay.report.console.PlanText;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.run.checked.MemoryCheck;
import dev.assay.run.console.Console;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a run would do: its plan, how long its tests took before, and what its number of samples can decide. Nothing is sent or written. */
public record PlanPreview(Plan plan, EarlierVerdicts earlier, Console console) {
    /**
     * Reads everything that people wrote.
     *
     * @throws InputException with every problem
     */
    static PlanPreview of(Options options, RunMode.PlanOnly mode, Console console) {
        var checked = CheckedPlan.of(options, mode.planned());
        // A prompt that no tokenizer can make is a problem of the plan too.
        checked.tokenizers(options, mode.planned()).close();
        checked.turns().ifPresent(console::line);
        checked.plan().unjudgedRatios().forEach(console::line);
        MemoryCheck.here().lines(checked.plan()).forEach(console::line);
        MemoryCheck.here().warnings(options.mode(), checked.plan()).forEach(console::warning);
        DueReviews.of(checked.plan(), LocalDate.now(ZoneOffset.UTC)).forEach(console::warning);
        return new PlanPreview(checked.plan(), new EarlierVerdicts(options.tapes(), options.runs()), console);
    }

    /** Prints the plan. */
    public void report() {
        console.block(PlanText.of(plan, earlier.of(plan)));
    }
}
