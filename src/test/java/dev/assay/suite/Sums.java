package dev.assay.suite;

import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.util.function.IntPredicate;

/** A server that knows the sums of an evalset. */
final class Sums {
    /** How many questions there are: {@code What is 40 + 1?} to {@code What is 40 + 60?}. */
    static final int QUESTIONS = 60;

    private Sums() {}

    /**
     * Returns the answer to a request.
     *
     * @param isWrong whether the question of this number, from 1, is answered wrongly; asked once per question
     */
    static Script answer(Seen request, IntPredicate isWrong) {
        return switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"owner/model\"}]}");
            case "/v1/chat/completions" -> {
                var number = Integer.parseInt(request.body().replaceAll("(?s).*40 \\+ (\\d+).*", "$1"));
                yield stream(isWrong.test(number) ? 0 : 40 + number);
            }
            default -> Script.json(404, "{}");
        };
    }

    private static Script stream(int sum) {
        return Script.stream(
                "data: {\"model\":\"owner/model\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + sum
                        + "\"}}]}\n\n",
                "data: {\"model\":\"owner/model\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                "data: {\"model\":\"owner/model\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}\n\n",
                "data: [DONE]\n\n");
    }
}
