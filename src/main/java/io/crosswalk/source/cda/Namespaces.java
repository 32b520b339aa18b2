package io.crosswalk.source.cda;

import java.util.Arrays;

/** What the prefixes of a document stand for at the place that is being read. */
final class Namespaces {

    /** No namespace at all, or a prefix that nobody has declared: taken for CDA's own. */
    static final int NONE = 0;

    static final int CDA = 1;
    static final int SDTC = 2;
    static final int SCHEMA_INSTANCE = 3;
    static final int XML = 4;
    static final int OTHER = 5;

    private static final String[] URIS = {
        "",
        "urn:hl7-org:v3",
        "urn:hl7-org:sdtc",
        "http://www.w3.org/2001/XMLSchema-instance",
        "http://www.w3.org/XML/1998/namespace"
    };

    private final byte[] bytes;
    private int[] prefixStarts = new int[8];
    private int[] prefixEnds = new int[8];
    private int[] kinds = new int[8];
    private int[] depths = new int[8];
    private int size;
    private int ofDefault = NONE;

    Namespaces(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What elements without prefix are of. */
    int ofDefault() {
        return ofDefault;
    }

    /** @param prefixStart equal to {@code prefixEnd} for the default namespace */
    void declare(int prefixStart, int prefixEnd, int valueStart, int valueEnd, int depth) {
        if (size == CdaLimits.NAMESPACES) {
            throw new XmlFault(
                    "xml-too-large",
                    prefixStart,
                    "more than " + CdaLimits.NAMESPACES + " namespaces are declared around one place");
        }
        if (size == kinds.length) {
            prefixStarts = Arrays.copyOf(prefixStarts, size * 2);
            prefixEnds = Arrays.copyOf(prefixEnds, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
            depths = Arrays.copyOf(depths, size * 2);
        }
        prefixStarts[size] = prefixStart;
        prefixEnds[size] = prefixEnd;
        kinds[size] = kindOf(valueStart, valueEnd);
        depths[size] = depth;
        if (prefixStart == prefixEnd) {
            ofDefault = kinds[size];
        }
        size++;
    }

    private int kindOf(int from, int to) {
        for (int kind = 0; kind < URIS.length; kind++) {
            if (isWritten(from, to, URIS[kind])) {
                return kind;
            }
        }
        return OTHER;
    }

    private boolean isWritten(int from, int to, String expected) {
        return to - from == expected.length() && Xml.isAt(bytes, from, to, expected);
    }

    /** Forgets what was declared by an element at this depth. */
    void leave(int depth) {
        if (size == 0 || depths[size - 1] < depth) {
            return;
        }
        while (size > 0 && depths[size - 1] >= depth) {
            size--;
        }
        ofDefault = NONE;
        for (int i = size - 1; i >= 0; i--) {
            if (prefixStarts[i] == prefixEnds[i]) {
                ofDefault = kinds[i];
                return;
            }
        }
    }

    /** What a prefix stands for; -1 when it was not declared. */
    int of(int from, int to) {
        for (int i = size - 1; i >= 0; i--) {
            if (Arrays.equals(bytes, prefixStarts[i], prefixEnds[i], bytes, from, to)) {
                return kinds[i];
            }
        }
        return isWritten(from, to, "xml") ? XML : -1;
    }

    /** What a prefix that nobody has declared must mean. */
    int guess(int from, int to) {
        return isWritten(from, to, "sdtc") ? SDTC : isWritten(from, to, "xsi") ? SCHEMA_INSTANCE : NONE;
    }
}
