package dev.assay.run.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.recording.ShardRecord;
import dev.assay.wire.Ticker;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of a test that several shards measure together. */
class JointTestTest {
    @TempDir
    private Path directory;

    /** When a shard began, by the clock that all threads of this process share, and what it recorded. */
    private record Began(long clock, long begun, ShardRecord record) {
        long zero() {
            return Objects.requireNonNull(record.zero());
        }

        long within() {
            return Objects.requireNonNull(record.within());
        }
    }

    private static Began begin(JointRun run) {
        var test = JointTest.of(run, "joint", Shards.load(4));
        assertThat(test.arrive()).isEmpty();
        var zero = System.nanoTime();
        Ticker ticker = () -> System.nanoTime() - zero;
        var beginning = test.beginning(ticker, () -> {});
        beginning.warmed();
        var begun = beginning.begin();
        assertThat(ticker.nanos()).as("it waits for the start").isGreaterThanOrEqualTo(begun);
        var record = test.sent(ticker).orElseThrow();
        test.recorded();
        assertThat(test.ended()).isEmpty();
        return new Began(zero, begun, record);
    }

    @Test
    void beginAtOneTimeByTheClockOfTheFileServer() {
        var began = new Shards(directory, 4, Shards.PATIENT)
                .all(false, JointTestTest::begin).stream()
                        .map(Began.class::cast)
                        .toList();

        assertThat(began.stream().map(one -> one.record().shard())).containsExactly(1, 2, 3, 4);
        var first = began.getFirst();
        assertThat(began).allSatisfy(one -> {
            assertThat(one.record().lost()).isEmpty();
            assertThat(one.record().begun()).isEqualTo(one.begun());
            var unsure = one.within() + first.within();
            var starts = one.clock() + one.begun() - first.clock() - first.begun();
            assertThat(Math.abs(starts)).as("between two starts").isLessThanOrEqualTo(unsure);
            var zeros = one.zero() - first.zero() - (one.clock() - first.clock());
            assertThat(Math.abs(zeros)).as("the zeros of two clocks").isLessThanOrEqualTo(unsure);
        });
    }

    @Test
    void calibrateOneAfterAnother() {
        var at = new AtomicInteger();
        var order = new ConcurrentLinkedQueue<Integer>();

        var results = new Shards(directory, 3, Shards.PATIENT).all(false, run -> {
            var test = JointTest.of(run, "joint", Shards.load(3));
            test.arrive();
            var together = test.inTurn(() -> {
                order.add(run.shard().number());
                var now = at.incrementAndGet();
                at.decrementAndGet();
                return now;
            });
            test.recorded();
            test.ended();
            return together;
        });

        assertThat(order).containsExactly(1, 2, 3);
        assertThat(results).containsOnly(1);
    }

    @Test
    void leaveWhatCannotBeSplitToTheFirstShard() {
        assertThat(new Shards(directory, 3, Shards.PATIENT).all(false, run -> {
                    var takesPart = JointTest.of(run, "joint", Shards.load(1)).takesPart();
                    return takesPart + " " + Shards.measure(run, Shards.load(1));
                }))
                .containsExactly("true whole", "false whole", "false whole");
    }

    @Test
    void endForAllWithTheReasonOfTheOneThatFailed() {
        assertThat(new Shards(directory, 3, Shards.PATIENT).all(false, run -> {
                    var test = JointTest.of(run, "joint", Shards.load(3));
                    if (run.shard().number() == 2) {
                        test.failed("the endpoint cannot be reached");
                    } else {
                        test.failed(test.arrive().orElse(""));
                    }
                    return test.ended().orElse("").contains("shard 2: the endpoint cannot be reached");
                }))
                .containsOnly(true);
    }

    @Test
    void endWithoutAShardThatGivesNoSignOfLifeAndNoFurtherTestBegins() {
        var shards = new Shards(directory, 3, Shards.HASTY);
        var joined = new CountDownLatch(3);
        var results = Shards.each(IntStream.rangeClosed(1, 3)
                .<Callable<Object>>mapToObj(number -> () -> {
                    var run = shards.join(number, false);
                    joined.countDown();
                    joined.await();
                    if (number == 3) {
                        run.vanish();
                        return "";
                    }
                    try (run) {
                        var test = JointTest.of(run, "joint", Shards.load(3));
                        var absent = test.arrive().orElse("");
                        test.failed(absent);
                        test.ended();
                        return absent + " | " + Shards.measure(run, Shards.questions(3));
                    }
                })
                .toList());

        assertThat(results.subList(0, 2))
                .containsOnly("shard 3: it gave no sign of life for 0.3 s | no test is started any more, because"
                        + " shard 3: it gave no sign of life for 0.3 s");
        assertThat(shards.lines()).contains("shard 1/3: shard 3 is lost: it gave no sign of life for 0.3 s");
    }

