package dev.assay.input;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises keys, tokens and passwords by their names or their form, in texts of which nobody says what is secret in them, such as a command. */
public final class SecretText {
    /** What stands in place of what is hidden. */
    public static final String HIDDEN = "…";

    private static final String VALUE = "(?:\"[^\"]*\"|'[^']*'|\\S+)";
    private static final Pattern OPTION = Pattern.compile(
            "(?i)(--?[\\w-]*(?:key|token|secret|password|passwd|credentials?)(?!\\w)[\\w-]*)(?:=|\\s+)" + VALUE);
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)\\b(\\w*(?:key|token|secret|password|passwd|credentials?)(?:_id)?|authorization)[\"']?\\s*[=:]\\s*"
                    + "(?:(?:Bearer|Basic)\\s+)?" + VALUE);
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(?:Bearer|Basic)\\s+[\\w.~+/=-]{8,}");
    /** A key of a known kind, or a JSON web token. */
    private static final Pattern TOKEN = Pattern.compile(
            "\\b(?:(?:sk|hf|gh[a-z]|glpat|xox[a-z])[-_][\\w-]{6,}|AKIA[0-9A-Z]{12,}|eyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*)");
    /** What stands before the host of an address, and what stands behind its path. */
    private static final Pattern USER = Pattern.compile("(?<=//)[^/@\\s\\[\\]]*@");

    private static final Pattern QUERY = Pattern.compile("(?<=//)([^?\\s\\[\\]]*\\?)[^\\s\\[\\]]+");
    /** A text that a message quotes. */
    private static final Pattern QUOTED = Pattern.compile("\\[([^\\[\\]]*)]");

    /** The words in names of what is secret. */
    private static final Set<String> WORDS = Set.of(
            "key",
            "apikey",
            "token",
            "secret",
            "secrets",
            "password",
            "passwd",
            "pass",
            "passphrase",
            "credential",
            "credentials",
            "auth",
            "authorization",
            "pat",
            "signature",
            "sig");

    private static final Set<String> ABOUT = Set.of("id", "ids", "file", "path", "dir", "name", "url", "sock");

    private SecretText() {}

    /** Returns whether a variable or an option of this name has a secret: one of the words of the name says so, and the last does not say that it is about one. */
    public static boolean isNamedBy(String name) {
        var words = List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1));
        return words.stream().anyMatch(WORDS::contains) && !ABOUT.contains(words.getLast());
    }

    /** Returns the text without what looks secret. */
    public static String hiddenIn(String text) {
        var left = USER.matcher(text).replaceAll(HIDDEN + "@");
        left = QUERY.matcher(left).replaceAll("$1" + HIDDEN);
        left = OPTION.matcher(left).replaceAll("$1 " + HIDDEN);
        left = ASSIGNED.matcher(left).replaceAll("$1 " + HIDDEN);
        left = BEARER.matcher(left).replaceAll(HIDDEN);
        return TOKEN.matcher(left).replaceAll(HIDDEN);
    }

    /** Returns a message without what looks secret in the texts that it quotes in brackets. */
    static String hiddenInQuotes(String message) {
        return QUOTED.matcher(message).replaceAll(found -> Matcher.quoteReplacement(quoted(found)));
    }

    private static String quoted(MatchResult found) {
        return "[" + hiddenIn(found.group(1)) + "]";
    }
}
