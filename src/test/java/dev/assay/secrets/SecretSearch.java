package dev.assay.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.input.InputBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * Looks for secrets in bytes: as they are, in parts of at least {@value #ENOUGH} characters, escaped as in JSON, XML, HTML, Markdown and addresses, in hexadecimal
 * numbers, in base64 at any place, divided over the texts of a stream, and all of this in gzip, in zip and in base64.
 */
final class SecretSearch {
    /** So many characters of a secret are a leak. */
    static final int ENOUGH = 15;
    /** Each part of that length has a block of this one. */
    private static final int BLOCK = 8;

    private static final int ROUNDS = 3;
    /** So many characters has a reference at most, such as that of a space without width. */
    private static final int LONGEST_REFERENCE = 8;
    /** How gzip begins in base64. */
    private static final String PACKED = "H4sI";

    private static final Map<String, String> NAMED =
            Map.of("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", "\"", "&apos;", "'");
    /** A space without width is three bytes of UTF-8, each of which is a character here. */
    private static final String NO_SPACE = "\u00e2\u0080\u008b";

    private static final SecretSearch ALL = new SecretSearch(List.of(Secret.values()));

    /** What to look for, by its first characters. */
    private final Map<Long, List<Needle>> needles = new HashMap<>();
    /** Which two characters end the first ones of something to look for; most do not. */
    private final boolean[] ends = new boolean[1 << 16];

    /** The SHA-256 of bytes in which nothing was found, and of what was there before: each page of a run has the same library. */
    private final Set<String> clean = ConcurrentHashMap.newKeySet();

    private record Needle(Secret secret, String form, String text) {}

    SecretSearch(List<Secret> secrets) {
        for (var secret : secrets) {
            for (var from = 0; from + BLOCK <= secret.text().length(); from += BLOCK) {
                var block = secret.text().substring(from, from + BLOCK);
                add(secret, "as it is", block);
                add(secret, "in hexadecimal numbers", HexFormat.of().formatHex(block.getBytes(UTF_8)));
                for (var before = 0; before < 3; before++) {
                    var packed = packed(block, before);
                    add(secret, "in base64", packed);
                    add(secret, "in base64", packed.replace('+', '-').replace('/', '_'));
                }
            }
        }
    }

    /** Returns the characters of base64 that depend on the block alone, if so many bytes stand before it in its group of three. */
    private static String packed(String block, int before) {
        var encoded = Base64.getEncoder().encodeToString(("\0".repeat(before) + block).getBytes(UTF_8));
        return encoded.substring((8 * before + 5) / 6, 8 * (before + block.length()) / 6);
    }

    private void add(Secret secret, String form, String text) {
        var head = head(text);
        ends[(int) head & 0xffff] = true;
        needles.computeIfAbsent(head, key -> new ArrayList<>()).add(new Needle(secret, form, text));
    }

    private static long head(String text) {
        var head = 0L;
        for (var i = 0; i < BLOCK; i++) {
            head = (head << 8) | (text.charAt(i) & 0xff);
        }
        return head;
    }

    /** Takes each entry of a zip that is there before the gate begins for searched: a file with the same bytes is a copy of it. */
    void takeForSearched(Path zip) {
        entries(bytes(zip)).values().forEach(entry -> clean.add(InputBytes.sha256(entry)));
    }

    /** Returns what was found in all files below a folder, each as {@code FILE has SECRET, FORM}. */
    List<String> in(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().parallelStream()
                    .flatMap(file -> in(folder.relativize(file).toString(), bytes(file)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what was found in some bytes. */
    List<String> in(String name, byte[] bytes) {
        var found = new TreeSet<String>();
        look(name, bytes, found);
        return List.copyOf(found);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look(String name, byte[] bytes, Set<String> found) {
        var hash = InputBytes.sha256(bytes);
        if (clean.contains(hash)) {
            return;
        }
        var inside = new TreeSet<String>();
        lookInside(name, bytes, inside);
        if (inside.isEmpty()) {
            clean.add(hash);
        }
        found.addAll(inside);
    }

    private void lookInside(String name, byte[] bytes, Set<String> found) {
        if (starts(bytes, 0x1f, 0x8b)) {
            look(name, unzipped(bytes), found);
            return;
        }
        if (starts(bytes, 'P', 'K', 3, 4)) {
            entries(bytes).forEach((entry, content) -> look(name + "!" + entry, content, found));
            return;
        }
        var text = new String(bytes, ISO_8859_1);
        for (var at = text.indexOf(PACKED); at >= 0; at = text.indexOf(PACKED, at + 1)) {
            look(name, unzipped(unpacked(text, at)), found);
        }
        for (var round = 0; round < ROUNDS; round++) {
            find(name, text, "", found);
            find(name, joined(text), " and divided", found);
            var plain = plain(text);
            if (plain.equals(text)) {
                return;
            }
            text = plain;
        }
    }

    private void find(String name, String text, String how, Set<String> found) {
        var head = 0L;
        for (var i = 0; i < text.length(); i++) {
            head = (head << 8) | (text.charAt(i) & 0xff);
            if (!ends[(int) head & 0xffff]) {
                continue;
            }
            for (var needle : needles.getOrDefault(head, List.of())) {
                var what = name + " has " + needle.secret + ", " + needle.form;
                if (text.startsWith(needle.text, i - BLOCK + 1) && !found.contains(what)) {
                    found.add(what + how);
                }
            }
        }
    }

    /** Returns the text with each escape replaced by what it stands for. */
    private static String plain(String text) {
        var plain = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); ) {
            var length = escape(text, at, plain);
            if (length == 0) {
                plain.append(text.charAt(at));
            }
            at += Math.max(length, 1);
        }
        return plain.toString();
    }

    /** Appends what an escape stands for, and returns its length; 0: there is none. */
    private static int escape(String text, int at, StringBuilder plain) {
        return switch (text.charAt(at)) {
            case '\\' -> backslash(text, at, plain);
            case '%' -> digits(text, at + 1, at + 3, 16, plain) ? 3 : 0;
            case '&' -> reference(text, at, plain);
            case '\u200b' -> 1;
            case '\u00e2' -> text.startsWith(NO_SPACE, at) ? NO_SPACE.length() : 0;
            default -> 0;
        };
    }

    private static int backslash(String text, int at, StringBuilder plain) {
        if (text.startsWith("u", at + 1) && digits(text, at + 2, at + 6, 16, plain)) {
            return 6;
        }
        if (at + 1 == text.length() || (isWord(text.charAt(at + 1)) && text.charAt(at + 1) != '_')) {
            return 0;
        }
        plain.append(text.charAt(at + 1));
        return 2;
    }

    private static int reference(String text, int at, StringBuilder plain) {
        var end = text.indexOf(';', at, Math.min(at + LONGEST_REFERENCE, text.length()));
        if (end < 0) {
            return 0;
        }
        var named = NAMED.get(text.substring(at, end + 1));
        if (named != null) {
            plain.append(named);
            return end + 1 - at;
        }
        var hexadecimal = text.startsWith("&#x", at);
        var found = text.startsWith("&#", at)
                && digits(text, hexadecimal ? at + 3 : at + 2, end, hexadecimal ? 16 : 10, plain);
        return found ? end + 1 - at : 0;
    }

    /** Appends the character with a number, if all characters between two places are its digits. */
    private static boolean digits(String text, int from, int to, int radix, StringBuilder plain) {
        if (from >= to || to > text.length()) {
            return false;
        }
        var number = 0;
        for (var at = from; at < to; at++) {
            var digit = Character.digit(text.charAt(at), radix);
            if (digit < 0) {
                return false;
            }
            number = number * radix + digit;
        }
        plain.appendCodePoint(number);
        return true;
    }

    private static boolean isWord(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_';
    }

    /** Returns the texts of all members of JSON, those of one name behind each other. */
    private static String joined(String text) {
        var byName = new LinkedHashMap<String, StringBuilder>();
        for (var colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            var name = nameBefore(text, colon);
            var from = colon + 1;
            while (from < text.length() && isSpace(text.charAt(from))) {
                from++;
            }
            if (!name.isEmpty() && text.startsWith("\"", from)) {
                byName.computeIfAbsent(name, key -> new StringBuilder())
                        .append(plain(text.substring(from + 1, end(text, from + 1))));
            }
        }
        return String.join("\n", byName.values());
    }

    /** Returns the word in quotation marks before a colon; empty if there is none. */
    private static String nameBefore(String text, int colon) {
        var end = colon - 1;
        while (end >= 0 && isSpace(text.charAt(end))) {
            end--;
        }
        if (end < 0 || text.charAt(end) != '"') {
            return "";
        }
        var from = end;
        while (from > 0 && isWord(text.charAt(from - 1))) {
            from--;
        }
        return from > 0 && text.charAt(from - 1) == '"' ? text.substring(from, end) : "";
    }

    private static boolean isSpace(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    /** Returns where a text in JSON ends. */
    private static int end(String text, int from) {
        var end = from;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, text.length());
    }

    /** Returns the bytes that stand in base64 from a place on. */
    private static byte[] unpacked(String text, int from) {
        var to = from;
        while (to < text.length() && (isWord(text.charAt(to)) || "+/-".indexOf(text.charAt(to)) >= 0)) {
            to++;
        }
        // One character alone is no byte.
        var length = (to - from) % 4 == 1 ? to - from - 1 : to - from;
        return Base64.getDecoder()
                .decode(text.substring(from, from + length).replace('-', '+').replace('_', '/'));
    }

    /** Returns what can be unpacked: behind the beginning of gzip may stand something else. */
    private static byte[] unzipped(byte[] bytes) {
        var unzipped = new ByteArrayOutputStream();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var part = new byte[1 << 13];
            for (var count = in.read(part); count >= 0; count = in.read(part)) {
                unzipped.write(part, 0, count);
            }
        } catch (IOException e) {
            return unzipped.toByteArray();
        }
        return unzipped.toByteArray();
    }

    private static Map<String, byte[]> entries(byte[] bytes) {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static boolean starts(byte[] bytes, int... with) {
        return bytes.length >= with.length
                && IntStream.range(0, with.length).allMatch(i -> (bytes[i] & 0xff) == with[i]);
    }

    /** The search for all secrets. */
    static SecretSearch ofAll() {
        return ALL;
    }
}
