package dev.assay.faults;

import dev.assay.faults.Fault.Outcome;
import dev.assay.faults.Fault.Place;
import java.util.ArrayList;
import java.util.List;

/** The rows of one place. */
final class Rows {
    private static final String JUDGED_AGAIN = "the whole run; judged again: ";

    private final Place place;
    private final List<Fault> rows = new ArrayList<>();

    Rows(Place place) {
        this.place = place;
    }

    List<Fault> rows() {
        return List.copyOf(rows);
    }

    /** Adds a row whose run must leave something else than a whole run. */
    Rows leaves(String name, String verdict, String sentence, String left, Fault.Plant plant) {
        rows.add(new Fault(place, name, plant, new Outcome(verdict, sentence, left)));
        return this;
    }

    Rows unmeasured(String name, String sentence, Fault.Plant plant) {
        return leaves(name, "UNMEASURED", sentence, JUDGED_AGAIN + "UNMEASURED", plant);
    }

    /** Adds a row in which no request is answered. */
    Rows incomplete(String name, String ending, Fault.Plant plant) {
        return unmeasured(
                name,
                "small c1: 0 of 3 requests complete: 3 × " + ending + ". No limit was judged; see the traces.",
                plant);
    }

    Rows fails(String name, String sentence, Fault.Plant plant) {
        return leaves(name, "FAIL", sentence, JUDGED_AGAIN + "FAIL", plant);
    }

    /** Adds a row in which the server fails every request. */
    Rows failed(String name, String ending, Fault.Plant plant) {
        return fails(name, "small c1: failed 3 of 3: 3 × " + ending + ", allowed at most 0, n=3", plant);
    }

    Rows harmless(String name, String why, String sentence, Fault.Plant plant) {
        return leaves(name + ": harmless, " + why, "PASS", sentence, JUDGED_AGAIN + "PASS", plant);
    }
}
