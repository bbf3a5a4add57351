package dev.assay.run.measurement;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deployment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * The order in which the repeats of several tests are measured: all tests once, then all again. The order of the deployments is drawn anew for each
 * repeat, so that a slow change of the machine affects them alike.
 *
 * <p>If the gate starts the servers, each deployment is measured in one block per repeat, at a start of its own. Otherwise tests of the same name run
 * one after the other.
 */
public final class MeasurementOrder {
    private MeasurementOrder() {}

    /**
     * One measurement.
     *
     * @param repeat from 1
     * @param fresh whether the server is started anew before it
     */
    record Turn(Planned planned, int repeat, boolean fresh) {}

    /**
     * Returns the measurements in their order.
     *
     * @param tests in the order of the plan
     * @param repeats how often each is measured
     * @param byDeployment whether each deployment is measured in one block
     */
    static List<Turn> of(List<Planned> tests, ToIntFunction<Planned> repeats, boolean byDeployment, long seed) {
        var most = tests.stream().mapToInt(repeats).max().orElse(0);
        var turns = new ArrayList<Turn>();
        // java.util.Random would start with similar values for similar seeds.
        var random = new SplittableRandom(seed);
        for (var repeat = 1; repeat <= most; repeat++) {
            var number = repeat;
            var due = tests.stream()
                    .filter(planned -> repeats.applyAsInt(planned) >= number)
                    .toList();
            if (byDeployment) {
                for (var deployment : shuffled(due, random)) {
                    var block = of(due, deployment);
                    block.forEach(planned -> turns.add(new Turn(planned, number, planned.equals(block.getFirst()))));
                }
            } else {
                due.stream().map(planned -> planned.test().name()).distinct().forEach(name -> {
                    var alike = due.stream()
                            .filter(planned -> planned.test().name().equals(name))
                            .toList();
                    shuffled(alike, random)
                            .forEach(deployment -> of(alike, deployment)
                                    .forEach(planned -> turns.add(new Turn(planned, number, false))));
                });
            }
        }
        return List.copyOf(turns);
    }

    private static List<Deployment> shuffled(List<Planned> tests, SplittableRandom random) {
        var deployments = new ArrayList<>(
                tests.stream().map(Planned::deployment).distinct().toList());
        Collections.shuffle(deployments, random);
        return deployments;
    }

    private static List<Planned> of(List<Planned> tests, Deployment deployment) {
        return tests.stream()
                .filter(planned -> planned.deployment().equals(deployment))
                .toList();
    }
}
