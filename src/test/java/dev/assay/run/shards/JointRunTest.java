package dev.assay.run.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.recording.ShardFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shards that meet in a shared directory before they measure anything. */
class JointRunTest {
    @TempDir
    private Path directory;

    private Shards two() {
        return new Shards(directory, 2, Shards.PATIENT);
    }

    @Test
    void tellsAllWhatTheFirstOneMeasures() {
        var shards = two();

        var known = Shards.each(List.of(
                () -> {
                    try (var run = shards.enter(1, false)) {
                        var facts = run.known();
                        run.agree(Shards.facts(1, 2), Shards.PLAN, directory.resolve("one"));
                        return facts;
                    }
                },
                () -> {
                    try (var run = shards.enter(2, false)) {
                        var facts = run.known();
                        run.agree(Shards.facts(2, 2), Shards.PLAN, directory.resolve("two"));
                        return facts;
                    }
                }));

        assertThat(known).containsExactly(Optional.empty(), Optional.of(Shards.facts(1, 2)));
    }

    @Test
    void knowsTheRunDirectoriesOfAll() {
        assertThat(two().all(false, JointRun::directories))
                .containsOnly(List.of(
                        directory.resolve("run-1").toString(),
                        directory.resolve("run-2").toString()));
    }

    @Test
    void refusesTwoShardsWithOneNumber() {
        var shards = two();

        try (var first = shards.enter(1, false)) {
            assertThat(first.shard().leads()).isTrue();
            assertThatThrownBy(() -> shards.enter(1, false))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("[" + directory + "] has a shard 1 already: two shards have one number");
        }
    }

    @Test
    void refusesTheDirectoryOfARunOfAnotherNumberOfShards() {
        two().all(false, run -> "");

        assertThatThrownBy(() -> new Shards(directory, 5, Shards.PATIENT).enter(5, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[" + directory + "] is that of a run of 2 shards, and this is shard 5 of 5.");
        assertThat(directory.resolve("claims/5")).doesNotExist();
    }

    @Test
    void refusesADirectoryThatCannotBeWritten() throws IOException {
        var file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> new Shards(file.resolve("shared"), 2, Shards.PATIENT).enter(1, false))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("command line: -Dassay.shard: [" + file.resolve("shared")
                        + "] cannot be used as -Dassay.shard.directory: cannot read")
                .hasMessageContaining("Give a directory that all shards can write.");
    }

    @Test
    void doesNotWaitInADirectoryThatForgotIt() throws IOException {
        try (var run = two().enter(2, false)) {
            Files.delete(directory.resolve("claims/2"));

            assertThatThrownBy(run::known)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("[" + directory + "] says no more that this process is shard 2");
        }
    }

    @Test
    void refusesToContinueAShardThatNeverBegan() {
        assertThatThrownBy(() -> two().enter(2, true))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has no shard 2 that could be continued");
    }

    @Test
    void refusesToContinueAShardThatStillRuns() {
        var results = two().all(false, run -> {
            assertThatThrownBy(() -> two().enter(run.shard().number(), true))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("still runs: it gave a sign of life a moment ago");
            return "";
        });

        assertThat(results).containsExactly("", "");
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(change(f -> new ShardFacts(2, 2, "joint", 8, "ab12", "1.0")), "seed [8] and [7]"),
                Arguments.of(
                        change(f -> new ShardFacts(2, 2, "joint", 7, "cd34", "1.0")),
                        "SHA-256 of the plan [cd34] and [ab12]"),
                Arguments.of(
                        change(f -> new ShardFacts(2, 2, "joint", 7, "ab12", "1.1")),
                        "version of Assay [1.1] and [1.0]"),
                Arguments.of(
                        change(f -> new ShardFacts(2, 3, "joint", 7, "ab12", "1.0")), "number of shards [3] and [2]"));
    }

    private static UnaryOperator<ShardFacts> change(UnaryOperator<ShardFacts> change) {
        return change;
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesShardsThatWouldMeasureSomethingElse(UnaryOperator<ShardFacts> other, String difference) {
        var shards = two();

        var results = Shards.each(List.of(
                () -> shards.join(1, false), () -> shards.join(other.apply(Shards.facts(2, 2)), false)));

        assertThat(results)
                .as("both say what differs")
                .allSatisfy(result -> assertThat((Throwable) result)
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("would not measure the same: " + difference));
    }

    @Test
    void saysWhatTheirPlansDifferIn() {
        var shards = two();
        var other = new ShardFacts(2, 2, "joint", 7, "cd34", "1.0");

        var results = Shards.each(List.of(
                () -> shards.join(1, false), () -> shards.join(other, Shards.PLAN.replace("\"40\"", "\"60\""), false)));

        var why = "command line: -Dassay.shard: shard 2 and shard 1 of the joint run in [" + directory
                + "] would not measure the same: plan: a c4, requests [60] and [40]. Give all shards the same"
                + " thresholds.yaml, evalsets and options.";
        assertThat(results)
                .as("both say what differs, with the option once")
                .allSatisfy(result -> assertThat((Throwable) result).hasMessage(why));
    }

    /** What a shard says of itself has no option before it that belongs to another message. */
    @Test
    void saysWhyAnotherShardLeft() {
        var shards = two();
        var wrong = new InputException(List.of(new Problem(new Location("thresholds.yaml", 3, 5), "no such key")));

        var results = Shards.each(List.of(() -> shards.join(1, false), () -> {
            var run = shards.enter(2, false);
            run.known();
            run.leave(wrong);
            return "";
        }));

        assertThat((Throwable) results.getFirst())
                .hasMessage("command line: -Dassay.shard: thresholds.yaml:3:5: no such key");
    }

    @Test
    void saysWhichShardsDidNotCome() {
        var shards = new Shards(directory, 4, Shards.BRIEF);

        var results = Shards.each(List.of(() -> shards.join(1, false), () -> shards.join(3, false)));

        assertThat((Throwable) results.getFirst())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("shards 2, 4 of 4 did not come within 1 s");
        assertThat((Throwable) results.getLast()).isInstanceOf(InputException.class);
        assertThat(shards.lines()).contains("shard 1/4: waiting for shards 2, 4 to come to " + directory);
    }

    @Test
    void saysThatTheFirstShardDidNotCome() {
        assertThatThrownBy(() -> new Shards(directory, 2, Shards.BRIEF).join(2, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("shard 1 of 2 did not come within 1 s");
    }

    @Test
    void tellsAllWhyTheFirstShardCannotBegin() {
        var shards = two();

        var results = Shards.each(List.of(
                () -> {
                    var run = shards.enter(1, false);
                    run.known();
                    run.leave("thresholds.yaml has problems");
                    return "";
                },
                () -> shards.join(2, false)));

        assertThat((Throwable) results.getLast())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("shard 1 ended before the run began: thresholds.yaml has problems");
    }

    @Test
    void leavesTheFactsOfTheRunForWhoeverReadsThem() {
        two().all(false, run -> "");

        assertThat(directory.resolve("run.json")).exists();
        assertThat(Files.exists(directory.resolve("generations/1/ended-2"))).isTrue();
    }
}
