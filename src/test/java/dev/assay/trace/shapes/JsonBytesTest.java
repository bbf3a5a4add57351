package dev.assay.trace.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.Payload;
import dev.assay.trace.shapes.EventShape.Hole;
import dev.assay.trace.shapes.EventShape.Kind;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a value is, the project's JSON parser says. */
class JsonBytesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "-0",
                "-12",
                "1.5",
                "-1.05",
                "0.5",
                "1e5",
                "1E5",
                "1e+5",
                "1e-5",
                "-1.5E+10",
                "0e0",
                "10e12",
                "true",
                "false",
                "null",
                "''",
                "'a'",
                "'é'",
                "'\\n'",
                "'\\\\'",
                "'\\/'",
                "'\\''",
                "'\\b\\f\\r\\t'",
                "'\\u00e9'",
                "'\\uABCD'",
                "'a\\u00411b'",
                "[]",
                "[ ]",
                "[1]",
                "[ 1 , 2 ]",
                "[1,'a',[true],null]",
                "{}",
                "{ }",
                "{'a':1}",
                "{ 'a' : 1 , 'b' : [ ] }",
                "{'a':{'b':{}},'c':'d','e':false}",
                "[\t1\t]"
            })
    void endsWhereTheParserEndsIt(String written) {
        var value = written.replace('\'', '"');

        assertThat(isJson(value)).isTrue();
        assertThat(after(value)).isEqualTo(Payload.of(value).size());
        assertThat(after(value + ",")).isEqualTo(Payload.of(value).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                ".5",
                "1.",
                "1.e5",
                "1e",
                "1e+",
                "1e-",
                "1e+-5",
                "01",
                "-01",
                "00",
                "tru",
                "trve",
                "fals",
                "falsy",
                "nul",
                "nil",
                "True",
                "'",
                "'a",
                "'a\\'",
                "'\\x'",
                "'\\",
                "'\\u'",
                "'\\u00'",
                "'\\u00e'",
                "'\\ug000'",
                "'\\u0g00'",
                "'\\u00g0'",
                "'\\u000g'",
                "'\\u'000",
                "'\n'",
                "'\0'",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[tru]",
                "[1}",
                "{",
                "{'a'",
                "{'a':",
                "{'a':1",
                "{'a':1,",
                "{'a':1,}",
                "{'a' 1}",
                "{a:1}",
                "{'a':}",
                "{'a':1 'b':2}",
                "{'a':1;'b':2}",
                "{1:2}",
                "{'a':tru}",
                "{'\\x':1}",
                "{,}",
                "{'a':1]",
                "\0"
            })
    void isNoneWhereTheParserFindsNone(String written) {
        var value = written.replace('\'', '"');

        assertThat(isJson(value)).isFalse();
        assertThat(after(value)).isEqualTo(JsonBytes.NONE);
    }

    /** A number ends before what cannot belong to it. */
    @Test
    void isANumberUpToItsEnd() {
        assertThat(after("12x")).isEqualTo(2);
        assertThat(new JsonBytes(Payload.of("1\"a\"")).afterText(0)).isEqualTo(JsonBytes.NONE);
        assertThat(after("-1.5]")).isEqualTo(4);
        assertThat(after("1e5e6")).isEqualTo(3);
    }

    @Test
    void leavesLongNumbersDeepValuesAndOtherSpacesToTheParser() {
        assertThat(after("1".repeat(40))).isEqualTo(40);
        assertThat(after("1".repeat(41))).isEqualTo(JsonBytes.NONE);
        assertThat(after("1." + "1".repeat(38))).isEqualTo(40);
        assertThat(after("1." + "1".repeat(39))).isEqualTo(JsonBytes.NONE);
        assertThat(after("[".repeat(32) + "]".repeat(32))).isEqualTo(64);
        assertThat(after("[".repeat(33) + "]".repeat(33))).isEqualTo(JsonBytes.NONE);
        assertThat(after("{\"a\":".repeat(32) + "1" + "}".repeat(32))).isEqualTo(32 * 6 + 1);
        assertThat(after("{\"a\":".repeat(33) + "1" + "}".repeat(33))).isEqualTo(JsonBytes.NONE);
        assertThat(after("[\n1]")).isEqualTo(JsonBytes.NONE);
    }

    /** Of values in which some bytes are replaced by others, none is accepted that the parser refuses. */
    @Test
    void acceptsNothingThatTheParserRefuses() {
        var random = new Random(3);
        var whole = "{\"a\":[-1.5e+3,true,\"\\u00e9\\n\"],\"b\":{\"c\":null,\"d\":0}}";
        var others = "{}[]:,\"\\u+-.eE019tx ";
        var accepted = 0;
        for (var i = 0; i < 5000; i++) {
            var value = new StringBuilder(whole);
            for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
                value.setCharAt(random.nextInt(value.length()), others.charAt(random.nextInt(others.length())));
            }
            var end = after(value.toString());
            if (end != JsonBytes.NONE) {
                assertThat(isJson(value.substring(0, end))).as("%s", value).isTrue();
                accepted++;
            }
        }
        assertThat(accepted).isGreaterThan(100);
    }

    @Test
    void hasAZeroAfterItsLastByteAndNoControlCharacterInAText() {
        var json = new JsonBytes(Payload.of("12"));

        assertThat(json.at(1)).isEqualTo((byte) '2');
        assertThat(json.at(2)).isZero();
        assertThat(JsonBytes.plain((byte) 0)).isFalse();
        assertThat(JsonBytes.plain((byte) 0x1F)).isFalse();
        assertThat(JsonBytes.plain((byte) ' ')).isTrue();
        assertThat(JsonBytes.plain((byte) -1)).isTrue();
    }

    @Test
    void readsAListOfWholeNumbersToItsEnd() {
        assertThat(afterIds("[ ],")).isEqualTo(3);
        assertThat(afterIds("[1 , 23],")).isEqualTo(8);
        assertThat(afterIds("[1,]")).isEqualTo(JsonBytes.NONE);
        assertThat(afterIds("[1.5]")).isEqualTo(JsonBytes.NONE);
        assertThat(afterIds("[\"a\"]")).isEqualTo(JsonBytes.NONE);
        assertThat(afterIds("[1")).isEqualTo(JsonBytes.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[{'text':''}]}",
                "{'choices':{'text':'a'}}",
                "{'choices':[{'text':'a','delta':{'content':'b'}}]}",
                "{'choices':[{'text':'a'}],'b\\n':1}",
                "{'choices':[{'text':'a'}],'b' 1}",
                "{'choices':[{'text':'a'}],'choices':[]}",
                "{'choices':[{'text':'a'}],'b':tru}",
                "{'choices':[{'text':'a'}]",
                "['choices']"
            })
    void hasNoShapeWhereItIsWrittenInAnotherWay(String event) {
        assertThat(EventShape.of(Payload.of(event.replace('\'', '"')), 0, Set.of()))
                .isNull();
    }

    /** What stands before the event must not be read as a part of it; a member of the event looks like a text by its path. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {"} | 7", "]} | [7]", "]} | [[{}]]"})
    void hasNoShapeWithoutAListOfOneObject(String before, String choices) {
        var event = before + "{\"choices/text\":\"a\",\"choices\":" + choices + "}";

        assertThat(EventShape.of(Payload.of(event), before.length(), Set.of())).isNull();
    }

    @Test
    void hasAHoleForEachValueThatMayDiffer() {
        var event =
                "{'choices':[{'delta':{'content':'','reasoning':'a'},'token_ids':[5],'logprobs':{'x':[1.5]},'text':null}],"
                        + "'usage':{'prompt_tokens':12,'share':[0.5],'details':{'cached_tokens':3},'none':null}}";

        assertThat(shape(event).holes())
                .extracting(hole -> hole.kind() + " " + hole.path() + " " + event.substring(hole.from(), hole.to()))
                .containsExactly(
                        "TEXT /choices/delta/reasoning a",
                        "IDS /choices/token_ids [5]",
                        "UNREAD /choices/logprobs {'x':[1.5]}",
                        "COUNT /usage/prompt_tokens 12",
                        "COUNT /usage/details/cached_tokens 3");
        assertThat(shape("{'choices':[{'text':'a','delta':null}]}").holes())
                .extracting(Hole::kind)
                .containsExactly(Kind.TEXT);
    }

    private static EventShape shape(String event) {
        return Objects.requireNonNull(EventShape.of(Payload.of(event.replace('\'', '"')), 0, Set.of()));
    }

    private static int after(String value) {
        return new JsonBytes(Payload.of(value)).afterValue(0);
    }

    private static int afterIds(String list) {
        return EventShape.afterIds(new JsonBytes(Payload.of(list)), 0);
    }

    private static boolean isJson(String text) {
        try {
            return !JsonMapper.shared().readTree(text).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }
}
