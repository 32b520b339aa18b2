package io.crosswalk.source.cda;

import io.crosswalk.source.ByteRange;
import io.crosswalk.source.Need;
import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of a document: where it stands in the bytes, and how it hangs together with others. What it says is read from
 * the bytes when somebody asks. The narrative of a section is one element without any below.
 */
public final class CdaElement implements SourceNode {

    /** The only kind of place that readings of a document start at. */
    static final int PLACE = 1;

    private static final long WHOLE = 1L << 63;
    private static final long CHARACTERS = 1L << 62;
    private static final int LAST_ATTRIBUTE_BIT = 61;

    private static final byte UNKNOWN = 0;
    private static final byte VALUED = 1;
    private static final byte EMPTY = 2;

    private static final int ALONE = -1;

    private final CdaDocument document;
    private final @Nullable CdaElement parent;
    private final int nameCode;
    private final int start;
    private final int contentStart;
    private final int firstAttribute;
    private final int attributes;
    private final int ordinal;
    private int end;
    private @Nullable CdaElement first;
    private @Nullable CdaElement next;
    private long filled;
    private long read;

    /** Among elements of the same name below the same parent, from 1; 0 unless it is known, -1 when there is one only. */
    private int index;

    private byte state = UNKNOWN;
    private boolean hasCharacters;

    /** What dispatch has found this to be; 0 when nothing. */
    int kind;

    private String kindName = "";
    private List<SourceNode> places = List.of();

    CdaElement(CdaDocument document, @Nullable CdaElement parent, int nameCode, int ordinal, Tag tag) {
        this.document = document;
        this.parent = parent;
        this.nameCode = nameCode;
        this.ordinal = ordinal;
        this.start = tag.start();
        this.contentStart = tag.end();
        this.firstAttribute = tag.firstAttribute();
        this.attributes = tag.attributes();
        this.end = tag.end();
        for (int i = 0; i < attributes; i++) {
            filled |= bit(document.attributeCode(firstAttribute + i));
        }
        if (parent != null) {
            parent.filled |= bit(nameCode);
        }
    }

    /**
     * Where a start tag stands, and its attributes among those of the document.
     *
     * @param start its first byte
     * @param end behind its last byte
     */
    record Tag(int start, int end, int firstAttribute, int attributes) {}

    private static long bit(int code) {
        return code > 0 ? Need.bit(code) : 0;
    }

    void setFirst(CdaElement child) {
        first = child;
    }

    void setNext(CdaElement sibling) {
        next = sibling;
    }

    /** Called at the end tag. */
    void close(int position) {
        end = position;
    }

    /** Called when there is text that is not only white space. */
    void setHasCharacters() {
        hasCharacters = true;
        // No name has this number. An element of words alone is not empty: rules that read it have to be tried.
        filled |= Need.bit(0);
    }

    CdaDocument document() {
        return document;
    }

    /** The number of the name; 0 when the model of CDA has no such name, or it is of another namespace. */
    int nameCode() {
        return nameCode;
    }

    /** Without prefix; {@code sdtc:raceCode} for HL7's extensions, as it is written when of any other namespace. */
    String localName() {
        String known = CdaNames.nameOf(nameCode);
        return known == null ? document.foreignName(start + 1) : known;
    }

    @Nullable
    CdaElement parentElement() {
        return parent;
    }

    @Nullable
    CdaElement firstElement() {
        return first;
    }

    @Nullable
    CdaElement nextElement() {
        return next;
    }

    /** Whether an attribute is there, empty or not. */
    boolean has(int attributeCode) {
        return find(attributeCode) >= 0;
    }

    /** The value of an attribute as XML has it; null when it is not there. */
    @Nullable
    String attribute(int attributeCode) {
        int found = find(attributeCode);
        return found < 0 ? null : document.attributeValue(found);
    }

    /** The attribute as a place of its own, the same object each time; null when it is not there. */
    @Nullable
    CdaAttribute attributeNode(int attributeCode) {
        int found = find(attributeCode);
        return found < 0 ? null : document.attributeNode(this, found);
    }

