package dev.assay.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text that is planted and must be found nowhere. Each differs from the others in every part, and has characters that each way of writing escapes differently.
 */
enum Secret {
    /** The key of the server, in an environment variable. */
    KEY("sk-Xq7/Zr4+Lm9=Vt2&Np5\"Kd8<Wb3>Hy6'Rj1\\Gc0%Tf7"),
    /** The password in a header of the form {@code Basic}. */
    PASSWORD("pw-Ua8/Ei3+Oy6=Sd4&Fg1\"Hj9<Kl2>Qz5'Wx7\\Ec0%Vr8"),
    /** A token for model hubs, in the environment. */
    HF_TOKEN("hf_TbYnUmIkOlPqAzWsXeDcRfVgBhNj"),
    /** A token of the CI system, in the environment. */
    CI_TOKEN("ghs_9kLm3nOp7qRs1tUv5wXy2zAb8cDe4fGh"),
    /** The password of a proxy, in the environment. */
    PROXY("prx-Mn7bVc3xZa9sDf5gHj1kLp"),
    /** A value below {@code env} in thresholds.yaml. */
    SETTING("set-Qw3eRt7yUi1oPa9sDf5gHj2kLz"),
    /** An argument of the server's command in thresholds.yaml. */
    ARGUMENT("arg-Zx9cVb2nMq6wEr4tYu8iOp3aSd"),
    /** A user's password in an address. */
    USERINFO("usr-Gh4jKl8zXc2vBn6mQw1eRt5yUi"),
    /** A parameter of an address. */
    QUERY("qry-Pl5oKi9jUh3yGt7fRd1eSw8aQz"),
    /** A key in a file that somebody else wrote. */
    FOREIGN("sk-Vf6gBh2nJm8kLo4pIu7yTr3eWq9a"),
    /** A property in {@code JAVA_TOOL_OPTIONS}. */
    PROPERTY("prp-Cd8vFb4gNh1mJk6lOi3uYt9rEw");

    private final String text;

    Secret(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Returns the secret as a part of a text in JSON, with the slash escaped too. */
    String inJson() {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
    }

    /** Returns the secret in JSON with each character as a number. */
    String inJsonByNumbers() {
        return text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    }

    String inUrl() {
        return URLEncoder.encode(text, UTF_8);
    }

    String inHtml() {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&#62;")
                .replace("\"", "&quot;");
    }

    String inHex() {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    /** Returns what a header of the form {@code Basic} has for a user with this password. */
    String inBasic() {
        return Base64.getEncoder().encodeToString(("gate:" + text).getBytes(UTF_8));
    }

    /** Returns pieces as short as tokens. */
    List<String> pieces() {
        return List.of(text.split("(?<=\\G.{3})"));
    }
}
