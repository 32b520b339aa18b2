package io.crosswalk.source.cda;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of a document in UTF-8, from whatever it was written in: the byte order mark decides, else the XML
 * declaration, else UTF-8 (XML 1.0, appendix F). What contradicts itself is refused.
 *
 * @param bytes UTF-8, all of it legal XML characters or ASCII control characters; the body itself when it was UTF-8
 * @param from where the document's markup starts, behind byte order mark and XML declaration
 * @param charset what the body is written in
 * @param mark how many bytes of the body are a byte order mark
 */
record XmlBytes(byte[] bytes, int from, Charset charset, int mark) {

    private static final int LONGEST_DECLARATION = 400;

    private static final Pattern DECLARATION =
            Pattern.compile("<\\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:\"1\\.[0-9]+\"|'1\\.[0-9]+')"
                    + "(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:\"([A-Za-z][A-Za-z0-9._-]*)\"|'([A-Za-z][A-Za-z0-9._-]*)'))?"
                    + "(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:\"(?:yes|no)\"|'(?:yes|no)'))?[ \t\r\n]*\\?>");

    /** Sets in which each byte below 128 that starts a character is ASCII, so that the declaration can be read. */
    private static final Pattern KNOWN = Pattern.compile(
            "ISO-8859-[0-9]+|WINDOWS-125[0-8]|WINDOWS-31J|SHIFT_JIS|EUC-JP|EUC-KR|GB2312|GBK|GB18030|BIG5|KOI8-[RU]|TIS-620");

    /** Whether positions in it are those of the body. */
    boolean isBody() {
        return charset == StandardCharsets.UTF_8 || charset == StandardCharsets.US_ASCII;
    }

    /** @throws XmlFault when the bytes are in no encoding that is read, or not in the one that they claim */
    static XmlBytes of(byte[] body) {
        int first = unsigned(body, 0);
        int second = unsigned(body, 1);
        if (first == 0xef && second == 0xbb && unsigned(body, 2) == 0xbf) {
            return asUtf8(body, 3, true);
        }
        boolean fourBytes = unsigned(body, 2) == 0 && unsigned(body, 3) == 0;
        if (first == 0xff && second == 0xfe && !fourBytes) {
            return wide(body, 2, StandardCharsets.UTF_16LE);
        }
        if (first == 0xfe && second == 0xff) {
            return wide(body, 2, StandardCharsets.UTF_16BE);
        }
        if (first == '<' && second == 0 && unsigned(body, 2) != 0) {
            return wide(body, 0, StandardCharsets.UTF_16LE);
        }
        if (first == 0 && second == '<') {
            return wide(body, 0, StandardCharsets.UTF_16BE);
        }
        if (first == 0 && second == 0 || (first == 0xff || first == '<') && fourBytes) {
            throw fault(0, "the document is in UTF-32, which is not read");
        }
        if (first == 0x4c && second == 0x6f && unsigned(body, 2) == 0xa7) {
            throw fault(0, "the document is in EBCDIC, which is not read");
        }
        return asUtf8(body, 0, false);
    }

    private static int unsigned(byte[] body, int at) {
        return at < body.length ? body[at] & 0xff : -1;
    }

    private static XmlFault fault(int offset, String reason) {
        return new XmlFault("xml-encoding", offset, reason);
    }

    private static XmlBytes asUtf8(byte[] body, int mark, boolean marked) {
        int declared = body.length;
        String name = "UTF-8";
        if (startsDeclaration(body, mark)) {
            Matcher declaration = declaration(body, mark);
            declared = mark + declaration.end();
            name = encodingOf(declaration);
        } else {
            declared = mark;
        }
        switch (name) {
            case "UTF-8", "UTF8" -> {
                Utf8.check(body, mark);
                return new XmlBytes(body, declared, StandardCharsets.UTF_8, mark);
            }
            case "US-ASCII", "ASCII" -> {
                checkAscii(body, mark);
                return new XmlBytes(body, declared, StandardCharsets.US_ASCII, mark);
            }
            default -> {
                if (marked || !KNOWN.matcher(name).matches() || !Charset.isSupported(name)) {
                    throw fault(
                            0,
                            "the document declares the encoding " + name + ", but "
                                    + (marked
                                            ? "starts with the mark of UTF-8"
                                            : name.startsWith("UTF-16")
                                                            || name.startsWith("UTF-32")
                                                            || name.startsWith("UCS")
                                                    ? "is written in single bytes"
                                                    : "that is not read"));
                }
                return transcoded(body, 0, Charset.forName(name), declared);
            }
        }
    }

    private static boolean startsDeclaration(byte[] bytes, int from) {
        return Xml.isAt(bytes, from, bytes.length, "<?xml")
                && from + 5 < bytes.length
                && XmlCharacters.isBlank(bytes[from + 5]);
    }

    private static Matcher declaration(byte[] bytes, int from) {
        int length = Math.min(LONGEST_DECLARATION, bytes.length - from);
        Matcher declaration = DECLARATION.matcher(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
        if (!declaration.lookingAt()) {
            throw XmlFault.notWellFormed(from, "the XML declaration is not right");
        }
        return declaration;
    }

    private static String encodingOf(Matcher declaration) {
        String name = declaration.group(1) == null ? declaration.group(2) : declaration.group(1);
        return name == null ? "UTF-8" : name.toUpperCase(Locale.ROOT);
    }

    private static void checkAscii(byte[] body, int from) {
        for (int i = from; i < body.length; i++) {
            if (body[i] < 0) {
                throw fault(i, "the document declares ASCII, but has a byte above 127");
            }
        }
    }

    private static XmlBytes wide(byte[] body, int mark, Charset charset) {
        byte[] bytes = decoded(body, mark, charset);
        if (!startsDeclaration(bytes, 0)) {
            return new XmlBytes(bytes, 0, charset, mark);
        }
        Matcher declaration = declaration(bytes, 0);
        String name = declaration.group(1) == null && declaration.group(2) == null ? "UTF-16" : encodingOf(declaration);
        if (!name.equals("UTF-16") && !name.equals(charset.name())) {
            throw fault(0, "the document declares the encoding " + name + ", but is written in " + charset.name());
        }
        return new XmlBytes(bytes, declaration.end(), charset, mark);
    }

    private static XmlBytes transcoded(byte[] body, int mark, Charset charset, int from) {
        return new XmlBytes(decoded(body, mark, charset), from, charset, mark);
    }

    private static byte[] decoded(byte[] body, int mark, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body, mark, body.length - mark));
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(text);
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            Utf8.check(bytes, 0);
            return bytes;
        } catch (CharacterCodingException broken) {
            throw fault(0, "the document has bytes that are no characters in its encoding, " + charset.name());
        }
    }
}
