package dev.assay.gate.outlook;

import dev.assay.gate.comparison.Levels;
import dev.assay.stats.MeanAndSd;
import dev.assay.stats.MeanDifference;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Says before a run what the planned number of starts can decide about a limit that compares a figure. How much starts differ is not known then, so changes are
 * in standard deviations between starts.
 *
 * @param starts how many are planned
 * @param levels how sure a verdict must be
 */
record StartsPreview(int starts, Levels levels) {
    /** Returns the sentence: {@code 4 starts against as many pass 1.4 sd below the margin, and show a change from 2.2 sd on}. */
    String sentence() {
        if (starts == 1) {
            return "one start is judged by the spread of the reference, if that has several starts; otherwise INCONCLUSIVE";
        }
        return starts + " starts against as many pass " + sds(levels.pass())
                + " below the margin, and show a change from " + sds(1 - levels.falseAlarms())
                + " on (sd: between starts)";
    }

    /** Returns how far the bound of a difference is from it, if the standard deviation of both sides is 1. */
    private String sds(double level) {
        var side = new MeanAndSd(starts, 0, 1);
        return new BigDecimal(MeanDifference.pooled(side, side).atMost(level)).setScale(1, RoundingMode.HALF_UP)
                + " sd";
    }
}
