package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.Problems;
import dev.assay.input.forms.JsonForm;
import dev.assay.input.forms.LinearPattern;
import dev.assay.plan.evalsets.tools.ExpectedCall;
import dev.assay.plan.evalsets.tools.ToolChoice;
import dev.assay.plan.evalsets.tools.Tools;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
        GSM8K("gsm8k"),
        REGEX("regex"),
        JSON("json"),
        TOOL_CALL("tool-call");

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

    /**
     * What a pattern finds.
     *
     * @param pattern the pattern
     * @param which which match counts
     * @param group the group of the pattern that holds the answer; 0: the whole match
     * @param text what it must be; absent: any match is right
     */
    record Regex(
            LinearPattern pattern,
            Which which,
            int group,
            @Nullable String text) implements Expected {
        /** Which match of a pattern counts. */
        public enum Which {
            FIRST,
            LAST,
            /** The pattern must match the whole answer. */
            WHOLE;

            static final List<String> WORDS = List.of("first", "last", "whole");

            /** Returns the word that evalsets write as {@code match}. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }

            static Which of(String word) {
                return valueOf(word.toUpperCase(Locale.ROOT));
            }
        }

        @Override
        public Type type() {
            return Type.REGEX;
        }

        @Override
        public String answer() {
            return text == null ? pattern.toString() : text;
        }

        @Override
        public String shown() {
            return text == null ? "a match of " + pattern : text;
        }
    }

    /** JSON of a form. */
    record Json(JsonForm form) implements Expected {
        @Override
        public Type type() {
            return Type.JSON;
        }

        @Override
        public String answer() {
            return form.toString();
        }
    }

    /**
     * Calls of functions.
     *
     * @param calls the right calls, in any order; empty: the right answer is a text without a call
     * @param tools the functions that may be called, at least one
     * @param choice whether a function may, must or must not be called
     * @param several whether the answer may have several calls, {@code parallel}; absent: the request does not mention it
     */
    record ToolCalls(
            List<ExpectedCall> calls,
            Tools tools,
            ToolChoice choice,
            @Nullable Boolean several) implements Expected {
        public ToolCalls {
            calls = List.copyOf(calls);
        }

        @Override
        public Type type() {
            return Type.TOOL_CALL;
        }

        @Override
        public String answer() {
            return calls.isEmpty()
                    ? "no call"
                    : calls.stream().map(ExpectedCall::toString).collect(Collectors.joining(", "));
        }
    }

    /** Reads the parts of a question that say its right answer; absent, with problems, if one of them is missing or wrong. */
    static @Nullable Expected read(Type type, Fields fields, Problems problems) {
        return new ExpectedReader(type, fields, problems).read();
    }
}
