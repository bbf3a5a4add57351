package dev.assay.accuracy.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.Questions;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.prompt.Message;
import java.util.List;
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

    private static Evalset evalset(@Nullable String system) {
        return new Evalset(
                "some", "Some", system, 64, Evalset.Thinking.OFF, null, "Apache-2.0", "tests", "00", List.of());
    }
}
