package io.crosswalk.source.hl7v2;

import io.crosswalk.message.Issue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The characters of a message and the set that its bytes are in.
 *
 * <p>A byte order mark decides first, then MSH-18, then the bytes themselves. Bytes contradict MSH-18 often enough
 * (senders declare a set once and for all, and then switch the system behind it), so the declaration holds only as long
 * as the bytes can be read by it: bytes that are no UTF-8 are read as windows-1252, and bytes above 127 that form
 * valid UTF-8 throughout are not taken for Western European ones, which they cannot be by accident.
 *
 * @param text all characters from the first byte on, without a byte order mark
 * @param charset the set the bytes were read by, also of {@code \Xhh\} escapes
 * @param issues what was assumed
 */
record MessageText(String text, Charset charset, List<Issue> issues) {

    private static final char REPLACEMENT = '\ufffd';
    private static final String PLACE = "MSH-18";

    /** Reads the bytes. Never fails. */
    static MessageText of(byte[] bytes) {
        Optional<Charset> marked = byteOrderMark(bytes);
        if (marked.isPresent()) {
            return new MessageText(withoutMark(new String(bytes, marked.get())), marked.get(), List.of());
        }
        return declared(bytes, new RawHeader(bytes).field(18));
    }

    private static MessageText declared(byte[] bytes, String msh18) {
        String name = beforeAlternates(msh18);
        Optional<Charset> switched = switched(msh18, bytes);
        Optional<Charset> known = switched.isPresent() ? switched : CharacterSets.named(name);
        if (name.isBlank() && switched.isEmpty()) {
            return byValidity(bytes, "MSH-18 names no character set");
        }
        if (known.isEmpty()) {
            MessageText guessed = byValidity(bytes, "MSH-18 names an unknown character set");
            return guessed.issues().isEmpty()
                    ? guessed.with(
                            warning("charset-unknown", "MSH-18 names an unknown character set; the message is ASCII"))
                    : guessed;
        }
        return bySet(bytes, known.get());
    }

    private static MessageText bySet(byte[] bytes, Charset charset) {
        if (charset == StandardCharsets.UTF_8 || charset == StandardCharsets.US_ASCII) {
            return byValidity(bytes, "the bytes are not " + charset.name() + " as MSH-18 says", charset);
        }
        if (isWestern(charset)) {
            return western(bytes, charset);
        }
        String text = new String(bytes, charset);
        if (text.indexOf(REPLACEMENT) < 0) {
            return new MessageText(text, charset, List.of());
        }
        return new MessageText(
                text,
                charset,
                List.of(warning(
                        "charset-bytes", "some bytes are no characters of " + charset.name() + " and were replaced")));
    }

    private static MessageText western(byte[] bytes, Charset charset) {
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        if (isAscii(bytes, utf8)) {
            return new MessageText(utf8, charset, List.of());
        }
        if (utf8.indexOf(REPLACEMENT) < 0) {
            return new MessageText(
                    utf8,
                    StandardCharsets.UTF_8,
                    List.of(warning(
                            "charset-contradicted",
                            "MSH-18 says " + charset.name() + " but all bytes above 127 form UTF-8; read as UTF-8")));
        }
        Charset superset = charset == StandardCharsets.ISO_8859_1 && hasC1(bytes) ? CharacterSets.WESTERN : charset;
        return new MessageText(new String(bytes, superset), superset, List.of());
    }

    private static MessageText byValidity(byte[] bytes, String why) {
        return byValidity(bytes, why, StandardCharsets.US_ASCII);
    }

    private static MessageText byValidity(byte[] bytes, String why, Charset expected) {
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        if (isAscii(bytes, utf8)) {
            return new MessageText(utf8, StandardCharsets.UTF_8, List.of());
        }
        if (isValidUtf8(bytes, utf8)) {
            return new MessageText(
                    utf8,
                    StandardCharsets.UTF_8,
                    expected == StandardCharsets.UTF_8
                            ? List.of()
                            : List.of(warning("charset-assumed", why + "; they form UTF-8 and are read so")));
        }
        return new MessageText(
                new String(bytes, CharacterSets.WESTERN),
                CharacterSets.WESTERN,
                List.of(warning("charset-assumed", why + "; they are not UTF-8 and are read as windows-1252")));
    }

    private static boolean isValidUtf8(byte[] bytes, String decoded) {
        if (decoded.indexOf(REPLACEMENT) < 0) {
            return true;
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** In UTF-8 any character beyond ASCII takes several bytes. The decoder is quicker than a loop over the bytes. */
    private static boolean isAscii(byte[] bytes, String utf8) {
        return utf8.length() == bytes.length && utf8.indexOf(REPLACEMENT) < 0;
    }

    private static boolean isWestern(Charset charset) {
        return charset == StandardCharsets.ISO_8859_1
                || charset.equals(CharacterSets.WESTERN)
                || charset.name().equals("ISO-8859-15");
    }

    private static boolean hasC1(byte[] bytes) {
        for (byte b : bytes) {
            if (b < -96) {
                return true;
            }
        }
        return false;
    }

    /** MSH-18 repeats: the first set is the default, the others may be switched to by ISO 2022 escape sequences. */
    private static Optional<Charset> switched(String msh18, byte[] bytes) {
        if (msh18.indexOf('~') < 0) {
            return Optional.empty();
        }
        int escape = indexOf(bytes, (byte) 0x1b);
        for (String alternate : escape < 0 ? new String[0] : msh18.split("~")) {
            Charset charset = CharacterSets.named(alternate).orElse(StandardCharsets.US_ASCII);
            if (charset.equals(CharacterSets.ISO_2022)) {
                return Optional.of(charset);
            }
            if (charset.equals(CharacterSets.KOREAN) && announcesKorean(bytes, escape)) {
                return Optional.of(CharacterSets.ISO_2022_KR);
            }
        }
        return Optional.empty();
    }

    private static boolean announcesKorean(byte[] bytes, int at) {
        return at + 3 < bytes.length && bytes[at + 1] == '$' && bytes[at + 2] == ')' && bytes[at + 3] == 'C';
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static String beforeAlternates(String msh18) {
        int end = msh18.indexOf('~');
        return end < 0 ? msh18 : msh18.substring(0, end);
    }

    private static Optional<Charset> byteOrderMark(byte[] bytes) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 'M', 0, 'S', 0)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0, 'M', 0, 'S')) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == '\ufeff' ? text.substring(1) : text;
    }

    private MessageText with(Issue issue) {
        return new MessageText(text, charset, List.of(issue));
    }

    private static Issue warning(String code, String reason) {
        return Issue.warning(code, PLACE, "", reason);
    }

    /** Names no character. */
    @Override
    public String toString() {
        return "MessageText[" + text.length() + " characters, " + charset + "]";
    }
}
