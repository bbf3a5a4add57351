package dev.assay.report.customer;

import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Location;
import dev.assay.input.Problems;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a summary that people write. The next generation keeps them byte for byte: a block is what stands between its two markers, which are comments in
 * the Markdown.
 *
 * @param texts what stands in each block, with its line ends
 */
public record KeptBlocks(Map<Name, String> texts) {
    private static final String OWNED = "<!-- assay:customer-summary/1 ";
    private static final Pattern MARKER = Pattern.compile("<!--\\s*assay:(begin|end)\\b[^\\n]*");
    private static final Pattern WHOLE = Pattern.compile("<!-- assay:(begin|end) ([a-z]+) -->\\r?");
    private static final Pattern SUM = Pattern.compile("<!-- assay:generated sha256=([0-9a-f]{64}) -->");

    /** The blocks, in the order of the page. */
    public enum Name {
        NOTES,
        REVIEW,
        NEXT;

        /** Returns the word in the markers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String begin() {
            return "<!-- assay:begin " + word() + " -->";
        }

        String end() {
            return "<!-- assay:end " + word() + " -->";
        }
    }

    public KeptBlocks {
        texts = Map.copyOf(texts);
    }

    /** Returns the blocks of a summary that does not exist yet. */
    public static KeptBlocks none() {
        return new KeptBlocks(Map.of());
    }

    /**
     * Reads the blocks of an earlier edition.
     *
     * @throws InputException if the file is no summary of this kind, a marker is damaged, or text outside of the blocks was changed; nothing was written then
     */
    public static KeptBlocks of(InputFile file) {
        var problems = new Problems();
        var text = file.text();
        if (!text.startsWith(OWNED)) {
            problems.add(
                    Location.startOf(file.name()),
                    "expected a customer summary that Assay wrote (its first line begins with '" + OWNED.strip()
                            + "'), found another text. It would be overwritten: give another file name, or move it away.");
            return problems.resolve(null);
        }
        var blocks = new EnumMap<Name, String>(Name.class);
        var found = MARKER.matcher(text);
        var position = 0;
        for (var name : Name.values()) {
            var begin = marker(found, text, position, file, "begin", name, problems);
            if (begin < 0) {
                return problems.resolve(null);
            }
            var end = marker(found, text, begin, file, "end", name, problems);
            if (end < 0) {
                return problems.resolve(null);
            }
            // The block begins after the line of its first marker and ends before that of its second.
            blocks.put(name, text.substring(begin, found.start()));
            position = end;
        }
        if (found.find(position)) {
            problems.add(
                    place(file.name(), text, found.start()),
                    "expected no further marker after the last block, found ["
                            + found.group().strip() + "]. Remove it, or write it in another form.");
        }
        if (problems.found().isEmpty() && isEdited(text, blocks)) {
            problems.add(
                    Location.startOf(file.name()),
                    "expected the text outside of the blocks as Assay wrote it, found it changed. The change would be lost: move it into a block"
                            + " (between its 'begin' and 'end' markers), or move the file away; then generate the summary again.");
        }
        return problems.resolve(new KeptBlocks(blocks));
    }

    /** Returns the position behind the line of the next marker; -1, with a problem, if it is not the expected one. */
    private static int marker(
            Matcher found, String text, int from, InputFile file, String kind, Name name, Problems problems) {
        var expected = "<!-- assay:" + kind + " " + name.word() + " -->";
        if (!found.find(from)) {
            problems.add(
                    place(file.name(), text, text.length()),
                    "expected the marker '" + expected
                            + "', found the end of the file. Put the marker back on a line of its own.");
            return -1;
        }
        var whole = WHOLE.matcher(found.group());
        var ofItsOwn = found.start() == 0 || text.charAt(found.start() - 1) == '\n';
        if (!whole.matches() || !ofItsOwn || !found.group().strip().equals(expected)) {
            problems.add(
                    place(file.name(), text, found.start()),
                    "expected the marker '" + expected + "' on a line of its own, found ["
                            + found.group().strip() + "]. Repair the marker.");
            return -1;
        }
        return Math.min(text.length(), found.end() + 1);
    }

    private static Location place(String file, String text, int position) {
        var line =
                (int) text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
        return new Location(file, line, position - (text.lastIndexOf('\n', position - 1) + 1) + 1);
    }

    /** The check sum is of the text without the blocks and without itself, with Unix line ends: a checkout may change line ends. */
    private static boolean isEdited(String text, Map<Name, String> blocks) {
        var sum = SUM.matcher(text);
        if (!sum.find()) {
            return true;
        }
        var rest = text.substring(0, sum.start());
        for (var name : Name.values()) {
            var begin = rest.indexOf(name.begin());
            var from = rest.indexOf('\n', begin) + 1;
            rest = rest.substring(0, from)
                    + rest.substring(from + blocks.getOrDefault(name, "").length());
        }
        return !sha256(rest).equals(sum.group(1)) || !text.substring(sum.end()).isBlank();
    }

    private static String sha256(String text) {
        try {
            var unix = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(unix));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns a page that was generated with empty blocks, with its check sum and with these blocks. */
    String into(String generated) {
        var page = generated + "<!-- assay:generated sha256=" + sha256(generated) + " -->\n";
        for (var name : Name.values()) {
            var text = texts.get(name);
            if (text != null) {
                page = page.replace(name.begin() + "\n" + name.end(), name.begin() + "\n" + text + name.end());
            } else {
                page = page.replace(name.begin() + "\n" + name.end(), name.begin() + "\n\n" + name.end());
            }
        }
        return page;
    }

    /** Returns the first line of every summary. */
    static String head(Audience audience) {
        return OWNED + "audience=" + audience.word() + " -->";
    }
}
