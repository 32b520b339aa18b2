package io.crosswalk.terminology;

/** What a text is by its shape alone. Each value of a message is asked, so no regular expression is used here. */
final class Shapes {

    private static final int UUID_LENGTH = 36;
    private static final String[] SCHEMES = {"http:", "https:", "urn:", "ftp:"};

    private Shapes() {}

    /** An object identifier of at least three arcs: {@code 2.16.840}. */
    static boolean isOid(String text) {
        int length = text.length();
        if (length < 5 || text.charAt(0) < '0' || text.charAt(0) > '2') {
            return false;
        }
        int arcs = 1;
        int at = 1;
        while (at < length) {
            int start = at + 1;
            int end = endOfDigits(text, start);
            boolean leadingZero = end - start > 1 && text.charAt(start) == '0';
            if (text.charAt(at) != '.' || end == start || leadingZero) {
                return false;
            }
            arcs++;
            at = end;
        }
        return arcs >= 3;
    }

    /** How many arcs an OID has. */
    static int arcs(String oid) {
        return (int) oid.chars().filter(c -> c == '.').count() + 1;
    }

    static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            char c = text.charAt(i);
            if (dash ? c != '-' : !isHexadecimal(c)) {
                return false;
            }
        }
        return true;
    }

    /** An absolute URI of a scheme that names things in health care, without what would end it in a text. */
    static boolean isUri(String text) {
        for (String scheme : SCHEMES) {
            if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return text.length() > scheme.length() && isFree(text, scheme.length());
            }
        }
        return false;
    }

    private static boolean isFree(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c >= '\t' && c <= '\r' || c == '"' || c == '<' || c == '>') {
                return false;
            }
        }
        return true;
    }

    /** A host name of at least two labels: {@code lab.example.org}. */
    static boolean isHost(String text) {
        int labels = 0;
        int start = 0;
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            if (!isLabel(text, start, end)) {
                return false;
            }
            labels++;
            start = end + 1;
        }
        return labels >= 2;
    }

    private static boolean isLabel(String text, int from, int to) {
        if (from == to || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !isLetter(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    /**
     * The number that stands behind a prefix and fills the rest of the text; zeros in front do not count.
     *
     * @param most how many digits it may have
     * @return -1 when something else stands there
     */
    static int numberAt(String text, int from, int most) {
        int end = endOfDigits(text, from);
        if (end == from || end != text.length()) {
            return -1;
        }
        int start = from;
        while (start < end - 1 && text.charAt(start) == '0') {
            start++;
        }
        return end - start > most ? -1 : Integer.parseInt(text, start, end, 10);
    }

    private static int endOfDigits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isHexadecimal(char c) {
        return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
