package dev.assay.plan.evalsets.tools;

/** Whether the model may, must or must not call a function: {@code tool_choice} of a request. */
public sealed interface ToolChoice {
    /** A choice that names no function. */
    enum Mode implements ToolChoice {
        /** The model decides. */
        AUTO("auto"),
        /** It must call at least one function. */
        REQUIRED("required"),
        /** It must not call any. */
        NONE("none");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** The model must call this function. */
    record Function(String name) implements ToolChoice {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Returns the choice that a word means; every other word is the name of a function. */
    public static ToolChoice of(String word) {
        for (var mode : Mode.values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        return new Function(word);
    }
}
