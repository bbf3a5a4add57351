package dev.assay.run.measurement;

import dev.assay.gate.Repeat;
import dev.assay.plan.Plan.Planned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Several finished runs, judged as one: the repeats of a test are those of all runs that measured it, in the order of the runs. */
public record JoinedRuns(List<FinishedRun> runs) implements RecordingSource {
    public JoinedRuns {
        runs = List.copyOf(runs);
    }

    @Override
    public String description() {
        return "finished runs "
                + runs.stream().map(run -> run.directory().path().toString()).collect(Collectors.joining(" and "));
    }

    @Override
    public Path traces(Planned planned) {
        return measuring(planned).getFirst().traces(planned);
    }

    @Override
    public int repeats(Planned planned) {
        return measuring(planned).stream().mapToInt(run -> run.repeats(planned)).sum();
    }

    @Override
    public List<Repeat> of(Planned planned, int repeat) {
        var left = repeat;
        for (var run : measuring(planned)) {
            var own = run.repeats(planned);
            if (left <= own) {
                return run.of(planned, left).stream()
                        .map(each -> numbered(each, repeat))
                        .toList();
            }
            left -= own;
        }
        throw new IllegalArgumentException("there is no repeat " + repeat + " of " + planned.name());
    }

    /** Returns the runs that measured a test; the first if none did, which then says so. */
    private List<FinishedRun> measuring(Planned planned) {
        var measuring =
                runs.stream().filter(run -> Files.exists(run.traces(planned))).toList();
        return measuring.isEmpty() ? List.of(runs.getFirst()) : measuring;
    }

    private static Repeat numbered(Repeat repeat, int number) {
        return switch (repeat) {
            case Repeat.Recorded recorded -> new Repeat.Recorded(number, recorded.source(), recorded.recording());
            case Repeat.Superseded spoilt -> new Repeat.Superseded(number, spoilt.source(), spoilt.recording());
            case Repeat.NotSent no -> new Repeat.NotSent(number, no.why());
        };
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
