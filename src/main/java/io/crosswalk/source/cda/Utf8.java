package io.crosswalk.source.cda;

/** Checks that bytes are UTF-8 and nothing but characters that XML allows, ASCII's aside, which the scanner looks at. */
final class Utf8 {

    private Utf8() {}

    /** @throws XmlFault at the first byte that is wrong */
    static void check(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length) {
            i = bytes[i] >= 0 ? i + 1 : i + character(bytes, i);
        }
    }

    /** How many bytes the character has that starts with this one. */
    static int length(byte first) {
        return first >= 0 ? 1 : (first & 0xff) >= 0xf0 ? 4 : (first & 0xff) >= 0xe0 ? 3 : 2;
    }

    /** The length of the character there. */
    private static int character(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int length = length(bytes[at]);
        if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) {
            throw broken(at);
        }
        int character = first & 0xff >> length + 1;
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                throw broken(at);
            }
            character = character << 6 | bytes[i] & 0x3f;
        }
        boolean longerThanNeeded = length == 3 && character < 0x800 || length == 4 && character < 0x10000;
        if (longerThanNeeded || character >= 0xd800 && character < 0xe000 || character > Character.MAX_CODE_POINT) {
            throw broken(at);
        }
        if (!XmlCharacters.isLegal(character)) {
            throw XmlFault.notWellFormed(at, "there is a character that XML does not allow");
        }
        return length;
    }

    private static XmlFault broken(int at) {
        return new XmlFault("xml-encoding", at, "the document is read as UTF-8, but has a byte that is not UTF-8");
    }
}
