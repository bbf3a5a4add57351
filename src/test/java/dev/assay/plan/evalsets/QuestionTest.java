package dev.assay.plan.evalsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Workspace;
import dev.assay.plan.testspecs.TestSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "exact", "question": "q", "answer": "a"}            | 1 | a question needs 'id'
            {"id": 5, "type": "exact", "question": "q", "answer": "a"}   | 8 | 'id' must be text, found the number [5]: put it in quotes, so that it stays as written
            {"id": "x", "type": "exat", "question": "q", "answer": "a"}  | 21 | 'type' must be one of number, exact, contains, choice, gsm8k, regex, json, tool-call; found [exat]. Did you mean 'exact'?
            {"id": "x", "type": "judge", "question": "q", "answer": "a"} | 21 | 'type' must be one of number, exact, contains, choice, gsm8k, regex, json, tool-call; found [judge]
            {"id": "x", "type": "number", "question": "q", "answer": 1.50} | 58 | 'answer' must be text, found the number [1.50]: put it in quotes, so that it stays as written
            {"id": "x", "type": "number", "question": "q", "answer": "1,000"} | 58 | 'answer' of a question of type number must be a number such as '1.50', found [1,000]
            {"id": "x", "type": "exact", "question": "", "answer": "a"}  | 42 | 'question' must not be empty
            {"id": "x", "type": "exact", "question": "q", "answer": true} | 57 | 'answer' must be text, found [true]
            {"id": "x", "type": "exact", "question": "q", "answer": null} | 57 | 'answer' must be text, found nothing
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "tolerance": 1} | 75 | 'tolerance' is for questions of type number; this one is of type exact
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "unit": "m"} | 70 | 'unit' is for questions of type number; this one is of type exact
            {"id": "x", "type": "number", "question": "q", "answer": "1", "tolerance": -0.1} | 76 | 'tolerance' must be a number from 0 upwards, not in quotes; found the number [-0.1]
            {"id": "x", "type": "number", "question": "q", "answer": "1", "tolerance": "0.1"} | 76 | 'tolerance' must be a number from 0 upwards, not in quotes; found the text [0.1]
            {"id": "x", "type": "regex", "question": "q", "answer": "a"} | 1 | a question needs 'pattern'
            {"id": "x", "type": "regex", "question": "q", "pattern": "(a"} | 58 | 'pattern' must be a regular expression in the syntax of RE2, which has no look-around and no references to groups: missing closing ), at [(a]
            {"id": "x", "type": "regex", "question": "q", "pattern": "a(?=b)"} | 58 | 'pattern' must be a regular expression in the syntax of RE2, which has no look-around and no references to groups: invalid or not in the syntax of RE2, at [(?=]
            {"id": "x", "type": "regex", "question": "q", "pattern": "a*"} | 58 | 'pattern' matches a text of no characters, so every answer would be right: write what it must have, or give the question an 'answer'
            {"id": "x", "type": "regex", "question": "q", "pattern": "(a)", "answer": "a", "group": 2} | 89 | 'group' must be a whole number from 0 to 1, found the number [2]
            {"id": "x", "type": "regex", "question": "q", "pattern": "(a)", "group": 1} | 74 | 'group' says where the answer is, but the question has no 'answer' to compare it with
            {"id": "x", "type": "regex", "question": "q", "pattern": "a", "flags": "ii"} | 72 | 'flags' must be some of the letters i, m and s, each once, found [ii]
            {"id": "x", "type": "regex", "question": "q", "pattern": "a", "match": "any"} | 72 | 'match' must be one of first, last, whole; found [any]
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "pattern": "a"} | 73 | 'pattern' is for questions of type regex; this one is of type exact
            {"id": "x", "type": "json", "question": "q"} | 1 | a question of type json needs 'schema', 'fields' or both
            {"id": "x", "type": "json", "question": "q", "fields": {"a": 1}, "answer": "a"} | 76 | 'answer' is for questions of type number, exact, contains, choice, gsm8k, regex; this one is of type json
            {"id": "x", "type": "json", "question": "q", "fields": {"/a~2": 1}} | 57 | '/a~2' is not a JSON Pointer: in one, '~' is written '~0' and a slash inside a key '~1'
            {"id": "x", "type": "json", "question": "q", "fields": {"a": 1e99999999999}} | 57 | here is a number that is too large or too small to be read
            {"id": "x", "type": "json", "question": "q", "schema": {"type": "object"}, "additional": false} | 90 | 'additional' says whether there may be other keys than those of 'fields', which the question does not have
            {"id": "x", "type": "json", "question": "q", "schema": {"requird": ["a"]}} | 57 | JSON Schema has no keyword 'requird'. Did you mean 'required'?
            {"id": "x", "type": "json", "question": "q", "schema": {"type": "strin"}} | 65 | not a JSON schema: /type: does not have a value in the enumeration ["array", "boolean", "integer", "null", "number", "object", "string"]
            {"id": "x", "type": "json", "question": "q", "schema": {"pattern": "(?=a)"}} | 68 | a pattern must be in the syntax of RE2: invalid or not in the syntax of RE2, at [(?=]
            {"id": "x", "type": "json", "question": "q", "schema": {"$ref": "#"}} | 65 | '$ref' leads back to itself, so judging a value would never end
            {"id": "x", "type": "json", "question": "q", "schema": {"$ref": "#/$defs/a"}} | 65 | '$ref' points to [/$defs/a], where this schema has no schema
            {"id": "x", "type": "json", "question": "q", "schema": {"$ref": "http://127.0.0.1/s.json"}} | 65 | '$ref' must point into this schema, as in '#/$defs/name', found [http://127.0.0.1/s.json]
            {"id": "x", "type": "json", "question": "q", "schema": {"minimum": "a"}} | 68 | not a JSON schema: /minimum: string found, number expected
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "critical": "yes"} | 74 | 'critical' must be true or false, found the text [yes]
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "tags": "t"} | 70 | 'tags' must be a list, found the text [t]
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "tags": ["t", 1]} | 76 | a tag must be text, found the number [1]
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "hint": "h"} | 62 | unknown key 'hint' in a question; allowed: id, type, question, answer, tolerance, unit, options, pattern, group, match, flags, schema, fields, additional, critical, tags, cluster
            """)
    void rejectsALineThatIsNotAQuestion(String line, int column, String message) {
        workspace.withQuestions(line + "\n").with("1/2", "1/1");

        assertThat(workspace.refusal()).isEqualTo("evalsets/first_light_v1.jsonl:1:" + column + ": " + message);
    }

    @Test
    void keepsTheAnswerAsItIsWritten() {
        workspace.withQuestions(Workspace.QUESTIONS.replace("\"2\"", "\"2.00\""));

        var test = (TestSpec.Accuracy)
                workspace.read().deployments().getFirst().tests().get(1);

        assertThat(test.evalset().questions().getFirst().expected().answer()).isEqualTo("2.00");
    }
}
