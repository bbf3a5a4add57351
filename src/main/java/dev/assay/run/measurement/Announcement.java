package dev.assay.run.measurement;

import dev.assay.plan.testspecs.TestSpec;
import dev.assay.shards.Part;
import dev.assay.shards.Sharing;
import dev.assay.wire.Request;
import java.util.List;

/** What a process is about to send of a test, in words: {@code 40 requests after 4 to warm up, 4 in flight}. */
final class Announcement {
    private Announcement() {}

    /** @param ready the requests of this part, and no others */
    static String of(TestSpec test, Part part, List<Request> ready) {
        var number = measured(ready);
        var warmup = ready.size() - number;
        var noun = number == 1 ? " request" : " requests";
        // A recording may have fewer requests than are planned.
        var measured = test instanceof TestSpec.LoadTest load
                        && number == part.count(load.requests(), Sharing.streams(load.pace()))
                ? load.amount(number, noun)
                : number + noun;
        return measured + (warmup > 0 ? " after " + warmup + " to warm up" : "") + ", "
                + Sharing.words(test.pace(), part);
    }

    /** Returns how many of these requests are measured. */
    static int measured(List<Request> requests) {
        return (int) requests.stream().filter(request -> !request.warmup()).count();
    }
}
