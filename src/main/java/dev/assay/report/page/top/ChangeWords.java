package dev.assay.report.page.top;

import dev.assay.gate.comparison.Flips;
import dev.assay.gate.comparison.JudgedChange;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.report.words.Said;
import java.util.regex.Pattern;

/** A judged change in the words of the page. */
final class ChangeWords {
    private static final Pattern COUNT = Pattern.compile("([0-9]+)/([0-9]+)");

    private ChangeWords() {}

    /** Returns the value of the reference and then that of the test: {@code 53 → 7 of 100}. */
    static Said values(JudgedChange change) {
        var before = COUNT.matcher(change.reference());
        var now = COUNT.matcher(change.now());
        if (before.matches() && now.matches() && before.group(2).equals(now.group(2))) {
            var both = before.group(1) + " → " + now.group(1);
            return Said.of(both + " of " + now.group(2), both + "（共 " + now.group(2) + "）");
        }
        return Said.name(change.reference() + " → " + change.now());
    }

    /** Returns both values and what tells whether the change is chance, on one line: {@code 53 → 7 of 100; p < 0.0001; 48 lost, 2 gained}. */
    static Said line(LimitVerdict.Compared compared, JudgedChange change) {
        var values = values(change);
        var chance = change.chance().map(each -> "; " + each).orElse("");
        return Said.of(
                values.english()
                        + chance
                        + compared.flips().map(each -> "; " + english(each)).orElse(""),
                values.chinese()
                        + chance.replace("; ", "；")
                        + compared.flips().map(each -> "；" + chinese(each)).orElse(""));
    }

    private static String english(Flips flips) {
        return flips.lost().size() + " lost, " + flips.gained().size() + " gained";
    }

    private static String chinese(Flips flips) {
        return "由对变错 " + flips.lost().size() + "，由错变对 " + flips.gained().size();
    }

    /** Returns how far a missed change lies beyond its margin; for a change within it, that its bound does not. */
    static Said excess(JudgedChange change) {
        if (change.beyond().isPresent()) {
            var beyond = change.beyond().get();
            return Said.of(
                    beyond + " beyond the margin (" + change.amount() + ", allowed " + change.allowed() + ")",
                    "超出容许范围 " + beyond + "（变化 " + change.amount() + "，容许 " + change.allowed() + "）");
        }
        var undecided = undecided(change);
        return Said.of(
                "within the margin, but a larger change is not excluded (" + undecided.english() + ")",
                "在容许范围之内，但不能排除更大的变化（" + undecided.chinese() + "）");
    }

    /** Returns the change, what is allowed, and the one-sided bound that would have to be within it: {@code -3.0 pp, allowed -5 pp; one-sided 95 % bound -6.1 pp}. */
    static Said undecided(JudgedChange change) {
        return Said.of(
                change.amount() + ", allowed " + change.allowed()
                        + change.bound()
                                .map(each -> "; one-sided " + change.confidence() + " bound " + each)
                                .orElse(""),
                "变化 " + change.amount() + "，容许 " + change.allowed()
                        + change.bound()
                                .map(each -> "；单侧 " + change.confidence() + " 置信界 " + each)
                                .orElse(""));
    }
}
