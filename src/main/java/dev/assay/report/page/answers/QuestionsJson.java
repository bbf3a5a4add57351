package dev.assay.report.page.answers;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.text.AnswerSource;
import dev.assay.report.exchange.LmEvalSamples;
import dev.assay.report.json.Json;
import dev.assay.report.page.shown.CutText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All questions with their answers as JSON, as the script of the page reads them. Texts are as they came, but the middle of long ones is left
 * out. The answers to one question stand side by side, because they are alike and compress well.
 */
record QuestionsJson(List<AskedTest> tests, List<String> names, List<AskedQuestions> evalsets, int longest) {
    /** With so many characters the page stays below 10 MB. */
    private static final long ROOM = 16_000_000;

    private static final int LONGEST = 20_000;

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final List<AnswerSource> SOURCES = List.of(AnswerSource.values());

    static QuestionsJson of(List<AskedTest> tests, List<AskedQuestions> evalsets) {
        var texts = evalsets.stream()
                .flatMap(evalset -> evalset.questions().stream())
                .flatMap(QuestionsJson::texts)
                .toList();
        return new QuestionsJson(
                tests, tests.stream().map(AskedTest::name).toList(), evalsets, CutText.longest(texts, ROOM, LONGEST));
    }

    private static Stream<String> texts(List<QuestionRow> rows) {
        return Stream.concat(
                Stream.of(rows.getFirst().question().text()),
                rows.stream()
                        .flatMap(row -> row.replies().stream())
                        .map(Reply::received)
                        .flatMap(came -> Stream.of(came.text(), came.thinking(), came.calls(), came.whole())));
    }

    String text() {
        var json = Json.MAPPER.createObjectNode().put("format", "answers/1");
        var known = json.putArray("tests");
        tests.forEach(test -> test(test, known.addObject()));
        var all = json.putArray("evalsets");
        for (var evalset : evalsets) {
            var one = all.addObject().put("name", evalset.evalset());
            var questions = one.putArray("questions");
            evalset.questions().forEach(rows -> question(rows, questions.addArray()));
        }
        return json.toString();
    }

    private static void test(AskedTest test, ObjectNode json) {
        json.put("name", test.name()).put("deployment", test.deployment());
        var references = json.putArray("references");
        test.references().forEach(reference -> references.add(reference.name()));
        var asked = json.putArray("asked");
        test.asked()
                .forEach(each -> asked.addObject().put("repeat", each.repeat()).put("whole", whole(test, each)));
    }

    /** Returns the file of the run directory that has the whole answers. */
    static String whole(AskedTest test, AskedTest.Asked asked) {
        return "samples/" + test.deployment() + "/"
                + LmEvalSamples.file(
                        test.spec().name(), asked.verdict().measured().started());
    }

    /** Adds id, prompt, right answer, whether it is critical, subject, and then a row for each test. */
    private void question(List<QuestionRow> rows, ArrayNode json) {
        var question = rows.getFirst().question();
        json.add(question.id());
        add(question.text(), json);
        json.add(question.expected().shown()).add(question.critical() ? 1 : 0).add(question.subject());
        rows.forEach(row -> row(row, json.addArray()));
    }

    /** Adds the test, the references against which it was lost and gained, and then each reply. */
    private void row(QuestionRow row, ArrayNode json) {
        json.add(names.indexOf(row.of().name()));
        references(row.of(), row.lost(), json.addArray());
        references(row.of(), row.gained(), json.addArray());
        row.replies().forEach(reply -> reply(reply, json.addArray()));
    }

    private static void references(AskedTest test, Iterable<String> names, ArrayNode json) {
        var all = test.references().stream().map(AskedTest.Reference::name).toList();
        names.forEach(name -> json.add(all.indexOf(name)));
    }

    /** Adds outcome, value, source and explanation, and then the texts that came; empty ones at the end are left out. */
    private void reply(Reply reply, ArrayNode json) {
        var scored = reply.scored();
        json.add(OUTCOMES.indexOf(scored.outcome()));
        json.add(scored.found());
        json.add(scored.source() == null ? -1 : SOURCES.indexOf(scored.source()));
        json.add(scored.explanation());
        var came = reply.received();
        var texts = new ArrayList<>(List.of(came.text(), came.thinking(), came.calls(), came.whole()));
        while (!texts.isEmpty() && texts.getLast().isEmpty()) {
            texts.removeLast();
        }
        texts.forEach(text -> add(text, json));
    }

    private void add(String text, ArrayNode json) {
        var cut = CutText.of(text, longest);
        if (cut.left() == 0) {
            json.add(text);
        } else {
            json.addArray().add(cut.head()).add(cut.left()).add(cut.tail());
        }
    }
}
