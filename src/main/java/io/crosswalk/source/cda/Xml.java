package io.crosswalk.source.cda;

import java.nio.charset.StandardCharsets;

/** What stretches of a well-formed document's bytes say. */
final class Xml {

    private static final int LONGEST_REFERENCE = 40;
    private static final String COMMENT = "<!--";
    private static final String DATA = "<![CDATA[";

    private Xml() {}

    static boolean isAt(byte[] bytes, int from, int end, String expected) {
        if (from < 0 || from + expected.length() > end) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (bytes[from + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Behind the semicolon of the reference that an ampersand starts; -1 when it is none that XML itself has. */
    static int endOfReference(byte[] bytes, int from, int end) {
        int last = Math.min(end, from + LONGEST_REFERENCE);
        int i = from + 1;
        while (i < last && bytes[i] != ';') {
            i++;
        }
        return i < last && referred(bytes, from, i) >= 0 ? i + 1 : -1;
    }

    /** The character that a reference stands for; -1 when there is none. */
    private static int referred(byte[] bytes, int from, int semicolon) {
        if (bytes[from + 1] != '#') {
            return switch (new String(bytes, from + 1, semicolon - from - 1, StandardCharsets.ISO_8859_1)) {
                case "lt" -> '<';
                case "gt" -> '>';
                case "amp" -> '&';
                case "quot" -> '"';
                case "apos" -> '\'';
                default -> -1;
            };
        }
        boolean hexadecimal = bytes[from + 2] == 'x';
        int first = from + (hexadecimal ? 3 : 2);
        int radix = hexadecimal ? 16 : 10;
        int character = first == semicolon ? -1 : 0;
        for (int i = first; i < semicolon && character >= 0; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], radix);
            character = digit < 0 || character > Character.MAX_CODE_POINT ? -1 : character * radix + digit;
        }
        return XmlCharacters.isLegal(character) ? character : -1;
    }

    /** The value of an attribute: references replaced, each white space one blank (XML 1.0, 3.3.3). */
    static String value(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < ' ' || bytes[i] == '&') {
                return decodedValue(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String decodedValue(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int plain = from;
        int i = from;
        while (i < to) {
            byte b = bytes[i];
            if (b == '&') {
                append(text, bytes, plain, i);
                i = appendReferred(text, bytes, i, to);
                plain = i;
            } else if (b == '\t' || b == '\n' || b == '\r') {
                append(text, bytes, plain, i);
                text.append(' ');
                // A line end of two characters is one (XML 1.0, 2.11).
                i += b == '\r' && i + 1 < to && bytes[i + 1] == '\n' ? 2 : 1;
                plain = i;
            } else {
                i++;
            }
        }
        append(text, bytes, plain, to);
        return text.toString();
    }

    private static void append(StringBuilder text, byte[] bytes, int from, int to) {
        if (from < to) {
            text.append(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
    }

    private static int appendReferred(StringBuilder text, byte[] bytes, int from, int to) {
        int behind = endOfReference(bytes, from, to);
        text.appendCodePoint(referred(bytes, from, behind - 1));
        return behind;
    }

    /** Text between two tags. */
    static String text(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b < 0 || b == '&' || b == '<' || b == '\r') {
                StringBuilder text = new StringBuilder(to - from);
                appendText(text, bytes, from, to);
                return text.toString();
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Appends text between two tags: references replaced, CDATA sections taken literally, comments left out. */
    static void appendText(StringBuilder text, byte[] bytes, int from, int to) {
        int plain = from;
        int i = from;
        while (i < to) {
            byte b = bytes[i];
            if (b != '&' && b != '<' && b != '\r') {
                i++;
                continue;
            }
            append(text, bytes, plain, i);
            if (b == '&') {
                i = appendReferred(text, bytes, i, to);
            } else if (b == '\r') {
                i = appendLineEnd(text, bytes, i, to);
            } else {
                i = appendMarkup(text, bytes, i, to);
            }
            plain = i;
        }
        append(text, bytes, plain, to);
    }

    private static int appendLineEnd(StringBuilder text, byte[] bytes, int at, int to) {
        text.append('\n');
        return at + 1 < to && bytes[at + 1] == '\n' ? at + 2 : at + 1;
    }

    private static int appendMarkup(StringBuilder text, byte[] bytes, int at, int to) {
        if (isAt(bytes, at, to, COMMENT)) {
            return find(bytes, at + COMMENT.length(), to, "-->");
        }
        if (!isAt(bytes, at, to, DATA)) {
            return find(bytes, at, to, "?>");
        }
        int behind = find(bytes, at + DATA.length(), to, "]]>");
        int i = at + DATA.length();
        int plain = i;
        int stop = behind - 3;
        while (i < stop) {
            if (bytes[i] == '\r') {
                append(text, bytes, plain, i);
                i = appendLineEnd(text, bytes, i, stop);
                plain = i;
            } else {
                i++;
            }
        }
        append(text, bytes, plain, stop);
        return behind;
    }

    private static int find(byte[] bytes, int from, int to, String what) {
        int i = from;
        while (i < to && !isAt(bytes, i, to, what)) {
            i++;
        }
        return Math.min(to, i + what.length());
    }
}
