package dev.assay.tools.gates;

import dev.assay.input.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How another project asks the questions of GSM8K, as an evalset.
 *
 * @param origin a part of the evalset's name: {@code vllm}, {@code lm-eval}
 * @param questions how many questions are asked; empty: all 1,319
 * @param shots how many solved examples are shown first, at most {@link #MOST_SHOTS}
 * @param asking the route, and how the examples are written
 * @param maxTokens the most tokens of an answer
 * @param stop texts before which an answer ends
 * @param prefix what stands behind {@code Answer:} in each prompt
 */
record Gsm8k(
        String origin,
        Optional<Integer> questions,
        int shots,
        Asking asking,
        int maxTokens,
        List<String> stop,
        String prefix) {
    /** How many questions the test set has. */
    static final int QUESTIONS = 1319;

    /** How many solved examples this repository ships. */
    static final int MOST_SHOTS = 8;

    /** The digests of the two files in {@code evalsets/gsm8k}. */
    private static final String TEST = "3730d312f6e3440559ace48831e51066acaca737f6eabec99bccb9e4b3c39d14";

    private static final String SHOTS = "3f7ee50a459a52ed756683a31829ee9feb74db2b71c5638a09bf31139b8fee14";

    Gsm8k {
        stop = List.copyOf(stop);
        questions = questions.filter(number -> number < QUESTIONS);
    }

    /** The route of the requests, and how the solved examples are written. */
    enum Asking {
        /** One text, with the examples before the question. */
        COMPLETIONS("", "completions", "text"),
        /** One message, with the examples before the question. */
        CHAT("-chat", "chat", "text"),
        /** A message for each example and each of its answers. */
        CHAT_TURNS("-chat-turns", "chat", "messages");

        private final String named;
        private final String api;
        private final String as;

        Asking(String named, String api, String as) {
            this.named = named;
            this.api = api;
            this.as = as;
        }
    }

    /** Returns the evalset's name. Two with the same name ask the same. */
    String name() {
        return "gsm8k-" + origin + "-" + shots + "shot" + asking.named + "-" + maxTokens
                + questions.map(number -> "-of" + number).orElse("")
                + (prefix.isEmpty() ? "" : "-p" + Integer.toHexString(prefix.hashCode()));
    }

    /** Returns the file of its manifest. */
    String file() {
        return "evalsets/" + name() + ".yaml";
    }

    /** Returns the manifest. It needs the folder {@code evalsets/gsm8k} of this repository beside it. */
    String manifest() {
        var prompt = "Question: {question}\nAnswer:" + prefix.replace("{", "{{").replace("}", "}}");
        return String.join(
                        "\n",
                        "title: " + YamlValue.quoted(title()).flow(),
                        "file: evalsets/gsm8k/test.jsonl",
                        "sha256: " + TEST,
                        "type: gsm8k",
                        "prompt: " + text(prompt),
                        "api: " + asking.api,
                        "stop: " + stop.stream().map(Gsm8k::text).collect(Collectors.joining(", ", "[", "]")),
                        "max-tokens: " + maxTokens,
                        "licence: MIT",
                        "source: https://github.com/openai/grade-school-math, test.jsonl as published")
                + "\n"
                + (shots == 0
                        ? ""
                        : "shots: {file: evalsets/gsm8k/train_first_8.jsonl, count: " + shots + ", as: " + asking.as
                                + ", sha256: " + SHOTS + "}\n")
                + questions
                        .map(number -> "subset: {size: " + number + ", seed: 1}\n")
                        .orElse("");
    }

    private String title() {
        return "GSM8K as " + (origin.equals("vllm") ? "vLLM's own script" : "lm-evaluation-harness") + " asks it, "
                + questions.orElse(QUESTIONS) + " questions, " + shots + " examples";
    }

    private static String text(String text) {
        return YamlValue.quoted(text).flow();
    }
}
