package dev.assay.faults;

import dev.assay.faults.Fault.Place;
import java.util.ArrayList;
import java.util.List;

/** The rows of one place. */
final class Rows {
    private final Place place;
    private final List<Fault> rows = new ArrayList<>();

    Rows(Place place) {
        this.place = place;
    }

    List<Fault> rows() {
        return List.copyOf(rows);
    }

    Rows row(String verdict, String name, Fault.Plant plant) {
        rows.add(new Fault(place, name, verdict, plant));
        return this;
    }

    Rows unmeasured(String name, Fault.Plant plant) {
        return row("UNMEASURED", name, plant);
    }

    Rows fails(String name, Fault.Plant plant) {
        return row("FAIL", name, plant);
    }

    Rows harmless(String name, String why, Fault.Plant plant) {
        return row("PASS", name + ": harmless, " + why, plant);
    }
}