    private int find(int attributeCode) {
        if ((filled & bit(attributeCode)) == 0) {
            return -1;
        }
        for (int i = firstAttribute; i < firstAttribute + attributes; i++) {
            if (document.attributeCode(i) == attributeCode) {
                return i;
            }
        }
        return -1;
    }

    /** All attributes as places, in the order of the document; declarations of namespaces are none. */
    List<CdaAttribute> attributeNodes() {
        List<CdaAttribute> nodes = new ArrayList<>(attributes);
        for (int i = firstAttribute; i < firstAttribute + attributes; i++) {
            nodes.add(document.attributeNode(this, i));
        }
        return nodes;
    }

    /** The type that the sender has chosen for a value, {@code IVL_TS}; empty when it says none. */
    String type() {
        String stated = attribute(CdaNames.TYPE);
        return stated == null ? "" : stated.substring(stated.indexOf(':') + 1).strip();
    }

    /** Whether this is the narrative of a section. */
    boolean isNarrative() {
        return nameCode == CdaNames.TEXT && parent != null && parent.nameCode == CdaNames.SECTION;
    }

    /** Own character data, as it stands; of a narrative all of it as plain text. */
    String characters() {
        if (!hasCharacters) {
            return "";
        }
        if (isNarrative()) {
            return PlainText.of(document.markup(), start, Integer.MAX_VALUE / 2);
        }
        if (first == null) {
            return Xml.text(document.markup(), contentStart, contentEnd());
        }
        StringBuilder text = new StringBuilder();
        int from = contentStart;
        for (CdaElement child = first; child != null; child = child.next) {
            Xml.appendText(text, document.markup(), from, child.start);
            from = child.end;
        }
        Xml.appendText(text, document.markup(), from, contentEnd());
        return text.toString();
    }

    /** Where the content starts in {@link CdaDocument#markup}. */
    int contentStart() {
        return contentStart;
    }

