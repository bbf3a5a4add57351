package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The right answer to a question. Its kind is the question's {@code type}, and decides which scorer compares answers with it. */
public sealed interface Expected {
    /** Returns the kind of this answer. */
    Type type();

    /** Returns the right answer as it stands in the file: {@code 1.50}. */
    String answer();

    /** Returns the right answer for a message: {@code 1.50 ± 0.01 m}. */
    default String shown() {
        return answer();
    }

    /** The kinds of right answers, in the order in which messages list them. */
    enum Type {
        NUMBER("number"),
        EXACT("exact"),
        CONTAINS("contains"),
        CHOICE("choice"),
        GSM8K("gsm8k");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** Returns the word that evalsets write as {@code type}. */
        public String word() {
            return word;
        }

        /** Returns the words of all kinds, in their order. */
        public static List<String> words() {
            return Arrays.stream(values()).map(Type::word).toList();
        }

        /**
         * Returns the kind of this word.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Type of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no type of questions is called " + word));
        }
    }

    /**
     * A number.
     *
     * @param answer a decimal number such as {@code 1.50}
     * @param tolerance by how much an answer may differ, absolute; absent: it must be equal
     * @param unit a unit that may follow the number in an answer; absent: none. Currency and percent signs are always ignored
     */
    record OfNumber(
            String answer,
            @Nullable BigDecimal tolerance,
            @Nullable String unit) implements Expected {
        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public String shown() {
            return answer
                    + (tolerance == null ? "" : " ± " + tolerance.toPlainString())
                    + (unit == null ? "" : " " + unit);
        }
    }

    /** A text that is the whole answer. */
    record Exact(String answer) implements Expected {
        @Override
        public Type type() {
            return Type.EXACT;
        }
    }

    /** A text that stands anywhere in the answer. */
    record Contains(String answer) implements Expected {
        @Override
        public Type type() {
            return Type.CONTAINS;
        }
    }

    /**
     * One of several options.
     *
     * @param options 2 to 10 options, in the order of their letters from A to J; two of them may be equal, as in some questions of MMLU
     * @param answer the letter of the right one
     */
    record Choice(List<String> options, String answer) implements Expected {
        /** The most options of a question: one for each letter from A to J. */
        public static final int MOST = 10;

        public Choice {
            options = List.copyOf(options);
        }

        @Override
        public Type type() {
            return Type.CHOICE;
        }

        /** Returns the place of the right option, from 0. */
        public int index() {
            return answer.charAt(0) - 'A';
        }

        @Override
        public String shown() {
            return answer + " (" + options.get(index()) + ")";
        }
    }

    /**
     * The number at the end of a solution of GSM8K.
     *
     * @param answer the number behind {@code ####}, without separators of thousands
     */
    record Gsm8k(String answer) implements Expected {
        @Override
        public Type type() {
            return Type.GSM8K;
        }
    }

    /** Reads the parts of a question that say its right answer; absent, with problems, if one of them is missing or wrong. */
    static @Nullable Expected read(Type type, Fields fields, Problems problems) {
        var answer = fields.text("answer");
        var tolerance = only(Type.NUMBER, type, "tolerance", fields, problems) ? tolerance(fields, problems) : null;
        var unit = only(Type.NUMBER, type, "unit", fields, problems) ? fields.optionalText("unit") : null;
        var options =
                only(Type.CHOICE, type, "options", fields, problems) ? options(fields, problems) : List.<String>of();
        if (answer == null) {
            return null;
        }
        return switch (type) {
            case NUMBER -> isNumber(answer, fields, problems) ? new OfNumber(answer, tolerance, unit) : null;
            case EXACT -> new Exact(answer);
            case CONTAINS -> new Contains(answer);
            case CHOICE -> choice(answer, options, fields, problems);
            case GSM8K -> gsm8k(answer, fields, problems);
        };
    }

    /** Returns whether the question is of the only type that a key is for; if it is not and has the key, that is a problem. */
    private static boolean only(Type only, Type type, String key, Fields fields, Problems problems) {
        if (type != only && fields.optional(key) != null) {
            problems.add(
                    fields.placeOf(key),
                    "'" + key + "' is for questions of type " + only.word() + "; this one is of type " + type.word());
        }
        return type == only;
    }

    private static boolean isNumber(String answer, Fields fields, Problems problems) {
        if (decimal(answer) == null) {
            problems.add(
                    fields.placeOf("answer"),
                    "'answer' of a question of type number must be a number such as '1.50', found [" + answer + "]");
            return false;
        }
        return true;
    }

    private static @Nullable BigDecimal tolerance(Fields fields, Problems problems) {
        var node = fields.optional("tolerance");
        if (node == null) {
            return null;
        }
        var number =
                node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NUMBER ? decimal(scalar.text()) : null;
        if (number == null || number.signum() < 0) {
            problems.add(
                    node.place(), "'tolerance' must be a number from 0 upwards, not in quotes; found " + node.found());
        }
        return number;
    }

    private static List<String> options(Fields fields, Problems problems) {
        fields.required("options");
        var options = new ArrayList<String>();
        for (var item : fields.list("options")) {
            if (item instanceof Node.Scalar scalar
                    && (scalar.kind() == Node.Kind.TEXT || scalar.kind() == Node.Kind.NUMBER)
                    && !scalar.text().isBlank()) {
                options.add(scalar.text());
            } else {
                problems.add(item.place(), "an option must be text, found " + item.found());
            }
        }
        return options;
    }

    private static @Nullable Expected choice(String answer, List<String> options, Fields fields, Problems problems) {
        if (options.size() < 2 || options.size() > Choice.MOST) {
            if (fields.optional("options") != null) {
                problems.add(
                        fields.placeOf("options"),
                        "'options' must have from 2 to " + Choice.MOST + " options, found " + options.size());
            }
            return null;
        }
        var index = answer.length() == 1 ? answer.charAt(0) - 'A' : -1;
        if (index < 0 || index >= options.size()) {
            problems.add(
                    fields.placeOf("answer"),
                    "'answer' of a question of type choice must be the letter of one of its " + options.size()
                            + " options, from A to " + (char) ('A' + options.size() - 1) + ", found [" + answer + "]");
            return null;
        }
        return new Choice(options, answer);
    }

    /** The answers of the published files are whole solutions, with the number behind the last {@code ####}. */
    private static @Nullable Expected gsm8k(String answer, Fields fields, Problems problems) {
        var number = answer.substring(answer.lastIndexOf("####") + 1)
                .replace("###", "")
                .replace(",", "")
                .strip();
        if (decimal(number) == null) {
            problems.add(
                    fields.placeOf("answer"),
                    "'answer' of a question of type gsm8k must be a number, or a solution that ends with '#### ' and a number; found ["
                            + (answer.length() > 60 ? answer.substring(0, 60) + "…" : answer) + "]");
            return null;
        }
        return new Gsm8k(number);
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // the caller reports what it expected
        }
    }
}
