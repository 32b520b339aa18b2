package io.crosswalk.source.hl7v2;

/** A segment's name of three characters packed into one int, so that names are compared in one step. */
final class SegmentNames {

    static final int LENGTH = 3;
    static final int MSH = pack("MSH", 0);
    static final int EVN = pack("EVN", 0);
    static final int OBX = pack("OBX", 0);

    private SegmentNames() {}

    /** The code of the three characters at a position. All of them must be below 256. */
    static int pack(CharSequence text, int at) {
        return text.charAt(at) << 16 | text.charAt(at + 1) << 8 | text.charAt(at + 2);
    }

    /** Whether three characters there may be a segment's name: an upper-case letter, then letters or digits. */
    static boolean isName(CharSequence text, int at) {
        return at + LENGTH <= text.length()
                && isLetter(text.charAt(at))
                && isLetterOrDigit(text.charAt(at + 1))
                && isLetterOrDigit(text.charAt(at + 2));
    }

    /** Z segments are the sites' own (HL7 v2.9, ch. 2.11). */
    static boolean isOwn(int code) {
        return code >>> 16 == 'Z';
    }

    static String unpack(int code) {
        return new String(new char[] {(char) (code >>> 16), (char) (code >>> 8 & 0xff), (char) (code & 0xff)});
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || c >= '0' && c <= '9';
    }
}
