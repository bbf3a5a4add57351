package dev.assay.starts;

import dev.assay.stats.Interval;
import java.util.List;
import java.util.Optional;

/**
 * The same texts on two sides, one by one.
 *
 * @param each in the order of the test
 * @param perToken the mean difference of a token's negative log-probability over all texts, now minus reference, in nats
 * @param interval its two-sided 95 % interval, with texts as the sample; empty with fewer than two texts
 */
public record TextChanges(List<TextChange> each, double perToken, Optional<Interval> interval) {
    public TextChanges {
        each = List.copyOf(each);
    }
}
