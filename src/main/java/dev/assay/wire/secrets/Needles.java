package dev.assay.wire.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in bytes in the forms in which software writes them: as they are, in base64 at any place (such as {@code user:password}), in hexadecimal digits,
 * and each of these escaped as in JSON, in an address, in XML or in HTML. A secret that was cut is found too, if at least half of it and at least
 * {@value #ENOUGH} bytes of it are there.
 */
final class Needles {
    /** The answer if more bytes are needed to know. */
    static final int MORE = -1;

    /** The fewest bytes of a part of a secret that are looked for. */
    private static final int ENOUGH = 12;

    private static final int HEX = 16;
    private static final byte[] ESCAPES = {'\\', '%', '&'};
    private static final Map<Character, List<String>> NAMED = Map.of(
            '&', List.of("amp;"),
            '<', List.of("lt;"),
            '>', List.of("gt;"),
            '"', List.of("quot;"),
            '\'', List.of("apos;"));

    /** The needles that can begin with a byte, by the byte; null: none. */
    private final byte[] @Nullable [][] byFirst = new byte[256][][];

    Needles(Collection<String> secrets) {
        var all = new ArrayList<byte[]>();
        for (var secret : secrets) {
            var bytes = secret.getBytes(UTF_8);
            all.add(bytes);
            all.add(HexFormat.of().formatHex(bytes).getBytes(UTF_8));
            all.add(HexFormat.of().withUpperCase().formatHex(bytes).getBytes(UTF_8));
            for (var before = 0; before < 3; before++) {
                var packed = packed(bytes, before);
                all.add(packed.getBytes(UTF_8));
                all.add(packed.replace('+', '-').replace('/', '_').getBytes(UTF_8));
            }
        }
        for (var needle : all) {
            add(needle[0], needle);
            for (var escape : ESCAPES) {
                if (escape != needle[0]) {
                    add(escape, needle);
                }
            }
        }
    }

    /** Returns the characters of base64 that depend on the secret alone, if so many bytes stand before it in its group of three. */
    private static String packed(byte[] secret, int before) {
        var bytes = new byte[before + secret.length];
        System.arraycopy(secret, 0, bytes, before, secret.length);
        return Base64.getEncoder().encodeToString(bytes).substring((8 * before + 5) / 6, 8 * bytes.length / 6);
    }

    private void add(byte first, byte[] needle) {
        var before = byFirst[first & 0xff];
        var more = before == null ? new byte[1][] : Arrays.copyOf(before, before.length + 1);
        more[more.length - 1] = needle;
        byFirst[first & 0xff] = more;
    }

    /**
     * Returns how many bytes a secret takes that begins at {@code from}; 0 if none does, {@link #MORE} if that depends on what follows.
     *
     * @param size how many of the bytes count
     * @param last whether nothing follows them
     */
    int match(byte[] bytes, int from, int size, boolean last) {
        var candidates = byFirst[bytes[from] & 0xff];
        if (candidates == null) {
            return 0;
        }
        var longest = 0;
        for (var needle : candidates) {
            var length = match(needle, bytes, from, size, last);
            if (length == MORE) {
                return MORE;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }

    private static int match(byte[] needle, byte[] bytes, int from, int size, boolean last) {
        var at = from;
        for (var done = 0; done < needle.length; done++) {
            var next = at < size ? after((char) (needle[done] & 0xff), bytes, at, size, last) : last ? 0 : MORE;
            if (next == MORE) {
                return MORE;
            }
            if (next == 0) {
                return done >= ENOUGH && 2 * done >= needle.length ? at - from : 0;
            }
            at = next;
        }
        return at - from;
    }

    /** Returns where the bytes go on after one character, however it is escaped; 0 if another character is there. */
    private static int after(char wanted, byte[] bytes, int at, int size, boolean last) {
        var escaped = switch (bytes[at]) {
            case '\\' -> afterBackslashes(wanted, bytes, at, size);
            case '%' -> numbered(wanted, bytes, at + 1, 2, size);
            case '&' -> entity(wanted, bytes, at + 1, size);
            default -> 0;
        };
        if (escaped > 0 || (escaped == MORE && !last)) {
            return escaped;
        }
        // A character that begins escapes may stand for itself.
        return bytes[at] == (byte) wanted ? at + 1 : 0;
    }

    /** Text in JSON may be quoted in JSON again, so there may be several backslashes. */
    private static int afterBackslashes(char wanted, byte[] bytes, int at, int size) {
        var end = at;
        while (end < size && bytes[end] == '\\') {
            end++;
        }
        if (end == size) {
            return MORE;
        }
        var number = bytes[end] == 'u' ? numbered(wanted, bytes, end + 1, 4, size) : 0;
        if (number != 0) {
            return number;
        }
        if (wanted == '\\') {
            return end;
        }
        return bytes[end] == (byte) wanted ? end + 1 : 0;
    }

    /** Returns the end of a number of so many hexadecimal digits, if it is that of the character; 0 if not. */
    private static int numbered(char wanted, byte[] bytes, int from, int digits, int size) {
        var value = 0;
        for (var i = from; i < from + digits; i++) {
            if (i >= size) {
                return MORE;
            }
            var digit = Character.digit(bytes[i], HEX);
            if (digit < 0) {
                return 0;
            }
            value = value * HEX + digit;
        }
        return value == wanted ? from + digits : 0;
    }

    private static int entity(char wanted, byte[] bytes, int from, int size) {
        for (var name : NAMED.getOrDefault(wanted, List.of())) {
            var end = starts(name, bytes, from, size);
            if (end != 0) {
                return end;
            }
        }
        var number = starts("#", bytes, from, size);
        if (number <= 0) {
            return number;
        }
        var hex = number < size && (bytes[number] == 'x' || bytes[number] == 'X');
        var value = 0;
        for (var i = hex ? number + 1 : number; i < size && i < number + 8; i++) {
            var digit = Character.digit(bytes[i], hex ? HEX : 10);
            if (digit < 0) {
                return bytes[i] == ';' && value == wanted ? i + 1 : 0;
            }
            value = value * (hex ? HEX : 10) + digit;
        }
        return number + 8 <= size ? 0 : MORE;
    }

    private static int starts(String name, byte[] bytes, int from, int size) {
        for (var i = 0; i < name.length(); i++) {
            if (from + i >= size) {
                return MORE;
            }
            if (bytes[from + i] != (byte) name.charAt(i)) {
                return 0;
            }
        }
        return from + name.length();
    }
}
