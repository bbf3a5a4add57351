package dev.assay.proposals;

import dev.assay.input.InputFile;
import dev.assay.input.Problems;
import dev.assay.input.YamlEdit;
import dev.assay.input.YamlValue;
import dev.assay.plan.Thresholds;
import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes proposed limits into the text of thresholds.yaml. */
public final class ProposedThresholds {
    private ProposedThresholds() {}

    /**
     * Returns the text with the proposed limits; everything else stays as it is.
     *
     * @return absent, with a problem for each limit that cannot be written
     */
    public static @Nullable String text(InputFile file, List<Proposal.Proposed> proposals, Problems problems) {
        return YamlEdit.apply(
                file,
                proposals.stream()
                        .map(each -> new YamlEdit.Change(each.limit().place(), keys(each)))
                        .toList(),
                problems);
    }

    private static YamlValue.Keys keys(Proposal.Proposed proposal) {
        var keys = new LinkedHashMap<String, YamlValue>();
        switch (proposal.bound()) {
            case Bound.Max max -> keys.put("max", YamlValue.plain(max.quantity().written()));
            case Bound.Min min -> keys.put("min", YamlValue.plain(min.quantity().written()));
            case Bound.Between ignored -> throw twoSided();
            case Bound.OnGpu ignored -> throw twoSided();
            case Bound.Calibrate ignored -> throw twoSided();
            case Bound.Compared ignored -> throw twoSided();
        }
        var unit = proposal.limit().figure().unit();
        proposal.origin().from().ifPresent(runs -> keys.put(LimitOrigin.FROM, from(runs, unit)));
        proposal.origin()
                .reviewAfter()
                .ifPresent(day -> keys.put(LimitOrigin.REVIEW_AFTER, YamlValue.plain(day.toString())));
        return new YamlValue.Keys(keys);
    }

    private static IllegalArgumentException twoSided() {
        return new IllegalArgumentException("a proposed limit is a max or a min");
    }

    private static YamlValue.Keys from(LimitOrigin.Runs runs, Unit unit) {
        var digits = new WrittenDigits(unit);
        var keys = new LinkedHashMap<String, YamlValue>();
        keys.put(
                "mean",
                YamlValue.plain(digits.quantity(inFile(runs.mean(), unit)).written()));
        keys.put("sd", YamlValue.plain(digits.spreadText(inFile(runs.sd(), unit))));
        if (!runs.byQuestion().isEmpty()) {
            keys.put("by-question", YamlValue.numbers(runs.byQuestion()));
        }
        keys.put("runs", YamlValue.plain(String.valueOf(runs.runs())));
        keys.put("rate", YamlValue.plain(digits(Unit.SHARE, runs.rate())));
        keys.put("date", YamlValue.plain(runs.date().toString()));
        runs.machine().ifPresent(machine -> keys.put("machine", YamlValue.quoted(machine)));
        return new YamlValue.Keys(keys);
    }

    private static String digits(Unit unit, double value) {
        return new WrittenDigits(unit).quantity(inFile(value, unit)).written();
    }

    /** Returns the digits that the value was made of. */
    private static BigDecimal inFile(double value, Unit unit) {
        var digits = BigDecimal.valueOf(value);
        var inFile = (unit == Unit.SHARE ? digits.movePointRight(2) : digits).stripTrailingZeros();
        return inFile.scale() < 0 ? inFile.setScale(0) : inFile;
    }

    /**
     * Checks that the new text means what was proposed, and nothing else.
     *
     * @param before the content of the old text
     * @param after the content of the new text
     * @return the first limit that differs, for people; empty if there is none
     */
    public static Optional<String> difference(Thresholds before, Thresholds after, List<Proposal.Proposed> proposals) {
        var expected = limits(before, proposals);
        var found = limits(after, List.of());
        var names = new ArrayList<>(expected.keySet());
        names.addAll(found.keySet());
        return names.stream()
                .filter(name -> !String.valueOf(expected.get(name)).equals(String.valueOf(found.get(name))))
                .findFirst()
                .map(name -> name + ": expected " + expected.get(name) + ", found " + found.get(name));
    }

    private static Map<String, String> limits(Thresholds thresholds, List<Proposal.Proposed> proposals) {
        var proposed = new HashMap<Limit, Proposal.Proposed>();
        proposals.forEach(each -> proposed.put(each.limit(), each));
        var limits = new LinkedHashMap<String, String>();
        for (var deployment : thresholds.deployments()) {
            for (TestSpec test : deployment.tests()) {
                for (var limit : test.limits()) {
                    var instead = proposed.get(limit);
                    limits.put(
                            deployment.name() + " " + test.name() + " " + limit.named(),
                            instead == null
                                    ? limit.bound() + " " + limit.origin()
                                    : instead.bound() + " " + instead.origin());
                }
            }
        }
        return limits;
    }
}
