package dev.assay.recording;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What was recorded beside the requests of a test while they were measured.
 *
 * @param records at most one of each kind; a kind is missing if it was not recorded
 * @param altered which of the test's files was changed after it was written; empty if neither was, or this is not known
 */
public record SideRecords(Set<SideRecord> records, Optional<String> altered) {
    /** Nothing was recorded. */
    public static final SideRecords NONE = new SideRecords(Set.of(), Optional.empty());

    public SideRecords {
        records = Set.copyOf(records);
        if (records.stream().map(SideRecord::getClass).distinct().count() < records.size()) {
            throw new IllegalArgumentException("two side records of one kind: " + records);
        }
    }

    /** Returns the record of a kind; empty if there is none. */
    public <T extends SideRecord> Optional<T> of(Class<T> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Returns these records with one more, which replaces an earlier one of its kind. */
    public SideRecords with(SideRecord seen) {
        var all = new LinkedHashSet<>(records);
        all.removeIf(record -> record.getClass() == seen.getClass());
        all.add(seen);
        return new SideRecords(all, altered);
    }

    /** Returns these records with the name of the file that was changed. */
    public SideRecords altered(Optional<String> file) {
        return new SideRecords(records, file);
    }
}
