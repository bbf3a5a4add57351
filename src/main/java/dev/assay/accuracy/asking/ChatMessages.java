package dev.assay.accuracy.asking;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.prompt.Message;
import java.util.List;

/** Writes a question as the messages of a chat request. */
public final class ChatMessages {
    private ChatMessages() {}

    /** Returns the messages in their order: the evalset's system message, if it has one, then the question as the user's message. */
    public static List<Message> of(Evalset evalset, Question question) {
        var user = new Message("user", question.text());
        return evalset.system() == null ? List.of(user) : List.of(new Message("system", evalset.system()), user);
    }
}
