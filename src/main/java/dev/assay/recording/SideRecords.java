package dev.assay.recording;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen beside the requests of a test while they were measured.
 *
 * @param records at most one of each kind; a kind is missing where nobody looked
 * @param altered which of the test's files is no longer what was written; empty if both are, or nobody knows
 */
public record SideRecords(Set<SideRecord> records, Optional<String> altered) {
    /** Nobody looked. */
    public static final SideRecords NONE = new SideRecords(Set.of(), Optional.empty());

    public SideRecords {
        records = Set.copyOf(records);
        if (records.stream().map(SideRecord::getClass).distinct().count() < records.size()) {
            throw new IllegalArgumentException("two side records of one kind: " + records);
        }
    }

    /** Returns the record of a kind; empty where nobody looked. */
    public <T extends SideRecord> Optional<T> of(Class<T> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Returns these with a record, in place of an earlier one of its kind. */
    public SideRecords with(SideRecord seen) {
        var all = new LinkedHashSet<>(records);
        all.removeIf(record -> record.getClass() == seen.getClass());
        all.add(seen);
        return new SideRecords(all, altered);
    }

    /** Returns these with what is known of the files. */
    public SideRecords altered(Optional<String> file) {
        return new SideRecords(records, file);
    }
}
