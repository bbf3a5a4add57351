package dev.assay.report.page.compared;

import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the run is compared with beside its limits. All its texts are English, as the console has them.
 *
 * @param other what it is compared with, as the command line names it
 * @param pairs the tests that are compared
 * @param not the tests that cannot be compared
 */
public record BesideRun(String other, List<Pair> pairs, List<ComparedPair.NotCompared> not) {
    public BesideRun {
        pairs = List.copyOf(pairs);
        not = List.copyOf(not);
    }

    /**
     * A test that is compared.
     *
     * @param heading the test, how often each side measured it, and how the conditions differ
     * @param rows figure, here, there, change, 95 % interval
     * @param lines what became of the questions or texts
     * @param sentence who is better at what, by how much, how sure
     */
    public record Pair(String heading, List<List<String>> rows, List<String> lines, String sentence) {}

    static BesideRun of(ComparedRun run) {
        return new BesideRun(
                run.other(),
                run.tests().stream()
                        .flatMap(test -> test instanceof ComparedPair.Shown shown
                                ? Stream.of(new Pair(
                                        shown.heading(), shown.rows(false), shown.questions(), shown.sentence()))
                                : Stream.empty())
                        .toList(),
                run.tests().stream()
                        .flatMap(test -> test instanceof ComparedPair.NotCompared no ? Stream.of(no) : Stream.empty())
                        .toList());
    }
}
