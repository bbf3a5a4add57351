package dev.assay.wire.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.assay.trace.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String SECRET = "sk-0/1+2=3&4\"5<6>7'8\\9%zZ";
    private static final Secrets SECRETS = Secrets.of(List.of(SECRET));

    /** {@code forms.tsv} has the secret as functions of Python 3.11 write it, and with other characters escaped. */
    static Stream<Arguments> forms() throws IOException {
        try (var file = Objects.requireNonNull(SecretsTest.class.getResourceAsStream("forms.tsv"))) {
            return new String(file.readAllBytes(), UTF_8).lines().map(line -> arguments((Object[]) line.split("\t")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void strikesOutEachForm(String name, String form) {
        var struck = SECRETS.strikeOut("before " + form + " after");

        assertThat(struck).as(name).matches("before \\*{25,}.?(=|%3D){0,2} after");
        assertThat(struck).hasSize("before  after".length() + form.length());
    }

    @ParameterizedTest
    @CsvSource({
        // base64 of user:SECRET, and of ab:SECRET!
        "dXNlcjpzay0wLzErMj0zJjQiNTw2PjcnOFw5JXpa, dXNlcj",
        "YWI6c2stMC8xKzI9MyY0IjU8Nj43JzhcOSV6WiE, YWI6"
    })
    void strikesOutThePartOfBase64ThatIsTheSecret(String form, String before) {
        assertThat(SECRETS.strikeOut(form)).matches(before + ".?\\*{30,}.{0,2}");
    }

    @Test
    void strikesOutWhatIsLeftOfOneThatWasCut() {
        assertThat(SECRETS.strikeOut("key sk-0/1+2=3&4\"…")).isEqualTo("key *************…");
        assertThat(SECRETS.strikeOut("key sk-0/1+2=3&4…")).isEqualTo("key sk-0/1+2=3&4…");
    }

    @Test
    void leavesEverythingElse() {
        var text = "sk-0/1 \\u0073\\u006b 100 % &amp; c2stMC8x \\\\";

        assertThat(SECRETS.strikeOut(text)).isSameAs(text);
        assertThat(Secrets.of(List.of("short", "")).strikeOut("a short text")).isEqualTo("a short text");
    }

    @Test
    void knowsThePasswordInAHeaderOfTheFormBasic() {
        // base64 of gate:open sesame
        var basic = Secrets.of(List.of("Basic Z2F0ZTpvcGVuIHNlc2FtZQ=="));

        assertThat(basic.strikeOut("open sesame, Z2F0ZTpvcGVuIHNlc2FtZQ=="))
                .isEqualTo("***********, ************************");
    }

    /** Whatever the parts in which the bytes come, what comes out is the same. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void strikesOutOfAStream(int part) throws IOException {
        var text = "a sk-0 " + SECRET + " b " + SECRET.replace("\\", "\\\\") + "\nsk-0/1+2=3&4\"";
        var bytes = text.getBytes(UTF_8);
        var out = new ByteArrayOutputStream();
        try (var stream = SECRETS.into(out)) {
            for (var from = 0; from < bytes.length; from += part) {
                stream.write(bytes, from, Math.min(part, bytes.length - from));
            }
        }

        assertThat(out.toString(UTF_8))
                .isEqualTo(SECRETS.strikeOut(text))
                .isEqualTo("a sk-0 " + "*".repeat(SECRET.length()) + " b " + "*".repeat(SECRET.length() + 1) + "\n"
                        + "*".repeat(13));
    }

    @Test
    void holdsNothingBackThatIsNoBeginningOfOne() throws IOException {
        var out = new ByteArrayOutputStream();
        var stream = SECRETS.into(out);

        stream.write("ready sk-".getBytes(UTF_8));

        assertThat(out.toString(UTF_8)).isEqualTo("ready ");
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void strikesOutWhatTheEventsOfAStreamHaveAPartOfEach(int length) {
        var stream = SECRET
                        .chars()
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                        .replaceAll("(?s)(.{" + length + "})", "$1\0")
                        .transform(all -> List.of(all.split("\0")))
                        .stream()
                        .map(SecretsTest::event)
                        .collect(Collectors.joining())
                + event(" done") + "data: [DONE]\n\n";

        var body = SECRETS.body(Payload.of(stream));

        assertThat(body.transcript().text()).matches("\\*{22,} done");
        assertThat(body.transcript().error()).isNull();
        assertThat(body.size()).isEqualTo(stream.length());
        assertThat(body.logprobs()).extracting(token -> token.toString()).noneMatch(token -> token.contains("k"));
    }

    /** All these are events by the standard. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:{M,C}LL",
                "data:  {M,C}LL",
                "data: \t{M,C}LL",
                "data: {M,C}RLRL",
                "data: {M,C}RR",
                "event: message\ndata: {M,C}LL",
                "data: {M,\ndata: C}LL",
                "data: {\"id\":\"\u00C5\",M,C}LL"
            })
    void strikesThemOutHoweverTheEventsAreWritten(String form) {
        var stream = SECRET.chars()
                .mapToObj(letter -> form.replace("M", "\"model\":\"m\"")
                        .replace("C", "\"choices\":[{\"index\":0,\"text\":\"TOKEN\"}]")
                        .replace("L", "\n")
                        .replace("R", "\r")
                        .replace(
                                "TOKEN",
                                Character.toString(letter).replace("\\", "\\\\").replace("\"", "\\\"")))
                .collect(Collectors.joining());

        var body = SECRETS.body(Payload.of(stream));

        assertThat(body.transcript().text()).matches("\\*{22,}");
        assertThat(body.transcript().error()).isNull();
        assertThat(body.size()).isEqualTo(stream.getBytes(UTF_8).length);
    }

    @Test
    void strikesThemOutOfCallsThatComeInTurns() {
        var key = "sk-0123456789abcdef";
        var stream = key.chars()
                .mapToObj(letter -> call(0, Character.toString(letter)) + call(1, "x"))
                .collect(Collectors.joining());

        var body = Secrets.of(List.of(key)).body(Payload.of(stream));

        assertThat(body.transcript().calls().toString()).contains("*".repeat(key.length()), "x".repeat(key.length()));
    }

    private static String call(int index, String arguments) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":" + index
                + ",\"function\":{\"name\":\"f\",\"arguments\":\"" + arguments + "\"}}]}}]}\n\n";
    }

    @Test
    void strikesThemOutOfWhatIsNoPartOfTheAnswer() {
        var key = "sk-0123456789abcdef";
        var stream = key.chars()
                .mapToObj(letter -> "data: {\"choices\":[{\"delta\":{\"refusal\":\"" + (char) letter + "\"}}]}\n\n")
                .collect(Collectors.joining());

        var body = new String(Secrets.of(List.of(key)).body(Payload.of(stream)).toByteArray(), UTF_8);

        assertThat(body).contains("\"refusal\":\"*\"").doesNotContain("\"refusal\":\"s\"");
    }

    private static String event(String text) {
        var token = text.replace("\\", "\\\\").replace("\"", "\\\"");
        var bytes = text.chars().mapToObj(Integer::toString).collect(Collectors.joining(","));
        return ("data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"TOKEN\"},\"logprobs\":{\"content\":"
                        + "[{\"token\":\"TOKEN\",\"logprob\":-0.5,\"bytes\":[BYTES],\"top_logprobs\":[]}]}}]}\n\n")
                .replace("TOKEN", token)
                .replace("BYTES", bytes);
    }

    @Test
    void keepsAnAnswerThatRepeatsNothing() {
        var bytes = Payload.of(event("sk-") + "data: [DONE]\n\n");

        assertThat(SECRETS.body(bytes).toByteArray()).isEqualTo(bytes.toByteArray());
    }

    @Test
    void showsNothingOfItself() {
        assertThat(SECRETS).hasToString("1 secrets").isEqualTo(Secrets.of(List.of(SECRET)));
    }
}
