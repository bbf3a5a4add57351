package dev.assay.plan.evalsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Workspace;
import dev.assay.plan.evalsets.tools.ToolChoice;
import dev.assay.plan.testspecs.TestSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolQuestionsTest {
    private static final String START = "{\"id\": \"x\", \"type\": \"tool-call\", \"question\": \"q\", ";
    private static final String TOOLS =
            "\"tools\": [" + ToolCallQuestions.tool("f") + "," + ToolCallQuestions.tool("g") + "]";
    private static final String FILE = "evalsets/first_light_v1.jsonl:1:";

    private static final String MANIFEST = "evalsets/first_light_v1.yaml";

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    /** Columns are counted from the part that is tested. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "tool-choice": "auto"                            | a question needs 'calls'
            "calls": "f()"                                   | 'calls' must be a list, found the text [f()]
            "calls": ["f"]                                   | a call must be a mapping of keys to values, found the text [f]
            "calls": [{"arguments": {}}]                     | a call needs 'name'
            "calls": [{"name": "f", "args": {}}]             | unknown key 'args' in a call; allowed: name, arguments, optional
            "calls": [{"name": "f", "arguments": "{}"}]      | 'arguments' must be an object such as {"city": "Paris"}, not a text, found the text [{}]
            "calls": [{"name": "f", "arguments": {"a": 1}, "optional": {"a": 1}}] | the argument 'a' is in 'arguments' and in 'optional': remove one of them
            "calls": [], "tool-choice": "required"           | with 'tool-choice: required' the right answer has at least one call
            "calls": [{"name": "f"}], "tool-choice": "none"  | with 'tool-choice: none' the right answer has no call: write []
            "calls": [{"name": "f"}], "tool-choice": "g"     | with 'tool-choice: g' the right answer is one call of g; the other words of 'tool-choice' are auto, required and none
            "calls": [{"name": "f"}, {"name": "g"}], "parallel": false | with 'parallel: false' the model makes at most one call, but 'calls' has 2
            "calls": [{"name": "f"}], "parallel": "no"       | 'parallel' must be true or false, found the text [no]
            "calls": [{"name": "h"}]                         | the question 'x' expects a call of 'h', which is none of its 'tools': f, g. Did you mean 'f'?
            "calls": [], "answer": "4"                       | 'answer' is for questions of type number, exact, contains, choice, gsm8k, regex; this one is of type tool-call
            """)
    void refusesAQuestionThatNoAnswerCouldMeet(String part, String message) {
        workspace.withQuestions(START + TOOLS + ", " + part + "}\n").with("1/2", "1/1");

        assertThat(workspace.refusal())
                .startsWith(FILE)
                .endsWith(": " + message)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"name": "f"}]                                  | 74 | no 'function' with a 'name'
            [{"type": "function", "function": {"name": ""}}] | 74 | no 'function' with a 'name'
            ["f"]                                            | 74 | no 'function' with a 'name'
            """)
    void refusesAFunctionInAnotherForm(String tools, int column, String end) {
        workspace
                .withQuestions(START + "\"calls\": [], \"tools\": " + tools + "}\n")
                .with("1/2", "1/1");

        assertThat(workspace.refusal())
                .startsWith(FILE + column + ": each of the 'tools' must be a function in OpenAI's form")
                .endsWith(end);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "x"                 | 135 | a JSON schema must be a mapping of keywords to values, found the text [x]
            {"type": "objct"}   | 144 | not a JSON schema: /type: does not have a value in the enumeration ["array", "boolean", "integer", "null", "number", "object", "string"]
            {"required": "x"}   | 148 | not a JSON schema: /required: string found, array expected
            """)
    void refusesParametersThatAreNoSchema(String parameters, int column, String message) {
        var function = "{\"type\": \"function\", \"function\": {\"name\": \"f\", \"parameters\": " + parameters + "}}";
        workspace
                .withQuestions(START + "\"calls\": [], \"tools\": [" + function + "]}\n")
                .with("1/2", "1/1");

        assertThat(workspace.refusal()).isEqualTo(FILE + column + ": " + message);
    }

    @Test
    void refusesTwoFunctionsOfOneName() {
        var twice = "\"tools\": [" + ToolCallQuestions.tool("f") + "," + ToolCallQuestions.tool("f") + "]";
        workspace.withQuestions(START + "\"calls\": [], " + twice + "}\n").with("1/2", "1/1");

        assertThat(workspace.refusal()).endsWith("two of the 'tools' are called 'f': give each its own name");
    }

    @Test
    void refusesAQuestionWithoutFunctions() {
        workspace.withQuestions(START + "\"calls\": []}\n").with("1/2", "1/1");

        assertThat(workspace.refusal())
                .isEqualTo(
                        FILE + "1: the question 'x' has no functions to call: give it 'tools', or give the manifest of"
                                + " the evalset 'tools' for all questions");
    }

    @Test
    void refusesToAskWithoutAChat() {
        workspace.write("evalsets/first_light_v1.jsonl", START + "\"calls\": [], " + TOOLS + "}\n");
        workspace.write(MANIFEST, "api: completions\n").with("1/2", "1/1");

        assertThat(workspace.refusal())
                .isEqualTo(MANIFEST
                        + ":1:6: 'api: completions' cannot ask questions of type tool-call: functions are a part"
                        + " of a chat. Leave it out");
    }

    @Test
    void refusesAnIdThatMarksASecondRequest() {
        workspace
                .withQuestions(START.replace("\"x\"", "\"x~whole\"") + "\"calls\": [], " + TOOLS + "}\n")
                .with("1/2", "1/1");

        assertThat(workspace.refusal())
                .isEqualTo(FILE + "8: an id must not end with '~whole', which marks second requests; found [x~whole]");
    }

    @Test
    void takesTheFunctionsOfTheManifestWhereAQuestionHasNone() {
        workspace.write(
                "evalsets/first_light_v1.jsonl",
                START + "\"calls\": [{\"name\": \"h\", \"arguments\": {\"n\": 1.0}}]}\n"
                        + START.replace("\"x\"", "\"y\"") + "\"calls\": [], " + TOOLS + "}\n");
        workspace.write(MANIFEST, "tools: [" + ToolCallQuestions.tool("h") + "]\n");

        var questions = evalset().questions();

        var first = (Expected.ToolCalls) questions.getFirst().expected();
        assertThat(first.tools().names()).containsExactly("h");
        assertThat(first.choice()).isEqualTo(ToolChoice.Mode.AUTO);
        assertThat(first.several()).isNull();
        assertThat(first.shown()).isEqualTo("h({\"n\":1})");
        var second = (Expected.ToolCalls) questions.getLast().expected();
        assertThat(second.tools().names()).containsExactly("f", "g");
        assertThat(second.shown()).isEqualTo("no call");
    }

    @Test
    void otherFunctionsOfTheManifestAreOtherQuestions() {
        var line = START + "\"calls\": [{\"name\": \"h\"}]}\n";
        workspace.write("evalsets/first_light_v1.jsonl", line + line.replace("\"x\"", "\"y\""));
        workspace.write(MANIFEST, "tools: [" + ToolCallQuestions.tool("h") + "]\n");
        var before = evalset().sha256();

        workspace.write(
                MANIFEST, "tools: [" + ToolCallQuestions.tool("h") + ", " + ToolCallQuestions.tool("i") + "]\n");

        assertThat(evalset().sha256()).isNotEqualTo(before).hasSize(64);
    }

    private Evalset evalset() {
        return ((TestSpec.Accuracy)
                        workspace.read().deployments().getFirst().tests().get(1))
                .evalset();
    }
}
