package dev.assay.plant;

import dev.assay.input.SimilarNames;
import dev.assay.plant.Fault.Count;
import dev.assay.plant.Fault.Measure;
import dev.assay.plant.Fault.Share;
import dev.assay.plant.Fault.Time;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the faults of {@code -Dassay.plant}, separated by commas.
 *
 * @param problems takes a sentence for each fault that cannot be read
 */
public record FaultReader(Consumer<String> problems) {
    private static final Pattern WRITTEN =
            Pattern.compile("([a-z0-9-]+?) *([+=-]) *([0-9]{1,7}(?:\\.[0-9]{1,6})?) *(%|ms|s|pp)?");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final BigDecimal MS_PER_SECOND = BigDecimal.valueOf(1000);

    private static final List<String> KNOWN = Stream.of(
                    Arrays.stream(Time.values()).map(Time::word),
                    Arrays.stream(Share.values()).map(Share::word),
                    Arrays.stream(Count.values()).map(Count::word))
            .flatMap(words -> words)
            .toList();

    /** Returns the faults in their order, each once. */
    public List<Fault> read(String written) {
        var faults = new LinkedHashSet<Fault>();
        for (var part : written.split(",", -1)) {
            one(part.strip()).ifPresent(faults::add);
        }
        return List.copyOf(faults);
    }

    private Optional<Fault> one(String written) {
        var found = WRITTEN.matcher(written);
        if (!found.matches()) {
            return refused("expected a list of faults such as tpot+5%,accuracy-2pp, found [" + written + "]."
                    + " A fault is a name, then + or - or =, then a number with its unit. " + known());
        }
        var name = found.group(1);
        for (var time : Time.values()) {
            if (time.word().equals(name)) {
                return slower(time, written, found);
            }
        }
        for (var share : Share.values()) {
            if (share.word().equals(name)) {
                return spoilt(share, written, found);
            }
        }
        for (var count : Count.values()) {
            if (count.word().equals(name)) {
                return counted(count, written, found);
            }
        }
        return unknown(name, written);
    }

    private Optional<Fault> unknown(String name, String written) {
        return name.equals("qps")
                ? refused("[" + written + "] cannot be planted: the client sends the next request when one ends, so"
                        + " qps follows from the times. Plant e2e+5% instead.")
                : refused("[" + written + "] names no fault. " + known() + SimilarNames.hint(name, KNOWN));
    }

    private static String known() {
        return "Known are " + String.join(", ", KNOWN);
    }

    private Optional<Fault> slower(Time time, String written, Matcher found) {
        var unit = found.group(4);
        if (!found.group(2).equals("+") || unit == null || unit.equals("pp")) {
            return refused(
                    "[" + written + "] is not such a fault: times become longer by percent or milliseconds. Write "
                            + time.word() + "+5% or " + time.word() + "+2ms.");
        }
        var size = new BigDecimal(found.group(3));
        if (size.signum() == 0) {
            return refused("[" + written + "] changes nothing. Write a number above 0.");
        }
        return Optional.of(
                switch (unit) {
                    case "%" -> new Fault.Slower(time, size, Measure.PERCENT);
                    case "s" -> new Fault.Slower(time, size.multiply(MS_PER_SECOND), Measure.MILLISECONDS);
                    default -> new Fault.Slower(time, size, Measure.MILLISECONDS);
                });
    }

    private Optional<Fault> spoilt(Share share, String written, Matcher found) {
        var unit = found.group(4);
        var percentIsClear = share != Share.ACCURACY;
        if (!found.group(2).equals(share.sign()) || !("pp".equals(unit) || ("%".equals(unit) && percentIsClear))) {
            return refused("[" + written + "] is not such a fault: "
                    + switch (share) {
                        case ACCURACY -> "right answers become wrong, in percentage points of all. Write accuracy-2pp.";
                        case TRUNCATED -> "more answers are cut off, in percent of all. Write truncated+3%.";
                        case FAILED -> "more requests fail, in percent of all. Write failed+1%.";
                    });
        }
        var points = new BigDecimal(found.group(3));
        if (points.signum() == 0 || points.compareTo(ALL) > 0) {
            return refused("[" + written + "] is not possible: write a number above 0, and at most 100.");
        }
        return Optional.of(new Fault.Spoilt(share, points));
    }

    private Optional<Fault> counted(Count count, String written, Matcher found) {
        var unit = found.group(4) == null ? "" : found.group(4);
        var example = count.word() + "=" + (count == Count.ACCEPT_LENGTH ? "1.1" : "10") + count.unit();
        if (!found.group(2).equals("=") || !unit.equals(count.unit())) {
            return refused(
                    "[" + written + "] is not such a fault: the server counts another value. Write " + example + ".");
        }
        var value = new BigDecimal(found.group(3));
        var whole = count != Count.PREEMPTIONS || value.stripTrailingZeros().scale() <= 0;
        if (!whole
                || value.compareTo(BigDecimal.valueOf(count.least())) < 0
                || value.compareTo(BigDecimal.valueOf(count.most())) > 0) {
            return refused("[" + written + "] is not possible: " + count.word() + " is a "
                    + (count == Count.PREEMPTIONS ? "whole number" : "number") + " from " + count.least() + count.unit()
                    + " to " + count.most() + count.unit() + ".");
        }
        return Optional.of(new Fault.Counted(count, value));
    }

    private Optional<Fault> refused(String message) {
        problems.accept("-Dassay.plant: " + message);
        return Optional.empty();
    }
}
