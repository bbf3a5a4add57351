package dev.assay.report.customer;

import dev.assay.input.SecretText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Leaves out of a text what customers must not see: addresses, names of hosts and users, and the folders of paths. A text that only looks like an address is
 * left out too: a missing word does less harm than a published one.
 *
 * @param names names of hosts and users that are left out wherever they stand as a word
 */
record Redaction(Set<String> names) {
    /** What stands in place of what is left out. */
    static final String LEFT_OUT = SecretText.HIDDEN;

    private static final int SHORTEST_NAME = 3;
    /** Names that say nothing about anybody. */
    private static final Set<String> COMMON = Set.of(
            "localhost",
            "root",
            "user",
            "users",
            "home",
            "data",
            "model",
            "models",
            "test",
            "vllm",
            "sglang",
            "assay",
            "gpu",
            "none",
            "default",
            "server",
            "host",
            "ubuntu",
            "admin",
            "the");

    private static final Pattern URL = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,20}://[^\\s\"'<>,;)\\]]+");
    /** {@code user@host} too, but not the digest of an image. */
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@(?!sha\\d)[\\w-]+(?:\\.[\\w-]+)*");

    private static final Pattern IPV4 =
            Pattern.compile("(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?(?!\\w|\\.\\w)");
    /** A cloud's name of a machine, which has its address. */
    private static final Pattern DASHED = Pattern.compile("(?i)\\bip(?:-\\d{1,3}){4}(?![\\w-])");

    private static final Pattern IPV6 = Pattern.compile(
            "\\[?(?<![\\w:])(?:(?:H:){4,7}H|(?:H(?::H){0,6})?::(?:H(?::H){0,6})?)(?:%\\w+)?\\]?(?::\\d{1,5})?(?![\\w:])"
                    .replace("H", "[0-9a-fA-F]{1,4}"));
    private static final Pattern HOST = Pattern.compile(
            "(?i)(?<![\\w.-])(?:[a-z0-9_-]+\\.)+(?:localdomain|local|internal|lan|corp|intranet|intra|private|svc|home|lab|example|test|invalid"
                    + "|com|net|org|io|dev|edu|gov|mil|cloud|app|tech|xyz|info|biz|site|systems|network"
                    + "|ai|at|au|be|br|ca|ch|cn|cz|de|dk|es|eu|fi|fr|hk|ie|il|in|it|jp|kr|mx|nl|no|pl|ru|se|sg|tr|tw|uk|us|za)"
                    + "(?::\\d{1,5})?(?![\\w-])");
    /** A registry of images may have any name: it has a dot and stands before a port or the first slash. */
    private static final Pattern REGISTRY = Pattern.compile(
            "(?i)(?<![\\w./\\\\-])(?:[a-z0-9_-]+\\.)+[a-z]{2,}(?::\\d{2,5}(?!\\w)|(?=/[\\w.-]+/)|(?=/[\\w.-]+[:@]))");

    private static final Pattern PORT =
            Pattern.compile("(?<![\\w.-])(?:localhost|[A-Za-z][\\w-]*(?=:\\d{2,5}\\b))(?::\\d{2,5})?\\b");
    /** A name in a path may begin with any letter; after a letter of Chinese such a slash stands between two words. */
    private static final Pattern PATH = Pattern.compile(
            "(?:(?<![\\w.…])(?:~|[A-Za-z]:|\\.{1,2})?[/\\\\](?=[\\w.~@%+-])|(?<![\\p{L}\\p{N}_.…])[/\\\\](?=\\p{L}))SEGMENT(?:[/\\\\](?=[\\p{L}\\p{N}_.~@%+-])SEGMENT)*[/\\\\]?"
                    .replace("SEGMENT", "[^\\s\"'/\\\\,;:()\\[\\]{}=，；：（）]+"));
    /** A home directory whose user has a name of several words. */
    private static final Pattern SPACED_HOME = Pattern.compile(
            "(?i)(?:/home|/users|[a-z]:[\\\\/]users)[/\\\\][^\\s\"'/\\\\,;:]+(?: \\p{L}[^\\s\"'/\\\\,;:]*){1,3}[/\\\\]");

    private static final Pattern HOME = Pattern.compile(
            "(?i)(?:/home|/users|[a-z]:\\\\users|[a-z]:/users|/export/home|/var/home)[/\\\\]([^\\s\"'/\\\\,;:]+)");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,20}://(?:[^@\\s/]*@)?\\[?([\\w.-]+)");

    /** Returns the redaction of texts in which these texts may be quoted: the hosts of their addresses and the users of their paths are left out everywhere. */
    static Redaction of(Collection<String> quoted, Collection<String> names) {
        var all = new LinkedHashSet<>(names);
        for (var text : quoted) {
            HOME.matcher(text).results().map(found -> found.group(1)).forEach(all::add);
            AUTHORITY.matcher(text).results().map(found -> found.group(1)).forEach(host -> {
                all.add(host);
                all.add(host.replaceFirst("\\..*", ""));
            });
        }
        return new Redaction(all.stream()
                .filter(name -> name.length() >= SHORTEST_NAME && !name.matches("[\\d.]+"))
                .filter(name -> !COMMON.contains(name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** Returns the text without what customers must not see. Of a path only its last part is left, and of a home directory nothing. */
    String of(String text) {
        var left = URL.matcher(text).replaceAll(LEFT_OUT);
        left = MAIL.matcher(left).replaceAll(LEFT_OUT);
        left = SecretText.hiddenIn(left);
        left = IPV4.matcher(left).replaceAll(LEFT_OUT);
        left = DASHED.matcher(left).replaceAll(LEFT_OUT);
        left = IPV6.matcher(left).replaceAll(LEFT_OUT);
        left = SPACED_HOME.matcher(left).replaceAll("~/");
        left = REGISTRY.matcher(left).replaceAll(LEFT_OUT);
        left = PATH.matcher(left).replaceAll(found -> Matcher.quoteReplacement(last(found.group())));
        left = HOST.matcher(left).replaceAll(LEFT_OUT);
        left = PORT.matcher(left).replaceAll(LEFT_OUT);
        for (var name : longestFirst()) {
            left = Pattern.compile(
                            "(?<![A-Za-z0-9])" + Pattern.quote(name) + "(?![A-Za-z0-9])", Pattern.CASE_INSENSITIVE)
                    .matcher(left)
                    .replaceAll(LEFT_OUT);
        }
        return left;
    }

    /** Returns whether a text has something that customers must not see. */
    boolean touches(String text) {
        return !of(text).equals(text);
    }

    private List<String> longestFirst() {
        return names.stream()
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }

    private static String last(String path) {
        var home = HOME.matcher(path);
        var isHome = path.matches("/root/?") || (home.find() && home.end() >= path.length() - 1);
        var end = path.replaceAll("[/\\\\]+$", "");
        var name = end.substring(Math.max(end.lastIndexOf('/'), end.lastIndexOf('\\')) + 1);
        return isHome || name.isEmpty() ? LEFT_OUT : name;
    }
}
