package dev.assay.plan.evalsets;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the questions of an evalset are made from its files, and asked.
 *
 * @param api the route that is asked
 * @param fields what {@code type} and {@code fields} of the manifest say, for people; absent: the file has our own form
 * @param prompt the template of the user's message, as written; absent: the question, and the options of a choice below it
 * @param subset which of the questions are asked; absent: all
 * @param shots solved questions that are shown first; absent: none
 * @param samples how many answers each question gets, at least 1
 */
public record Asking(
        Api api,
        @Nullable String fields,
        @Nullable String prompt,
        @Nullable Subset subset,
        @Nullable Shots shots,
        Sampling sampling,
        int samples) {
    /** Each question as it stands in the file, by chat, with greedy decoding. */
    public static final Asking PLAIN = new Asking(Api.CHAT, null, null, null, null, Sampling.GREEDY, 1);

    /** The routes on which questions can be asked. */
    public enum Api {
        /** The server writes the messages into the model's chat template. */
        CHAT,
        /** The model goes on with a text. */
        COMPLETIONS
    }

    /** Returns how the server chooses the tokens of the answer to a question. */
    public Sampling samplingOf(Question question) {
        return samples == 1 ? sampling : sampling.ofAnswer(Samples.number(question));
    }

    /** Returns what differs from {@link #PLAIN}, by name: each could change the accuracy. */
    public Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        if (api == Api.COMPLETIONS) {
            facts.put("api", "completions");
        }
        if (fields != null) {
            facts.put("fields", fields);
        }
        if (prompt != null) {
            facts.put("prompt", prompt);
        }
        if (subset != null) {
            facts.put("subset", subset.toString());
        }
        if (shots != null) {
            facts.put("shots", shots.toString());
        }
        facts.putAll(sampling.facts());
        if (samples > 1) {
            facts.put("samples", Integer.toString(samples));
        }
        return facts;
    }
}
