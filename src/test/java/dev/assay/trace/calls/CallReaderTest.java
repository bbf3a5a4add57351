package dev.assay.trace.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallReaderTest {
    private static final ToolCall PARIS = new ToolCall("c1", "weather", "{\"city\":\"Paris\"}");

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    /** Returns the calls of a stream with these pieces, an event each; a single quote stands for a double one. */
    private static ToolCalls streamed(String... events) {
        var reader = new CallReader();
        for (var event : events) {
            reader.delta(json(event));
        }
        return reader.calls();
    }

    private static ToolCalls whole(String calls) {
        var reader = new CallReader();
        reader.whole(json(calls));
        return reader.calls();
    }

    private static String call(String id, String name, String arguments) {
        return "{'id':" + id + ",'function':{'name':" + name + ",'arguments':" + arguments + "}}";
    }

    @Test
    void areNoneWhereNoEventHasOne() {
        var reader = new CallReader();
        reader.delta(null);
        reader.delta(json("null"));
        reader.whole(null);
        reader.oldForm(null);
        reader.oldForm(json("{}"));
        reader.oldForm(json("'weather'"));

        assertThat(reader.calls()).isSameAs(ToolCalls.NONE);
        assertThat(ToolCalls.NONE.isEmpty()).isTrue();
    }

    @Test
    void joinsThePiecesOfACallByTheirIndex() {
        var calls = streamed(
                "[{'index':0,'id':'c1','function':{'name':'weather','arguments':'{\\\"city\\\":'}}]",
                "[{'index':1,'id':'c2','function':{'name':'time','arguments':''}}]",
                "[{'index':0,'function':{'arguments':'\\\"Paris\\\"}'}},{'index':1,'function':{'arguments':'{}'}}]");

        assertThat(calls).isEqualTo(new ToolCalls(List.of(PARIS, new ToolCall("c2", "time", "{}")), List.of()));
        assertThat(calls.isEmpty()).isFalse();
        assertThat(calls.all().getFirst()).hasToString("weather({\"city\":\"Paris\"})");
    }

    @Test
    void readsCallsThatCameWhole() {
        assertThat(whole("[" + call("'c1'", "'weather'", "'{\\\"city\\\":\\\"Paris\\\"}'") + ","
                        + call("'c2'", "'weather'", "'{}'") + "]"))
                .isEqualTo(new ToolCalls(List.of(PARIS, new ToolCall("c2", "weather", "{}")), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"id":"c1","function":{"name":"f","arguments":{"a":1}}}]                  | ARGUMENTS_AS_VALUE
            [{"function":{"name":"f","arguments":"{}"}}]                               | ID_MISSING
            [{"id":" ","function":{"name":"f","arguments":"{}"}}]                      | ID_MISSING
            [{"id":7,"function":{"name":"f","arguments":"{}"}}]                        | ID_MISSING
            [{"id":"c1","function":{"arguments":"{}"}}]                                | NAME_MISSING
            [{"id":"c1","function":{"name":" ","arguments":"{}"}}]                     | NAME_MISSING
            [{"id":"c1","function":{"name":"f"}}]                                      | ARGUMENTS_BLANK
            [{"id":"c1","function":{"name":"f","arguments":null}}]                     | ARGUMENTS_BLANK
            [{"id":"c1","function":{"name":"f","arguments":"{\\"a\\":"}}]              | ARGUMENTS_NO_JSON
            [{"id":"c1","function":{"name":"f","arguments":"[1]"}}]                    | ARGUMENTS_NO_JSON
            [{"id":"c1","function":{"name":"f","arguments":"\\"{\\\\\\"a\\\\\\":1}\\""}}] | ARGUMENTS_QUOTED_TWICE
            [{"id":"c1","function":{"name":"f","arguments":"\\"a\\""}}]                | ARGUMENTS_NO_JSON
            """)
    void saysWhatIsWrongWithACall(String calls, CallFault fault) {
        var read = whole(calls);

        assertThat(read.faults()).containsExactly(fault);
        assertThat(read.all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'weather'", "7", "['weather']", "{'name':'weather'}"})
    void saysWhatIsNoListOfCalls(String calls) {
        var read = whole(calls);

        assertThat(read.faults()).containsExactly(CallFault.NO_CALL);
        assertThat(read.isEmpty()).isTrue();
    }

    @Test
    void saysThatTwoCallsHaveOneId() {
        var calls = whole("[" + call("'c1'", "'f'", "'{}'") + "," + call("'c1'", "'g'", "'{}'") + "]");

        assertThat(calls.faults()).containsExactly(CallFault.ID_SHARED);
        assertThat(calls.all()).extracting(ToolCall::name).containsExactly("f", "g");
    }

    @Test
    void saysThatTheIdOfACallCameAgainOrChanged() {
        var first = "[{'index':0,'id':'c1','function':{'name':'f','arguments':''}}]";

        assertThat(streamed(first, "[{'index':0,'id':'c1','function':{'arguments':'{}'}}]"))
                .isEqualTo(new ToolCalls(List.of(new ToolCall("c1", "f", "{}")), List.of(CallFault.ID_AGAIN)));
        assertThat(streamed(first, "[{'index':0,'id':'c2','function':{'arguments':'{}'}}]"))
                .isEqualTo(new ToolCalls(List.of(new ToolCall("c1", "f", "{}")), List.of(CallFault.ID_CHANGED)));
        assertThat(streamed(first, "[{'index':0,'function':{'name':'f','arguments':'{}'}}]"))
                .isEqualTo(new ToolCalls(List.of(new ToolCall("c1", "f", "{}")), List.of(CallFault.NAME_AGAIN)));
    }

    /** A whole call, or another id with another name, shows that a second one begins. */
    @Test
    void tellsTwoCallsOfOneIndexApart() {
        var second = "[{'index':0,'id':'c2','function':{'name':'g','arguments':'{}'}}]";
        var one = new ToolCall("c1", "f", "{}");
        var two = new ToolCall("c2", "g", "{}");

        assertThat(streamed("[{'index':0,'id':'c1','function':{'name':'f','arguments':'{}'}}]", second))
                .isEqualTo(new ToolCalls(List.of(one, two), List.of(CallFault.INDEX_SHARED)));
        assertThat(streamed("[{'index':0,'id':'c1','function':{'name':'f','arguments':''}}]", second)
                        .all())
                .containsExactly(new ToolCall("c1", "f", ""), two);
        assertThat(streamed(
                                "[{'index':0,'id':'c1','function':{'name':'f','arguments':'{}'}}]",
                                second,
                                "[{'index':0,'function':{'arguments':' '}}]")
                        .all())
                .containsExactly(one, new ToolCall("c2", "g", "{} "));
    }

    @Test
    void addsAPieceWithoutAnIndexToTheLastCallUnlessItBeginsOne() {
        assertThat(streamed(
                        "[{'id':'c1','function':{'name':'f','arguments':'{\\\"a\\\"'}}]",
                        "[{'function':{'arguments':':1}'}}]",
                        "[{'id':'c2','function':{'name':'g','arguments':'{}'}}]"))
                .isEqualTo(new ToolCalls(
                        List.of(new ToolCall("c1", "f", "{\"a\":1}"), new ToolCall("c2", "g", "{}")),
                        List.of(CallFault.INDEX_MISSING)));
    }

    @Test
    void readsTheFormBeforeToolsWithoutAnId() {
        var reader = new CallReader();
        reader.oldForm(json("{'name':'f','arguments':''}"));
        reader.oldForm(json("{'arguments':'{}'}"));

        assertThat(reader.calls())
                .isEqualTo(new ToolCalls(List.of(new ToolCall(null, "f", "{}")), List.of(CallFault.OLD_FORM)));
    }

    @Test
    void hasArgumentsOnlyOfOneObject() {
        assertThat(new ToolCall("c1", "f", " ").values()).isPresent();
        assertThat(new ToolCall("c1", "f", "{\"a\":1}").values()).isPresent();
        assertThat(new ToolCall("c1", "f", "[1]").values()).isEmpty();
        assertThat(new ToolCall("c1", "f", "{\"a\"")).hasToString("f({\"a\")");
    }
}
