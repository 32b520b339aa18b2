package io.crosswalk.source.cda;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes UTF-8 bytes apart into tags and text: XML 1.0 without document type definitions. It checks that the document is
 * well-formed and makes no object; who calls it keeps the positions.
 *
 * <p>There is nothing in it that opens a file, follows a URL or expands an entity: see docs/adr/0020.
 */
final class XmlScanner {

    static final int DONE = 0;
    static final int START = 1;
    static final int END = 2;
    static final int TEXT = 3;

    private static final int FEW = 12;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int start;
    private int nameStart;
    private int nameEnd;
    private int colon;
    private boolean solid;
    private boolean empty;
    private boolean rootSeen;
    private int depth;
    private final int[] openStarts = new int[CdaLimits.DEPTH + 1];
    private final int[] openEnds = new int[CdaLimits.DEPTH + 1];
    private int attributes;

    /** Four positions for each attribute of the tag: its name from and to, its value from and to. */
    private int[] places = new int[4 * 16];

    /** @param from behind the XML declaration; or at the tag of an element that is to be read alone */
    XmlScanner(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Reads on to the next tag or text; comments and processing instructions are passed over. */
    int next() {
        if (empty) {
            empty = false;
            start = at;
            depth--;
            return END;
        }
        while (at < end) {
            start = at;
            if (bytes[at] != '<') {
                if (depth > 0) {
                    text();
                    return TEXT;
                }
                blanksOutside();
            } else if (at + 1 >= end) {
                throw ended();
            } else if (bytes[at + 1] == '/') {
                endTag();
                return END;
            } else if (bytes[at + 1] == '?') {
                processingInstruction();
            } else if (bytes[at + 1] != '!') {
                startTag();
                return START;
            } else if (declaration()) {
                return TEXT;
            }
        }
        if (depth > 0 || !rootSeen) {
            throw ended();
        }
        return DONE;
    }

    /** The first byte of the tag or text. */
    int start() {
        return start;
    }

    /** Behind the last byte of the tag or text. */
    int position() {
        return at;
    }

    /** How many elements are open; a start tag counts itself. */
    int depth() {
        return depth;
    }

    /** Whether the text has anything but white space. */
    boolean solid() {
        return solid;
    }

    int nameStart() {
        return nameStart;
    }

    int nameEnd() {
        return nameEnd;
    }

    /** Where the colon of the tag's name stands; -1 when it has none. */
    int colon() {
        return colon;
    }

    /** Of the element that the last end tag has closed: where its name starts. */
    int closedNameStart() {
        return openStarts[depth + 1];
    }

    int closedNameEnd() {
        return openEnds[depth + 1];
    }

    int attributes() {
        return attributes;
    }

    int attributeNameStart(int index) {
        return places[4 * index];
    }

    int attributeNameEnd(int index) {
        return places[4 * index + 1];
    }

    int valueStart(int index) {
        return places[4 * index + 2];
    }

    int valueEnd(int index) {
        return places[4 * index + 3];
    }

    private XmlFault ended() {
        return XmlFault.notWellFormed(end, depth > 0 ? "the document ends inside an element" : "there is no element");
    }

    private void blanksOutside() {
        while (at < end && bytes[at] != '<') {
            if (!XmlCharacters.isBlank(bytes[at])) {
                throw XmlFault.notWellFormed(at, "there is text outside of the document's element");
            }
            at++;
        }
    }

    private void text() {
        byte[] all = bytes;
        int i = at;
        while (i < end && XmlCharacters.isBlank(all[i])) {
            i++;
        }
        solid = false;
        while (i < end) {
            byte kind = XmlCharacters.KIND[all[i] & 0xff];
            if (kind == XmlCharacters.LESS) {
                break;
            }
            solid = true;
            if (kind == XmlCharacters.AMPERSAND) {
                i = reference(i);
            } else if (kind == XmlCharacters.ILLEGAL) {
                throw illegal(i);
            } else if (kind == XmlCharacters.BRACKET && isAt(i, "]]>")) {
                throw XmlFault.notWellFormed(i, "text must not have ]]>");
            } else {
                i++;
            }
        }
        at = i;
    }

    private static XmlFault illegal(int offset) {
        return XmlFault.notWellFormed(offset, "there is a control character, which XML does not allow");
    }

    /** Checks what an ampersand starts. Returns the position behind the semicolon. */
    private int reference(int from) {
        int stop = Xml.endOfReference(bytes, from, end);
        if (stop < 0) {
            throw XmlFault.notWellFormed(from, "an ampersand starts no character reference that XML has");
        }
        return stop;
    }

    private boolean isAt(int from, String expected) {
        return Xml.isAt(bytes, from, end, expected);
    }

    /** A comment or a CDATA section; true for the latter. */
    private boolean declaration() {
        if (isAt(at, "<!--")) {
            comment();
            return false;
        }
        if (isAt(at, "<![CDATA[") && depth > 0) {
            characterData();
            return true;
        }
        if (isAt(at, "<!DOCTYPE")) {
            throw new XmlFault(
                    "xml-doctype",
                    at,
                    "the document has a document type declaration (DOCTYPE), which is never accepted");
        }
        throw XmlFault.notWellFormed(at, "a tag starts with <! and is no comment");
    }

    private void comment() {
        int i = at + 4;
        while (i < end) {
            if (bytes[i] == '-' && i + 1 < end && bytes[i + 1] == '-') {
                if (i + 2 >= end || bytes[i + 2] != '>') {
                    throw XmlFault.notWellFormed(i, "a comment has two hyphens");
                }
                at = i + 3;
                return;
            }
            checkLegal(i);
            i++;
        }
        throw XmlFault.notWellFormed(at, "a comment has no end");
    }

    private void checkLegal(int i) {
        if (XmlCharacters.KIND[bytes[i] & 0xff] == XmlCharacters.ILLEGAL) {
            throw illegal(i);
        }
    }

    private void characterData() {
        solid = false;
        int i = at + 9;
        while (i < end) {
            if (bytes[i] == ']' && isAt(i, "]]>")) {
                at = i + 3;
                return;
            }
            checkLegal(i);
            solid |= !XmlCharacters.isBlank(bytes[i]);
            i++;
        }
        throw XmlFault.notWellFormed(at, "a CDATA section has no end");
    }

    private void processingInstruction() {
        int i = endOfName(at + 2);
        if (i - at == 5 && new String(bytes, at + 2, 3, StandardCharsets.ISO_8859_1).equalsIgnoreCase("xml")) {
            throw XmlFault.notWellFormed(at, "an XML declaration stands elsewhere than at the very start");
        }
        boolean separated = i < end && XmlCharacters.isBlank(bytes[i]);
        if (!separated && !isAt(i, "?>")) {
            throw XmlFault.notWellFormed(i, "a processing instruction has no proper name");
        }
        while (i < end) {
            if (bytes[i] == '?' && isAt(i, "?>")) {
                at = i + 2;
                return;
            }
            checkLegal(i);
            i++;
        }
        throw XmlFault.notWellFormed(at, "a processing instruction has no end");
    }

    private void startTag() {
        if (depth == 0 && rootSeen) {
            throw XmlFault.notWellFormed(at, "there is a second element beside the document's own");
        }
        rootSeen = true;
        int from = at + 1;
        int i = endOfName(from);
        int colonOfName = colonOf(from, i);
        attributes = 0;
        while (true) {
            int before = i;
            i = afterBlanks(i);
            if (i >= end) {
                throw ended(i);
            }
            if (bytes[i] == '>') {
                i++;
                break;
            }
            if (bytes[i] == '/') {
                if (i + 1 >= end || bytes[i + 1] != '>') {
                    throw XmlFault.notWellFormed(i, "a slash stands inside of a tag");
                }
                empty = true;
                i += 2;
                break;
            }
            if (before == i) {
                throw XmlFault.notWellFormed(i, "white space is missing in a tag");
            }
            i = attribute(i);
        }
        if (attributes > 1) {
            checkDifferent();
        }
        if (++depth > CdaLimits.DEPTH) {
            throw new XmlFault("xml-too-deep", at, "elements are nested deeper than " + CdaLimits.DEPTH);
        }
        openStarts[depth] = from;
        openEnds[depth] = nameEndOf(from);
        nameStart = from;
        nameEnd = openEnds[depth];
        colon = colonOfName;
        at = i;
    }

    private static XmlFault ended(int offset) {
        return XmlFault.notWellFormed(offset, "the document ends inside a tag");
    }

    private int nameEndOf(int from) {
        int i = from;
        while (i < end && XmlCharacters.mayBeInName(bytes[i])) {
            i++;
        }
        return i;
    }

    private int endOfName(int from) {
        if (from >= end || !XmlCharacters.mayStartName(bytes[from])) {
            throw XmlFault.notWellFormed(Math.min(from, end), "a name is missing or starts with what no name may");
        }
        boolean ascii = true;
        int i = from;
        while (i < end && XmlCharacters.mayBeInName(bytes[i])) {
            ascii &= bytes[i] >= 0;
            i++;
        }
        if (i - from > CdaLimits.NAME_BYTES) {
            throw new XmlFault("xml-too-large", from, "a name is longer than " + CdaLimits.NAME_BYTES + " bytes");
        }
        if (!ascii && !XmlCharacters.isName(new String(bytes, from, i - from, StandardCharsets.UTF_8))) {
            throw XmlFault.notWellFormed(from, "a name has a character that no name may have");
        }
        return i;
    }

    /** The colon of a qualified name; -1 when it has none. */
    private int colonOf(int from, int to) {
        int found = -1;
        for (int i = from; i < to; i++) {
            if (bytes[i] == ':') {
                if (found >= 0 || i == from || i == to - 1) {
                    throw XmlFault.notWellFormed(i, "a name has a colon where none may be");
                }
                found = i;
            }
        }
        return found;
    }

    private int afterBlanks(int from) {
        int i = from;
        while (i < end && XmlCharacters.isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    private int attribute(int from) {
        int stop = endOfName(from);
        colonOf(from, stop);
        int i = afterBlanks(stop);
        if (i >= end || bytes[i] != '=') {
            throw XmlFault.notWellFormed(Math.min(i, end), "an attribute has no value");
        }
        i = afterBlanks(i + 1);
        if (i >= end || bytes[i] != '"' && bytes[i] != '\'') {
            throw XmlFault.notWellFormed(Math.min(i, end), "the value of an attribute is not quoted");
        }
        int valueEnd = endOfValue(i + 1, bytes[i]);
        if (attributes == CdaLimits.ATTRIBUTES_PER_ELEMENT) {
            throw new XmlFault(
                    "xml-too-large",
                    from,
                    "an element has more than " + CdaLimits.ATTRIBUTES_PER_ELEMENT + " attributes");
        }
        if (4 * attributes == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        int slot = 4 * attributes++;
        places[slot] = from;
        places[slot + 1] = stop;
        places[slot + 2] = i + 1;
        places[slot + 3] = valueEnd;
        return valueEnd + 1;
    }

    private int endOfValue(int from, byte quote) {
        byte[] all = bytes;
        int i = from;
        while (i < end) {
            byte kind = XmlCharacters.KIND[all[i] & 0xff];
            if (kind == XmlCharacters.PLAIN || kind == XmlCharacters.BLANK || kind == XmlCharacters.BRACKET) {
                i++;
            } else if (kind == XmlCharacters.QUOTE) {
                if (all[i] == quote) {
                    if (i - from > CdaLimits.ATTRIBUTE_BYTES) {
                        throw new XmlFault(
                                "xml-too-large",
                                from,
                                "the value of an attribute is longer than " + CdaLimits.ATTRIBUTE_BYTES + " bytes");
                    }
                    return i;
                }
                i++;
            } else if (kind == XmlCharacters.AMPERSAND) {
                i = reference(i);
            } else if (kind == XmlCharacters.LESS) {
                throw XmlFault.notWellFormed(i, "the value of an attribute has a <");
            } else {
                throw illegal(i);
            }
        }
        throw ended(end);
    }

    private void checkDifferent() {
        if (attributes > FEW) {
            Set<String> names = new HashSet<>();
            for (int a = 0; a < attributes; a++) {
                int from = places[4 * a];
                if (!names.add(new String(bytes, from, places[4 * a + 1] - from, StandardCharsets.UTF_8))) {
                    throw twice(from);
                }
            }
            return;
        }
        for (int a = 1; a < attributes; a++) {
            for (int b = 0; b < a; b++) {
                if (Arrays.equals(bytes, places[4 * a], places[4 * a + 1], bytes, places[4 * b], places[4 * b + 1])) {
                    throw twice(places[4 * a]);
                }
            }
        }
    }

    private static XmlFault twice(int offset) {
        return XmlFault.notWellFormed(offset, "an attribute stands twice in one tag");
    }

    private void endTag() {
        int from = at + 2;
        int length = depth == 0 ? -1 : openEnds[depth] - openStarts[depth];
        int stop = from + length;
        if (length < 0
                || stop > end
                || !Arrays.equals(bytes, from, stop, bytes, openStarts[depth], openEnds[depth])
                || stop < end && XmlCharacters.mayBeInName(bytes[stop])) {
            throw XmlFault.notWellFormed(at, "an end tag closes another element than the one that is open");
        }
        int i = afterBlanks(stop);
        if (i >= end || bytes[i] != '>') {
            throw i >= end ? ended(end) : XmlFault.notWellFormed(i, "an end tag has more than a name");
        }
        depth--;
        at = i + 1;
    }
}
