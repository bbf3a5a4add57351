package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are the standard's own rules and examples: WHATWG HTML, 9.2.6, interpreting an event stream. */
class SseEventTest {
    /** In this table, ␊ is LF, ␍ is CR and ⍰ the byte-order mark; an event is written type(data)@end. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            data: a␊␊                          | message(a)@9
            data: a␍␍                          | message(a)@9
            data: a␍␊␍␊                        | message(a)@10
            data: a␍␊␊                         | message(a)@10
            data: a␊␍                          | message(a)@9
            data: a␊␍␊data: b␊␊                | message(a)@9 message(b)@19
            data: a␍␍data: b␊␊                 | message(a)@9 message(b)@18
            ␊␊␊data: a␊␊␊␊                     | message(a)@12
            ⍰data: a␊␊                         | message(a)@12
            data: a␊␊⍰data: b␊␊                | message(a)@9
            data:a␊␊                           | message(a)@8
            data:  a␊␊                         | message( a)@10
            data:a:b␊␊                         | message(a:b)@10
            data: a␊data: b␊␊                  | message(a␊b)@17
            data: a␊data␊data: b␊␊             | message(a␊␊b)@22
            data␊␊                             | message()@6
            data␊data␊␊data:                   | message(␊)@11
            data:␊␊                            | message()@7
            : a comment␊data: a␊: another␊␊    | message(a)@31
            :␊␊                                | ``
            event: ping␊data: a␊␊data: b␊␊     | ping(a)@21 message(b)@30
            event: ping␊␊data: b␊␊             | message(b)@22
            event:␊data: a␊␊                   | message(a)@16
            id: 7␊retry: 10␊data: a␊␊          | message(a)@25
            Data: a␊data : b␊nothing␊␊         | ``
            data: a␊                           | ``
            data: a                            | ``
            data: a␊␊data: b␊                  | message(a)@9
            """)
    void readsEveryFormOfTheStandard(String stream, String expected) {
        assertThat(events(read(Payload.of(raw(stream))))).isEqualTo(raw(expected));
    }

    @Test
    void readsNothingFromNoBytes() {
        assertThat(read(Payload.of(""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void keepsCharactersOfSeveralBytesWhole(String lineEnd) {
        var bytes = ("data: 🦜 東京 é" + lineEnd + lineEnd).getBytes(StandardCharsets.UTF_8);

        assertThat(read(Payload.of(bytes))).extracting(SseEvent::data).containsExactly("🦜 東京 é");
    }

    /** Whatever part of a stream has come, its events are a beginning of the whole stream's, with the same ends. */
    @Test
    void readsABeginningAsABeginning() {
        var stream = Payload.of(raw("⍰data: 東␍␊data: b␍␍: c␊event: e␍␊data: d␊␍␊␊data: e␊␊"));
        var whole = read(stream);

        var beginnings = Stream.iterate(0, size -> size <= stream.size(), size -> size + 1)
                .map(size -> read(Payload.of(Arrays.copyOf(stream.toByteArray(), size))))
                .toList();

        assertThat(whole).hasSize(3);
        assertThat(beginnings).allSatisfy(part -> assertThat(part).isEqualTo(whole.subList(0, part.size())));
        assertThat(beginnings.stream().map(List::size).distinct()).containsExactly(0, 1, 2, 3);
    }

    private static String events(List<SseEvent> events) {
        return events.stream()
                .map(event -> event.type() + "(" + event.data() + ")@" + event.end())
                .collect(Collectors.joining(" "));
    }

    private static String raw(String shown) {
        return shown.replace('␊', '\n').replace('␍', '\r').replace('⍰', '\uFEFF');
    }

    private static List<SseEvent> read(Payload body) {
        var reader = new SseEvent.Reader(body);
        return Stream.iterate(reader.next(), Objects::nonNull, ignored -> reader.next())
                .toList();
    }
}
