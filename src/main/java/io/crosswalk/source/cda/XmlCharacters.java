package io.crosswalk.source.cda;

/** Which characters XML 1.0 (fifth edition) allows where, by byte of UTF-8 for those below 128. */
final class XmlCharacters {

    static final byte PLAIN = 0;
    /** Space, tab, line feed, carriage return. */
    static final byte BLANK = 1;

    static final byte LESS = 2;
    static final byte AMPERSAND = 3;
    /** {@code ]}, which may start what text must not have. */
    static final byte BRACKET = 4;

    static final byte ILLEGAL = 5;
    static final byte QUOTE = 6;

    /** Of each byte what it is in text and in the value of an attribute. */
    static final byte[] KIND = kinds();

    private static final byte NAME = 1;
    private static final byte NAME_START = 2;
    private static final byte HIGH = 3;
    private static final byte[] NAMES = names();

    private XmlCharacters() {}

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int i = 0; i < ' '; i++) {
            kinds[i] = ILLEGAL;
        }
        kinds[' '] = kinds['\t'] = kinds['\n'] = kinds['\r'] = BLANK;
        kinds['<'] = LESS;
        kinds['&'] = AMPERSAND;
        kinds[']'] = BRACKET;
        kinds['"'] = kinds['\''] = QUOTE;
        return kinds;
    }

    private static byte[] names() {
        byte[] names = new byte[256];
        for (int i = 0; i < 128; i++) {
            char c = (char) i;
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':') {
                names[i] = NAME_START;
            } else if (c >= '0' && c <= '9' || c == '-' || c == '.') {
                names[i] = NAME;
            }
        }
        for (int i = 128; i < 256; i++) {
            names[i] = HIGH;
        }
        return names;
    }

    static boolean isBlank(byte b) {
        return KIND[b & 0xff] == BLANK;
    }

    /** Whether the byte may be part of a name; what is above 127 has to be looked at again as a character. */
    static boolean mayBeInName(byte b) {
        return NAMES[b & 0xff] != 0;
    }

    static boolean mayStartName(byte b) {
        return NAMES[b & 0xff] >= NAME_START;
    }

    static boolean isLegal(int character) {
        return character >= ' ' && character <= 0xd7ff
                || character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0xe000 && character <= 0xfffd
                || character >= 0x10000 && character <= 0x10ffff;
    }

    static boolean isName(String name) {
        int first = name.codePointAt(0);
        return startsName(first)
                && name.codePoints()
                        .skip(1)
                        .allMatch(c -> startsName(c) || c < 128 && NAMES[c] == NAME || continues(c));
    }

    private static boolean startsName(int c) {
        return c < 128
                ? NAMES[c] == NAME_START
                : c >= 0xc0 && c <= 0x2ff && c != 0xd7 && c != 0xf7
                        || c >= 0x370 && c <= 0x1fff && c != 0x37e
                        || c == 0x200c
                        || c == 0x200d
                        || c >= 0x2070 && c <= 0x218f
                        || c >= 0x2c00 && c <= 0x2fef
                        || c >= 0x3001 && c <= 0xd7ff
                        || c >= 0xf900 && c <= 0xfdcf
                        || c >= 0xfdf0 && c <= 0xfffd
                        || c >= 0x10000 && c <= 0xeffff;
    }

    private static boolean continues(int c) {
        return c == 0xb7 || c >= 0x300 && c <= 0x36f || c == 0x203f || c == 0x2040;
    }
}
