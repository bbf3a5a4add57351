package dev.assay.accuracy.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.Questions;
import dev.assay.plan.evalsets.Asking;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.plan.evalsets.Shots;
import dev.assay.prompt.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChatMessagesTest {
    @Test
    void putsTheSystemMessageBeforeTheQuestion() {
        assertThat(ChatMessages.of(evalset("Be brief."), Questions.number("42")))
                .containsExactly(new Message("system", "Be brief."), new Message("user", "What is it?"));
    }

    @Test
    void sendsTheQuestionAloneWhereThereIsNoSystemMessage() {
        assertThat(ChatMessages.of(evalset(null), Questions.number("42")))
                .containsExactly(new Message("user", "What is it?"));
    }

    @Test
    void showsShotsAsMessagesInTurn() {
        assertThat(ChatMessages.of(evalset("Be brief.", Shots.Form.MESSAGES), Questions.number("42")))
                .containsExactly(
                        new Message("system", "Be brief."),
                        new Message("user", "1 + 1?"),
                        new Message("assistant", "2"),
                        new Message("user", "2 + 2?\n"),
                        new Message("assistant", "4"),
                        new Message("user", "What is it?"));
    }

    @Test
    void showsShotsInTheTextOfTheQuestion() {
        assertThat(ChatMessages.of(evalset(null, Shots.Form.TEXT), Questions.number("42")))
                .containsExactly(new Message("user", "1 + 1? 2\n\n2 + 2?\n4\n\nWhat is it?"));
    }

    @Test
    void putsTheSystemMessageBeforeTheTextOfACompletion() {
        assertThat(AskedText.of(evalset("Be brief.", Shots.Form.TEXT), Questions.number("42")))
                .isEqualTo("Be brief.\n\n1 + 1? 2\n\n2 + 2?\n4\n\nWhat is it?");
    }

    private static Evalset evalset(@Nullable String system, Shots.Form form) {
        var solved = List.of(new Shots.Shot("1 + 1?", "2", Set.of()), new Shots.Shot("2 + 2?\n", "4", Set.of()));
        var shots = new Shots("solved.csv", "00", 2, false, null, form, Map.of("", solved));
        var asking = new Asking(Asking.Api.CHAT, null, null, null, shots, Sampling.GREEDY, 1);
        var plain = evalset(system);
        return new Evalset(
                plain.name(),
                plain.title(),
                system,
                plain.maxTokens(),
                plain.thinking(),
                null,
                null,
                null,
                "00",
                asking,
                List.of());
    }

    private static Evalset evalset(@Nullable String system) {
        return new Evalset(
                "some", "Some", system, 64, Evalset.Thinking.OFF, null, "Apache-2.0", "tests", "00", List.of());
    }
}
