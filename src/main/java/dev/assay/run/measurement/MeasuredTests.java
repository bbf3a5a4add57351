package dev.assay.run.measurement;

import dev.assay.gate.Repeat;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The tests of a run that were measured so far, each with its repeats. */
public final class MeasuredTests {
    private final RecordingSource source;
    private final long seed;
    private final Consumer<Planned> before;
    private final Supplier<Optional<Verdict.Unmeasured>> objection;
    private final Map<Planned, List<Repeat>> measured = new LinkedHashMap<>();

    /**
     * @param seed of the order in which deployments take turns
     * @param before is told of each test before it is measured, and may ask for others
     * @param objection why nothing more may be measured; empty while it may
     */
    public MeasuredTests(
            RecordingSource source,
            long seed,
            Consumer<Planned> before,
            Supplier<Optional<Verdict.Unmeasured>> objection) {
        this.source = source;
        this.seed = seed;
        this.before = before;
        this.objection = objection;
    }

    /**
     * Returns what came of a test. If it was not measured yet, it is; if it has repeats, so are those of its companions, in turns.
     *
     * @param companions tests that will be asked for too
     */
    public List<Repeat> of(Planned planned, List<Planned> companions) {
        if (!measured.containsKey(planned)) {
            if (source.repeats(planned) == 1) {
                measure(new MeasurementOrder.Turn(planned, 1, false));
            } else {
                var due = new ArrayList<>(companions.stream()
                        .filter(each -> source.repeats(each) > 1 && !measured.containsKey(each))
                        .toList());
                if (!due.contains(planned)) {
                    due.add(planned);
                }
                MeasurementOrder.of(due, source::repeats, source.startsServers(), seed)
                        .forEach(this::measure);
            }
        }
        return List.copyOf(measured.getOrDefault(planned, List.of()));
    }

    private void measure(MeasurementOrder.Turn turn) {
        before.accept(turn.planned());
        var repeats = measured.computeIfAbsent(turn.planned(), planned -> new ArrayList<>());
        var why = objection.get();
        if (why.isPresent()) {
            repeats.add(new Repeat.NotSent(turn.repeat(), why.get()));
            return;
        }
        if (turn.fresh()) {
            source.nextStart();
        }
        repeats.addAll(source.of(turn.planned(), turn.repeat()));
    }
}
