package dev.assay.report.customer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who reads the summary. */
public enum Audience {
    /** People outside the team: addresses, home paths, and names of hosts and users are left out. */
    CUSTOMER,
    /** The team itself: nothing is left out but secrets. */
    TEAM;

    /** Returns the name that {@code -Dassay.audience} uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the audience of this name; empty if there is none. */
    public static Optional<Audience> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
