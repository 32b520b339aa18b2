package io.crosswalk.source.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names that MSH-18 uses for character sets: HL7 table 0211, and what vendors write instead.
 *
 * <p>Names are compared without case, blanks and punctuation, so {@code 8859/1}, {@code ISO-8859-1} and
 * {@code ISO8859_1} are one name.
 */
final class CharacterSets {

    /** What a byte above 127 means in "ASCII" and "ISO 8859-1" in practice: windows-1252 is the superset in use. */
    static final Charset WESTERN = Charset.forName("windows-1252");

    /** ASCII and the Japanese sets side by side, switched by escape sequences (ISO 2022). */
    static final Charset ISO_2022 = firstOf("ISO-2022-JP-2", "ISO-2022-JP");

    /** ASCII and Korean side by side, switched by SO and SI after an announcement in the text (RFC 1557). */
    static final Charset ISO_2022_KR = firstOf("ISO-2022-KR", "x-windows-949");

    /** What MSH-18 calls Korean (KS X 1001), in bytes above 127. */
    static final Charset KOREAN = firstOf("x-windows-949", "EUC-KR");

    private static final int LONGEST_NAME = 40;

    private static final Map<String, Charset> NAMES = Map.ofEntries(
            Map.entry("ASCII", StandardCharsets.US_ASCII),
            Map.entry("USASCII", StandardCharsets.US_ASCII),
            Map.entry("ANSI", WESTERN),
            Map.entry("ISOIR6", StandardCharsets.US_ASCII),
            Map.entry("ISO646", StandardCharsets.US_ASCII),
            Map.entry("ISOIR100", StandardCharsets.ISO_8859_1),
            Map.entry("LATIN1", StandardCharsets.ISO_8859_1),
            Map.entry("UNICODE", StandardCharsets.UTF_8),
            Map.entry("UNICODEUTF8", StandardCharsets.UTF_8),
            Map.entry("UTF8", StandardCharsets.UTF_8),
            Map.entry("ISOIR192", StandardCharsets.UTF_8),
            Map.entry("UNICODEUTF16", StandardCharsets.UTF_16),
            Map.entry("UTF16", StandardCharsets.UTF_16),
            Map.entry("UNICODEUTF32", Charset.forName("UTF-32")),
            Map.entry("UTF32", Charset.forName("UTF-32")),
            Map.entry("ISOIR14", ISO_2022),
            Map.entry("ISOIR87", ISO_2022),
            Map.entry("ISOIR159", ISO_2022),
            Map.entry("GB180302000", firstOf("GB18030")),
            Map.entry("GB2312", firstOf("GB18030")),
            Map.entry("GBK", firstOf("GB18030")),
            Map.entry("KSX1001", KOREAN),
            Map.entry("CNS116431992", firstOf("x-EUC-TW", "Big5")),
            Map.entry("BIG5", firstOf("Big5")),
            Map.entry("SHIFTJIS", firstOf("windows-31j", "Shift_JIS")),
            Map.entry("SJIS", firstOf("windows-31j", "Shift_JIS")),
            Map.entry("CP1252", WESTERN));

    /** A sender uses one name for ever, and Java searches long for a name that it does not know. */
    private static final Map<String, Optional<Charset>> FOUND = new ConcurrentHashMap<>();

    private static final int MOST_FOUND = 256;

    private CharacterSets() {}

    /** The set that the first repetition of MSH-18 names; empty when the name is not known. */
    static Optional<Charset> named(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        Optional<Charset> found = FOUND.get(name);
        if (found == null) {
            found = find(name);
            if (FOUND.size() < MOST_FOUND) {
                FOUND.put(name, found);
            }
        }
        return found;
    }

    private static Optional<Charset> find(String name) {
        String plain = plain(name);
        Charset known = NAMES.get(plain);
        if (known != null) {
            return Optional.of(known);
        }
        if (plain.startsWith("8859") || plain.startsWith("ISO8859") || plain.startsWith("ISOIEC8859")) {
            return javaName("ISO-8859-" + plain.substring(plain.indexOf("8859") + 4));
        }
        return javaName(name.strip());
    }

    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static Optional<Charset> javaName(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static Charset firstOf(String... names) {
        for (String name : names) {
            if (Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return StandardCharsets.UTF_8;
    }
}
