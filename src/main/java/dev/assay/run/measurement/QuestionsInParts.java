package dev.assay.run.measurement;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.accuracy.asking.AskingOrder;
import dev.assay.load.LoadLoop;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.stats.EarlyLook;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Asks the questions of an evalset in parts, and no further part once the answers decide or a request failed. */
final class QuestionsInParts {
    private final TestSpec.Accuracy accuracy;
    private final Recording.Header header;
    private final Predicate<Recording> decides;
    private final Consumer<String> lines;
    private final List<Trace> answers = new ArrayList<>();

    /**
     * @param decides whether the answers in a recording decide the test
     * @param lines takes a line that says what was not asked
     */
    QuestionsInParts(
            TestSpec.Accuracy accuracy, Recording.Header header, Predicate<Recording> decides, Consumer<String> lines) {
        this.accuracy = accuracy;
        this.header = header;
        this.decides = decides;
        this.lines = lines;
    }

    /** Takes an answer. */
    synchronized void take(Trace answer) {
        answers.add(answer);
    }

    private synchronized Recording sofar() {
        return new Recording(header, answers);
    }

    /** Sends the requests of one part after the other. */
    void ask(List<Request> requests, LoadLoop loop) {
        var order = AskingOrder.of(accuracy.evalset(), header.seed());
        var byId = requests.stream().collect(Collectors.toMap(Request::id, Function.identity()));
        for (var look = 1; look <= EarlyLook.LOOKS; look++) {
            loop.run(order.part(look).stream()
                    .flatMap(question -> EvalsetScorer.requestIds(accuracy.evalset(), question).stream())
                    .map(id -> Objects.requireNonNull(byId.get(id)))
                    .toList());
            var asked = sofar();
            if (!asked.traces().stream().allMatch(Trace::complete)) {
                return;
            }
            if (look < EarlyLook.LOOKS && decides.test(asked)) {
                lines.accept("decided after " + order.until(look).size() + " of "
                        + order.questions().size() + " questions; the others are not asked");
                return;
            }
        }
    }
}
