package dev.assay.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.input.InputBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    private static final Pattern PACKED = Pattern.compile("[A-Za-z0-9+/_-]{40,}={0,2}");
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\u([0-9a-fA-F]{4})|\\\\([^A-Za-z0-9])|%([0-9a-fA-F]{2})|&#x([0-9a-fA-F]{1,4});|&#([0-9]{1,5});|&(amp|lt|gt|quot|apos);|(\u200b)");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");
    /** The name of a text in JSON, and where the text begins. */
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"");

    private static final SecretSearch ALL = new SecretSearch(List.of(Secret.values()));

    /** What to look for, by its first characters. */
    private final Map<Long, List<Needle>> needles = new HashMap<>();
    /** Which two characters end the first ones of something to look for; most do not. */
    private final BitSet ends = new BitSet(1 << 16);

    /** The SHA-256 of bytes in which nothing was found: each page of a run has the same library. */
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
        ends.set((int) head & 0xffff);
        needles.computeIfAbsent(head, key -> new ArrayList<>()).add(new Needle(secret, form, text));
    }

    private static long head(String text) {
        var head = 0L;
        for (var i = 0; i < BLOCK; i++) {
            head = (head << 8) | (text.charAt(i) & 0xff);
        }
        return head;
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
        PACKED.matcher(text)
                .results()
                .map(each -> unpacked(each.group()))
                .filter(each -> starts(each, 0x1f, 0x8b))
                .forEach(each -> look(name, each, found));
        for (var round = 0; round < ROUNDS; round++) {
            find(name, text, "", found);
            find(name, joined(text), " and divided", found);
            var plain = plain(round == 0 ? new String(bytes, UTF_8) : text);
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
            if (!ends.get((int) head & 0xffff)) {
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
        return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    private static String character(MatchResult escape) {
        var digits =
                Stream.of(1, 3, 4).map(escape::group).filter(Objects::nonNull).findFirst();
        if (digits.isPresent()) {
            return Character.toString(Integer.parseInt(digits.get(), 16));
        }
        if (escape.group(5) != null) {
            return Character.toString(Integer.parseInt(escape.group(5)));
        }
        return escape.group(2) != null ? escape.group(2) : NAMED.getOrDefault(String.valueOf(escape.group(6)), "");
    }

    /** Returns the texts of all members of JSON, those of one name behind each other. */
    private static String joined(String text) {
        var byName = new LinkedHashMap<String, StringBuilder>();
        MEMBER.matcher(text)
                .results()
                .forEach(member -> byName.computeIfAbsent(member.group(1), key -> new StringBuilder())
                        .append(plain(text.substring(member.end(), end(text, member.end())))));
        return String.join("\n", byName.values());
    }

    /** Returns where a text in JSON ends. */
    private static int end(String text, int from) {
        var end = from;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, text.length());
    }

    private static byte[] unpacked(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] unzipped(byte[] bytes) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
