package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestHeadersTest {
    private static final String SECRET = "sk-0123456789";
    private static final RequestHeaders HEADERS =
            new RequestHeaders(Map.of("Authorization", "Bearer " + SECRET), List.of(SECRET));

    private static Trace trace(String body, Map<String, String> headers, Ending ending) {
        return new Trace(
                "c4-001",
                false,
                "0f",
                0,
                1,
                0,
                new ResponseHead(401, headers, 2),
                new ReadTimes.Builder().build(),
                Body.of(Payload.of(body)),
                3,
                ending);
    }

    @Test
    void strikesOutWhatTheServerSaysBackByteForByte() {
        var said = "{\"error\":{\"message\":\"Incorrect key é: " + SECRET + "\"}}";
        var trace = trace(said, Map.of("x-echo", SECRET), new Ending.HttpError(401, "Incorrect key é: sk-01"));

        var struck = HEADERS.strikeOut(trace);

        assertThat(struck.body()).isEqualTo(Body.of(Payload.of(said.replace(SECRET, "*************"))));
        assertThat(struck.body().size()).isEqualTo(trace.body().size());
        assertThat(struck.head()).isEqualTo(new ResponseHead(401, Map.of("x-echo", "*************"), 2));
        assertThat(struck.ending()).isEqualTo(new Ending.HttpError(401, "Incorrect key é: *************"));
    }

    @Test
    void leavesATraceThatSaysNothingBackAsItIs() {
        var trace = trace("{}", Map.of(), new Ending.HttpError(401, "Unauthorized"));

        assertThat(HEADERS.strikeOut(trace)).isSameAs(trace);
    }

    @Test
    void showsNamesOnly() {
        assertThat(HEADERS).hasToString("RequestHeaders[Authorization]");
    }
}