    /** Where the content ends: before the end tag. */
    int contentEnd() {
        int i = end - 1;
        while (i > contentStart && document.markup()[i] != '<') {
            i--;
        }
        return Math.max(i, contentStart);
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The line of the document on which it starts, from 1. */
    int line() {
        return document.lineOf(start);
    }

    @Override
    public String name() {
        return localName();
    }

    @Override
    public @Nullable SourceNode parent() {
        return parent;
    }

    /**
     * Tells what this is.
     *
     * @param below the nearest places below it that are of some kind; it may be filled later
     */
    void become(int number, String name, List<SourceNode> below) {
        kind = number;
        kindName = name;
        places = below;
    }

    @Override
    public String kind() {
        return kind == 0 ? localName() : kindName;
    }

    /** Its templates and its codes; asked for only by who explains. */
    @Override
    public List<SourceNode> kindTold() {
        List<SourceNode> told = new ArrayList<>(4);
        for (CdaElement child = first; kind != 0 && child != null; child = child.next) {
            if (child.nameCode() == CdaWords.TEMPLATE_ID) {
                child.tell(CdaWords.ROOT, told);
                child.tell(CdaWords.EXTENSION, told);
            }
        }
        CdaElement coded = kind == 0 ? null : CdaKey.Code.coded(this);
        if (coded != null) {
            coded.tell(CdaWords.CODE, told);
            for (CdaElement child = coded.first; child != null; child = child.next) {
                if (child.nameCode() == CdaWords.TRANSLATION) {
                    child.tell(CdaWords.CODE, told);
                }
            }
        }
        return told;
    }

    private void tell(int attribute, List<SourceNode> to) {
        if (has(attribute)) {
            to.add(attributeNode(attribute));
        }
    }

    @Override
    public List<SourceNode> places() {
        return places;
    }

    @Override
    public List<SourceNode> children() {
        List<SourceNode> children = new ArrayList<>();
        for (CdaElement child = first; child != null; child = child.next) {
            children.add(child);
        }
        return children;
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    private boolean isNull() {
        String flavor = attribute(CdaNames.NULL_FLAVOR);
        return flavor != null && !flavor.isBlank();
    }

    @Override
    public @Nullable String absence() {
        if (!isNull()) {
            return null;
        }
        CdaAttribute flavor = attributeNode(CdaNames.NULL_FLAVOR);
        return flavor == null ? null : flavor.text();
    }

    @Override
    public String text() {
        Reads reads = document.reads();
        if (reads != null) {
            reads.read(leaf());
            readReference(reads);
        }
        return ownText();
    }

    /** Who has read what an element says itself has read where it points to as well. */
    private void readReference(Reads reads) {
        CdaElement reference = isNull() || textAttribute() >= 0 ? null : reference();
        if (reference != null) {
            reads.read(reference.leaf());
        }
    }

    /** The text for what the reader itself wants to know: nobody hears of it. */
    String ownText() {
        int attribute = textAttribute();
        if (attribute >= 0) {
            return document.attributeText(this, attribute);
        }
        if (isNull()) {
            return "";
        }
        // Own words go first: senders let references lead to whole rows, and to those of something else.
        CdaElement reference = hasCharacters ? null : reference();
        return reference == null ? pointed(characters().strip()) : document.resolve(reference);
    }

    /** The characters of a text that is to be read; a pointer to one is followed. */
    private String pointed(String words) {
        return isPointer(words) ? document.followed(words, this) : words;
    }

    private boolean isPointer(String words) {
        return words.length() > 1
                && words.charAt(0) == '#'
                && (nameCode() == CdaNames.TEXT || nameCode() == CdaWords.ORIGINAL_TEXT)
                && words.chars().noneMatch(Character::isWhitespace);
    }

    /** The attribute that says what this element says; -1 when none does. */
    private int textAttribute() {
        if (isNull()) {
            return -1;
        }
        int found = filledAttribute(CdaNames.VALUE);
        found = found < 0 ? filledAttribute(CdaNames.CODE) : found;
        found = found < 0 ? filledAttribute(CdaNames.EXTENSION) : found;
        return found < 0 ? filledAttribute(CdaNames.ROOT) : found;
    }

    private int filledAttribute(int code) {
        int found = find(code);
        return found >= 0 && document.isBlank(found) ? -1 : found;
    }

    /** The own child that points to the narrative, as originalText and text have it. */
    private @Nullable CdaElement reference() {
        if ((filled & bit(CdaNames.REFERENCE)) == 0) {
            return null;
        }
        for (CdaElement child = first; child != null; child = child.next) {
            if (child.nameCode == CdaNames.REFERENCE && child.has(CdaNames.VALUE)) {
                return child;
            }
        }
        return null;
    }

    @Override
    public @Nullable String narrative() {
        Reads reads = document.reads();
        if (reads != null) {
            reads.read(leaf());
        }
        if (isNarrative()) {
            return Narrative.of(this);
        }
        if (nameCode == CdaNames.TEXT
                && hasCharacters
                && !isPointer(characters().strip())) {
            return Narrative.ofText(document, characters().strip());
        }
        CdaElement reference = nameCode == CdaNames.REFERENCE ? this : reference();
        String referred = reference == null ? null : document.narrativeOf(reference);
        return referred == null && nameCode == CdaNames.TEXT
                ? Narrative.ofText(document, characters().strip())
                : referred;
    }

    @Override
    public SourceNode leaf() {
        if (isNull()) {
            CdaAttribute flavor = attributeNode(CdaNames.NULL_FLAVOR);
            return flavor == null ? this : flavor;
        }
        int attribute = textAttribute();
        if (attribute >= 0) {
            return document.attributeNode(this, attribute);
        }
        CdaElement reference = hasCharacters ? null : reference();
        if (reference != null && !document.resolve(reference).isEmpty()) {
            return reference.leaf();
        }
        return isNarrative() ? this : new CdaCharacters(this);
    }

    @Override
    public boolean valued() {
        if (state == UNKNOWN) {
            state = look() ? VALUED : EMPTY;
        }
        return state == VALUED;
    }

    private boolean look() {
        if (!isNull() && saysSomething()) {
            return true;
        }
        for (CdaElement child = first; child != null; child = child.next) {
            if (child.valued()) {
                return true;
            }
        }
        return false;
    }

    private boolean saysSomething() {
        if (nameCode == CdaNames.REFERENCE && has(CdaNames.VALUE)) {
            return document.isResolvable(this);
        }
        return hasWords() || textAttribute() >= 0 || filledAttribute(CdaNames.DISPLAY_NAME) >= 0;
    }

    /** A pointer in place of a text that leads nowhere is no word. */
    private boolean hasWords() {
        if (!hasCharacters || isNarrative() || nameCode != CdaNames.TEXT && nameCode != CdaWords.ORIGINAL_TEXT) {
            return hasCharacters;
        }
        String words = characters().strip();
        return !isPointer(words) || !document.followed(words, this).isEmpty();
    }

    @Override
    public boolean deleted() {
        return false;
    }

    @Override
    public @Nullable SourceTime time() {
        String written = text();
        return written.isEmpty() ? null : document.times().read(this, written);
    }

    @Override
    public long filled(int place) {
        if (place != PLACE) {
            return Need.UNKNOWN.parts();
        }
        // words are no part with a name: without a bit of their own nobody would look at a name that has nothing else
        return hasCharacters ? filled | Need.bit(0) : filled;
    }

    @Override
    public String place() {
        if (parent == null) {
            return localName();
        }
        if (index == 0) {
            parent.numberChildren();
        }
        String place = parent.place() + '/' + localName();
        return index == ALONE ? place : place + '[' + index + ']';
    }

    private void numberChildren() {
        Map<String, CdaElement> last = new HashMap<>();
        for (CdaElement child = first; child != null; child = child.next) {
            CdaElement before = last.put(child.localName(), child);
            if (before == null) {
                child.index = ALONE;
            } else {
                before.index = Math.max(1, before.index);
                child.index = before.index + 1;
            }
        }
    }

    @Override
    public @Nullable ByteRange bytes() {
        return document.range(start, end);
    }

    @Override
    public String codeSystem() {
        String system = attribute(CdaWords.CODE_SYSTEM);
        if (system == null) {
            return "";
        }
        for (int name : CdaWords.NAMING_A_CODE) {
            CdaAttribute attribute = attributeNode(name);
            if (attribute != null) {
                attribute.text();
                attribute.markRead();
            }
        }
        return system;
    }

    @Override
    public void markRead() {
        read |= WHOLE;
    }

    void markAttributeRead(int attribute) {
        read |= readBit(attribute);
    }

    void markCharactersRead() {
        read |= CHARACTERS;
    }

    private long readBit(int attribute) {
        return 1L << Math.min(attribute - firstAttribute, LAST_ATTRIBUTE_BIT);
    }

    boolean isRead() {
        return read < 0;
    }

    /** Adds the places of this element alone that say something. */
    void addValues(List<SourceNode> values) {
        for (int i = firstAttribute; i < firstAttribute + attributes; i++) {
            if (document.isWorthReading(i)) {
                values.add(document.attributeNode(this, i));
            }
        }
        if (hasCharacters) {
            values.add(isNarrative() ? this : new CdaCharacters(this));
        }
    }

    /** Adds the places of this element alone that say something and that nobody has read. */
    void addUnread(List<SourceNode> unread) {
        for (int i = firstAttribute; i < firstAttribute + attributes; i++) {
            if ((read & readBit(i)) == 0 && document.isWorthReading(i)) {
                unread.add(document.attributeNode(this, i));
            }
        }
        if (hasCharacters && (read & CHARACTERS) == 0) {
            unread.add(isNarrative() ? this : new CdaCharacters(this));
        }
    }

    /** The place, never the value. */
    @Override
    public String toString() {
        return place();
    }
}
