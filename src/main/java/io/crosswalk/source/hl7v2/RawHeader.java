package io.crosswalk.source.hl7v2;

import java.nio.charset.StandardCharsets;

/**
 * The first segment of a message as bytes, split by nothing but its own field separator: enough to find MSH-18 before
 * the character set is known.
 */
final class RawHeader {

    /** An MSH is some hundred bytes long; a longer "first line" is not searched for a character set. */
    private static final int LONGEST = 64 * 1024;

    private final byte[] bytes;
    private final int start;
    private final int end;

    RawHeader(byte[] bytes) {
        this.bytes = bytes;
        start = firstMeaningful(bytes);
        end = lineEnd(bytes, start);
    }

    /** Where the message starts: behind a byte order mark, MLLP's start byte, blanks and empty lines. */
    static int firstMeaningful(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && isFiller(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isFiller(byte b) {
        return b == 0x0b
                || b == '\r'
                || b == '\n'
                || b == ' '
                || b == '\t'
                || b == (byte) 0xef
                || b == (byte) 0xbb
                || b == (byte) 0xbf;
    }

    private static int lineEnd(byte[] bytes, int start) {
        int i = start;
        int limit = (int) Math.min(bytes.length, (long) start + LONGEST);
        while (i < limit && bytes[i] != '\r' && bytes[i] != '\n' && bytes[i] != 0x1c) {
            i++;
        }
        return i;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    boolean isMsh() {
        return end - start > 3 && bytes[start] == 'M' && bytes[start + 1] == 'S' && bytes[start + 2] == 'H';
    }

    /** MSH-n as bytes read one to one; empty when there is none. MSH-1 is the separator, so MSH-2 is the first piece. */
    String field(int number) {
        if (!isMsh()) {
            return "";
        }
        byte separator = bytes[start + 3];
        int from = start + 4;
        for (int n = 2; n < number; n++) {
            from = next(separator, from) + 1;
            if (from > end) {
                return "";
            }
        }
        return new String(bytes, from, next(separator, from) - from, StandardCharsets.ISO_8859_1);
    }

    private int next(byte separator, int from) {
        int i = from;
        while (i < end && bytes[i] != separator) {
            i++;
        }
        return i;
    }
}
