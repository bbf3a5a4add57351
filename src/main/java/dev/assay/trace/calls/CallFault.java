package dev.assay.trace.calls;

/** What can be wrong in the form of tool calls. The words say what was found, for a message. */
public enum CallFault {
    /** {@code tool_calls} is no list, or an item of it is no object. */
    NO_CALL("tool_calls is not a list of objects"),
    /** Calls in the form that OpenAI had before tools. */
    OLD_FORM("the call is in function_call, not in tool_calls"),
    /** In a stream, clients cannot tell to which call a piece belongs. */
    INDEX_MISSING("a piece of a call has no index"),
    /** In a stream, clients join two calls into one. */
    INDEX_SHARED("two calls have the same index"),
    /** In a stream, clients that join all pieces of a name get it twice. */
    NAME_AGAIN("the name of a call came in more than one piece"),
    /** In a stream, nobody can say which id is the right one. */
    ID_CHANGED("the id of a call changed from piece to piece"),
    NAME_MISSING("a call has no name of a function"),
    /** The result of the call cannot be sent back. */
    ID_MISSING("a call has no id"),
    /** The results of the calls cannot be told apart. */
    ID_SHARED("two calls have the same id"),
    /** Clients read a text that is JSON, and fail on an object. */
    ARGUMENTS_AS_VALUE("the arguments are an object, not a text"),
    /** JSON was quoted twice. */
    ARGUMENTS_QUOTED_TWICE("the arguments are a text within a text"),
    /** Pieces are missing, or came twice. */
    ARGUMENTS_NO_JSON("the arguments are not one JSON object"),
    /** The server did not take the call out of the text of the model. */
    LEFT_IN_TEXT("a call was left in the text"),
    /** Clients that go by the finish reason never call the function. */
    OTHER_FINISH("the finish reason does not say that functions are called"),
    /** Clients that go by the finish reason wait for a call. */
    NO_CALL_FINISH("the finish reason says that functions are called, and none is"),
    /** All clients take the first id. */
    ID_AGAIN("the id of a call came in more than one piece", true),
    /** Most clients read a blank text as an object without members. */
    ARGUMENTS_BLANK("the arguments are a blank text", true);

    private final String words;
    private final boolean tolerated;

    CallFault(String words) {
        this(words, false);
    }

    CallFault(String words, boolean tolerated) {
        this.words = words;
        this.tolerated = tolerated;
    }

    /** Returns whether usual clients read the calls all the same. */
    public boolean tolerated() {
        return tolerated;
    }

    @Override
    public String toString() {
        return words;
    }
}
