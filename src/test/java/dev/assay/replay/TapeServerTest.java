package dev.assay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Client;
import dev.assay.testing.Tapes;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording goes through the files, over HTTP and through the client, and comes out as it was. */
class TapeServerTest {
    private static final List<Trace> RECORDED = List.of(
            Tapes.whole("c1-w1", true, 100_000_000),
            Tapes.whole("c1-001", false, 200_000_000),
            Tapes.refused("c1-002", 300_000_000),
            Tapes.unconnected("c1-003", 400_000_000));

    @TempDir
    private Path directory;

    private final Client client = new Client(Client.PATIENT);
    private final TapeServer server = new TapeServer();

    private Tape tape;

    private URI base;

    @BeforeEach
    void record() {
        var file = Tapes.write(directory.resolve("c1.jsonl"), Tapes.header(Map.of("requests", "2")), RECORDED);
        tape = Tape.read(file).orElseThrow();
        base = server.play(tape);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void bringsBackTheBytesTheTimesAndTheEndingThatWereRecorded() {
        for (var recorded : RECORDED.subList(0, 3)) {
            var replayed = tape.withRecordedTimes(post(recorded.id(), recorded.id(), recorded.warmup()));

            assertThat(replayed).isEqualTo(withHeadersOf(replayed, recorded));
        }
    }

    /** The head's other headers are those of the replaying server, and stay. */
    private static Trace withHeadersOf(Trace replayed, Trace recorded) {
        var head = Objects.requireNonNull(recorded.head());
        var headers = Objects.requireNonNull(replayed.head()).headers();
        assertThat(headers).containsEntry("content-type", head.headers().get("content-type"));
        return new Trace(
                recorded.id(),
                recorded.warmup(),
                recorded.requestSha256(),
                recorded.scheduled(),
                recorded.sent(),
                recorded.resends(),
                new ResponseHead(head.status(), headers, head.nanos()),
                recorded.reads(),
                recorded.body(),
                recorded.ended(),
                recorded.ending());
    }

    @Test
    void refusesABodyThatDiffers() {
        assertThat(post("c1-001", "another prompt", false).ending())
                .isEqualTo(
                        new Ending.HttpError(409, "request c1-001 is not the one that was recorded: its body differs"));
    }

    @Test
    void refusesARequestThatWasNotRecorded() {
        assertThat(post("c1-099", "c1-099", false).ending())
                .isEqualTo(new Ending.HttpError(409, "the recording holds no answer to request c1-099"));
    }

    @Test
    void refusesARequestThatWasNeverAnswered() {
        assertThat(post("c1-003", "c1-003", false).ending())
                .isEqualTo(new Ending.HttpError(409, "the recording holds no answer to request c1-003"));
    }

    @Test
    void saysWhatTheRecordedServerSaidOfItself() throws IOException {
        assertThat(get("/v1/models"))
                .isEqualTo(new Transport.Reply(
                        200, "{\"object\":\"list\",\"data\":[{\"id\":\"smollm2\",\"object\":\"model\"}]}"));
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() {
        assertThat(base.toString()).matches("http://(localhost|127\\.0\\.0\\.1):\\d+/smollm2-135m/c1");
    }

    private Transport.Reply get(String route) throws IOException {
        return client.transport().get(URI.create(base + route), Duration.ofMinutes(1));
    }

    private Trace post(String id, String prompt, boolean warmup) {
        var body = Payload.of(Tapes.REQUEST.replace("%s", prompt));
        return Client.await(client.start(new Request(id, URI.create(base + "/v1/completions"), body, warmup)));
    }
}