    @Test
    void recordWhoWasLostInTheMiddle() {
        var records = new Shards(directory, 3, Shards.PATIENT).all(false, run -> {
            var test = JointTest.of(run, "joint", Shards.load(3));
            test.arrive();
            var ticker = Ticker.start();
            var beginning = test.beginning(ticker, () -> {});
            beginning.warmed();
            beginning.begin();
            if (run.shard().number() == 2) {
                // It ends here, as one that is interrupted does.
                return List.of();
            }
            var lost = test.sent(ticker).orElseThrow().lost();
            test.recorded();
            assertThat(test.ended()).contains("shard 2: it had ended");
            return lost;
        });

        assertThat(records).containsExactly(List.of(2), List.of(), List.of(2));
    }

    @Test
    void endIfTheFirstShardIsGone() {
        var results = new Shards(directory, 2, Shards.PATIENT).all(false, run -> {
            if (!run.shard().leads()) {
                assertThatThrownBy(() -> JointTest.of(run, "joint", Shards.load(2)))
                        .isInstanceOf(JointRunOver.class)
                        .hasMessage("shard 1, which says when a test begins, is gone: shard 1: it had ended");
            }
            return "over";
        });

        assertThat(results).containsExactly("over", "over");
    }

    @Test
    void areNotRepeatedIfAllShardsRecordedThem() {
        var shards = new Shards(directory, 2, Shards.PATIENT);
        assertThat(shards.all(false, run -> Shards.measure(run, Shards.load(2))))
                .containsOnly("whole");

        assertThat(shards.all(true, run -> Shards.measure(run, Shards.load(2)))).containsOnly("kept");
        assertThat(shards.all(true, run -> Shards.measure(run, Shards.load(2)))).containsOnly("kept");
    }

    /** Only one of two shards records the tests. */
    private static List<Object> recorded(Shards shards, boolean resumed, int byShard) {
        return shards.all(resumed, run -> {
            for (var which : List.of(Shards.load(2), Shards.questions(2))) {
                var test = JointTest.of(run, "joint", which);
                if (run.shard().number() == byShard) {
                    test.recorded();
                } else {
                    test.failed("");
                }
                test.ended();
            }
            return "";
        });
    }

    @Test
    void areMeasuredAgainByAllIfOneShardLacksThem() {
        var shards = new Shards(directory, 2, Shards.PATIENT);
        recorded(shards, false, 1);

        assertThat(shards.all(true, run -> Shards.measure(run, Shards.load(2)))).containsOnly("whole");
        assertThat(shards.all(true, run -> Shards.measure(run, Shards.load(2)))).containsOnly("kept");
    }

    @Test
    void areMeasuredAgainIfTheirPartsAreOfDifferentTimesExceptAnswersToQuestions() {
        var shards = new Shards(directory, 2, Shards.PATIENT);
        recorded(shards, false, 1);
        recorded(shards, true, 2);

        assertThat(shards.all(true, run -> Shards.measure(run, Shards.questions(2))))
                .containsOnly("kept");
        assertThat(shards.all(true, run -> Shards.measure(run, Shards.load(2)))).containsOnly("whole");
    }

    /** Answers may be of different times, so those that have theirs must not be waited for. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void letOneShardAskItsQuestionsAgainWhileTheOthersKeepTheirs(int lacking) {
        var shards = new Shards(directory, 3, Shards.PATIENT);
        shards.all(false, run -> {
            var test = JointTest.of(run, "joint", Shards.questions(3));
            if (run.shard().number() == lacking) {
                test.failed("");
            } else {
                test.recorded();
            }
            return test.ended().isPresent();
        });

        var lost = shards.all(true, run -> {
            var test = JointTest.of(run, "joint", Shards.questions(3));
            if (test.recordedBefore()) {
                test.keep();
                return test.ended();
            }
            assertThat(test.arrive()).isEmpty();
            assertThat(test.inTurn(() -> "alone")).isEqualTo("alone");
            var ticker = Ticker.start();
            var beginning = test.beginning(ticker, () -> {});
            beginning.warmed();
            beginning.begin();
            assertThat(test.sent(ticker).orElseThrow().lost()).isEmpty();
            test.recorded();
            return test.ended();
        });

        assertThat(lost).containsOnly(Optional.empty());
        assertThat(shards.all(true, run -> Shards.measure(run, Shards.questions(3))))
                .containsOnly("kept");
    }
}
