package dev.assay.accuracy.asking;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.evalsets.Shots;
import dev.assay.prompt.Message;
import java.util.ArrayList;
import java.util.List;

/** Writes a question as the messages of a chat request. */
public final class ChatMessages {
    private static final String USER = "user";

    private ChatMessages() {}

    /**
     * Returns the messages in their order: the evalset's system message, if it has one, then its shots, if they are messages, then the question as the user's
     * message.
     */
    public static List<Message> of(Evalset evalset, Question question) {
        var messages = new ArrayList<Message>();
        if (evalset.system() != null) {
            messages.add(new Message("system", evalset.system()));
        }
        var shots = evalset.asking().shots();
        if (shots != null && shots.form() == Shots.Form.MESSAGES) {
            for (var shot : shots.of(question)) {
                messages.add(new Message(USER, shot.prompt()));
                messages.add(new Message("assistant", shot.answer()));
            }
        }
        messages.add(new Message(USER, AskedText.withShots(evalset, question)));
        return messages;
    }
}
