package io.crosswalk.source.cda;

import io.crosswalk.message.Issue;
import io.crosswalk.source.ByteRange;
import io.crosswalk.source.IssueLog;
import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourcePath;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One CDA document: its elements, and the bytes they are read from. Confined to one thread.
 *
 * <p>Never fails: what is not well-formed or beyond the limits has a fatal issue, a bare root and nothing below.
 */
public final class CdaDocument {

    private static final Set<Integer> PLUMBING = codes("templateId typeId realmCode sdtc:templateId");

    private static final Set<Integer> STRUCTURE = codes(
            "classCode moodCode typeCode determinerCode contextConductionInd"
                    + " contextControlCode ID xsi:type xsi:schemaLocation xsi:noNamespaceSchemaLocation xsi:nil xml:space xml:base");

    private static final SourcePath CUSTODIAN = new PathReader(
                    "/custodian/assignedCustodian/representedCustodianOrganization/id", kind -> 0, Set.of())
            .path();

    /** Shorter ones are as many as there are references. */
    private static final int LONG_TEXT = 1_000;

    private static final String NO_INFORMATION = "NI";

    private final byte[] bytes;
    private final AttributeTable attributes = new AttributeTable();
    private final IdIndex ids = new IdIndex();
    private final IssueLog issues;
    private final boolean readable;
    private final @Nullable XmlBytes source;
    private final int bodyLength;
    private @Nullable BodyOffsets offsets;
    private final CdaElement root;
    private final CdaTimes times;
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<String, Optional<CdaElement>> media = new HashMap<>();
    private final TableHeaders headers = new TableHeaders();
    private long shown;
    private long referred;
    private final Set<String> told = new HashSet<>();
    private int @Nullable [] lines;
    private @Nullable Reads reads;

    /** Reads a document. */
    CdaDocument(XmlBytes source, int bodyLength, Optional<ZoneId> zone, IssueLog issues) {
        this.bytes = source.bytes();
        this.source = source;
        this.bodyLength = bodyLength;
        this.issues = issues;
        this.times = new CdaTimes(this, zone.orElse(null));
        CdaElement built = null;
        try {
            built = new TreeBuilder(this, source, attributes, ids, issues).build();
        } catch (XmlFault fault) {
            issues.add(issueOf(fault, bytes));
        }
        this.readable = built != null;
        this.root = built == null ? bare() : built;
    }

    /** What stands for a document that is not read. */
    CdaDocument(XmlFault fault, byte[] body, IssueLog issues) {
        this.bytes = new byte[0];
        this.source = null;
        this.bodyLength = body.length;
        this.issues = issues;
        this.times = new CdaTimes(this, null);
        this.readable = false;
        issues.add(issueOf(fault, body));
        this.root = bare();
    }

    private CdaElement bare() {
        return new CdaElement(this, null, CdaNames.CLINICAL_DOCUMENT, 1, new CdaElement.Tag(0, 0, 0, 0));
    }

    private static Issue issueOf(XmlFault fault, byte[] bytes) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(fault.offset(), bytes.length); i++) {
            if (bytes[i] == '\n') {
                line++;
                column = 1;
            } else if ((bytes[i] & 0xc0) != 0x80) {
                column++;
            }
        }
        return Issue.fatal(
                fault.code(),
                "",
                "line " + line + ", column " + column + ": " + fault.getMessage() + "; nothing was read");
    }

    private static Set<Integer> codes(String names) {
        Set<Integer> codes = new HashSet<>();
        for (String name : names.split(" ")) {
            codes.add(CdaNames.of(name));
        }
        return Set.copyOf(codes);
    }

    /** Whether there is anything to convert. */
    /** Times without an offset are taken to be of this zone, when the document has none for them either. */
    public void useZone(ZoneId zone) {
        times.useZone(zone);
    }

    /** Who keeps the document: the root of the first id, and its extension behind a ^ where it has one; empty when nobody is named. */
    public String custodian() {
        SourceNode id = CUSTODIAN.first(root());
        if (!(id instanceof CdaElement element)) {
            return "";
        }
        String at = Objects.requireNonNullElse(element.attribute(CdaWords.ROOT), "");
        String extension = element.attribute(CdaWords.EXTENSION);
        return extension == null ? at : at + '^' + extension;
    }

    public boolean readable() {
        return readable;
    }

    /** What was repaired or could not be read so far. Grows while the tree is read. */
    public List<Issue> issues() {
        return issues.all();
    }

    /** The document's element; a bare one when the document is not readable. */
    public CdaElement root() {
        return root;
    }

    /**
     * The plain text of the element that bears an {@code ID}: trimmed, white space folded.
     *
     * @param reference {@code #id} or {@code id}
     * @return null when no element bears it
     */
    @Nullable
    String textOf(String reference) {
        String id = idOf(reference);
        CdaElement owner = ids.ownerOf(bytes, id);
        return owner == null ? null : plainText(ids.elementOf(bytes, id), owner);
    }

    private static String idOf(String reference) {
        String written = reference.strip();
        return written.startsWith("#") ? written.substring(1) : written;
    }

    /** From now on somebody hears what is read. */
    void watch(@Nullable Reads listener) {
        reads = listener;
    }

    /** Who hears what is read; null while nobody wants to know. */
    @Nullable
    Reads reads() {
        return reads;
    }

    /** Grows with each issue, so that reading which has left one is not taken for reading that left nothing. */
    int looksAround() {
        return issues.size();
    }

    /** Attributes and texts that say something and that nobody has marked, in the order of the document. */
    List<SourceNode> unread() {
        List<SourceNode> unread = new ArrayList<>();
        CdaElement element = readable ? root : null;
        while (element != null && unread.size() < CdaLimits.UNREAD) {
            boolean skipped = element.isRead() || PLUMBING.contains(element.nameCode());
            if (!skipped) {
                element.addUnread(unread);
            }
            element = after(element, skipped);
        }
        return unread;
    }

    /** Attributes and texts that say something, in the order of the document. */
    List<SourceNode> values() {
        List<SourceNode> values = new ArrayList<>();
        CdaElement element = readable ? root : null;
        while (element != null) {
            boolean skipped = PLUMBING.contains(element.nameCode());
            if (!skipped) {
                element.addValues(values);
            }
            element = after(element, skipped);
        }
        return values;
    }

    private static @Nullable CdaElement after(CdaElement element, boolean skipBelow) {
        CdaElement below = skipBelow ? null : element.firstElement();
        if (below != null) {
            return below;
        }
        CdaElement at = element;
        while (at != null && at.nextElement() == null) {
            at = at.parentElement();
        }
        return at == null ? null : at.nextElement();
    }

    CdaTimes times() {
        return times;
    }

    /** The document in UTF-8: what positions of elements and attributes count in. */
    byte[] markup() {
        return bytes;
    }

    int attributeCode(int index) {
        return attributes.name(index);
    }

    String attributeName(int index) {
        int code = attributes.name(index);
        String known = CdaNames.nameOf(code);
        return known == null ? foreignName(-1 - code) : known;
    }

    /** A name as it is written. */
    String foreignName(int from) {
        int to = from;
        while (to < bytes.length && XmlCharacters.mayBeInName(bytes[to])) {
            to++;
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    String attributeValue(int index) {
        return attributes.value(bytes, index);
    }

    /** What an attribute says: without blanks around it, and never a pointer into the narrative. */
    String attributeText(CdaElement element, int index) {
        if (element.nameCode() == CdaNames.REFERENCE && attributes.name(index) == CdaNames.VALUE) {
            return resolve(element);
        }
        return attributeValue(index).strip();
    }

    boolean isBlank(int index) {
        for (int i = attributes.start(index); i < attributes.end(index); i++) {
            if (!XmlCharacters.isBlank(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether anybody has to know when an attribute was not read. */
    boolean isWorthReading(int index) {
        int code = attributes.name(index);
        return !STRUCTURE.contains(code)
                && !isBlank(index)
                && (code != CdaNames.NULL_FLAVOR
                        || !attributeValue(index).strip().equals(NO_INFORMATION));
    }

    CdaAttribute attributeNode(CdaElement element, int index) {
        return attributes.node(element, index);
    }

    @Nullable
    ByteRange attributeRange(int index) {
        return range(attributes.start(index), attributes.end(index));
    }

    /** Where a stretch of the markup stands in the body; null when that cannot be told. */
    @Nullable
    ByteRange range(int from, int to) {
        if (source == null || source.isBody()) {
            return new ByteRange(from, to);
        }
        BodyOffsets known = offsets;
        if (known == null) {
            known = BodyOffsets.of(source, bodyLength);
            offsets = known;
        }
        return known.range(from, to);
    }

    /** What an element says to people: the text of it in a narrative, elsewhere its own characters. */
    private String plainText(int element, CdaElement owner) {
        return texts.computeIfAbsent(
                element,
                position -> owner.isNarrative()
                        ? PlainText.of(bytes, position, CdaLimits.TEXT)
                        : PlainText.folded(owner.characters()));
    }

    /** Whether some element bears the ID that a reference ({@code #id}) names. */
    boolean bears(String reference) {
        return ids.elementOf(bytes, idOf(reference)) >= 0;
    }

    /** Whether an element is the first one that bears an ID. */
    boolean isBearer(String id, int element) {
        return ids.elementOf(bytes, id) == element;
    }

    /** The content of the multimedia that bears an ID, itself or within a region of interest; null when there is none. */
    @Nullable
    CdaElement mediaOf(String id) {
        return media.computeIfAbsent(id, named -> {
                    CdaElement owner = ids.ownerOf(bytes, named);
                    return Optional.ofNullable(owner == null || owner.isNarrative() ? null : mediaValue(owner));
                })
                .orElse(null);
    }

    private static @Nullable CdaElement mediaValue(CdaElement element) {
        boolean media = element.nameCode() == CdaNames.OBSERVATION_MEDIA;
        for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
            CdaElement found = media ? child.nameCode() == CdaNames.VALUE ? child : null : mediaValue(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Whether another picture may be shown: a small document must not become a large one by showing one often. */
    boolean mayShow(int size) {
        shown += size;
        return shown <= CdaLimits.IMAGES;
    }

    /** The narrative that a reference element leads to; null when it leads nowhere. */
    @Nullable
    String narrativeOf(CdaElement reference) {
        String id = idOf(pointer(reference));
        CdaElement owner = ids.ownerOf(bytes, id);
        if (owner == null || !owner.isNarrative()) {
            return null;
        }
        if (referred > CdaLimits.REFERRED) {
            return null;
        }
        int element = ids.elementOf(bytes, id);
        String narrative = Narrative.ofPart(this, element, headers.of(bytes, owner, element));
        return narrative != null && mayRefer(narrative.length(), reference) ? narrative : null;
    }

    /** Whether references may repeat another piece of the narrative: by many to a long one a document would explode. */
    private boolean mayRefer(int length, CdaElement reference) {
        if (length > LONG_TEXT) {
            referred += length;
        }
        if (referred <= CdaLimits.REFERRED) {
            return true;
        }
        warnOnce(
                "references-too-large",
                "",
                reference,
                "what references repeat of the narrative is more than " + CdaLimits.REFERRED
                        + " characters in all; from here on narrative and long texts of entries are left out");
        return length <= LONG_TEXT;
    }

    /**
     * Some senders write the pointer itself where the text belongs: {@code <originalText>#med1</originalText>}. One that leads
     * nowhere is no text either, which is said once.
     */
    String followed(String pointer, CdaElement holder) {
        String text = textOf(pointer);
        if (text == null) {
            warnDangling(pointer.substring(1), holder);
            return "";
        }
        return mayRefer(text.length(), holder) ? text : "";
    }

    private void warnDangling(String id, CdaElement where) {
        warnOnce(
                "reference-dangling",
                id,
                where,
                "the reference leads to an ID that no element of the document bears; there is no text for it");
    }

    /** The text that a reference element stands for; empty when it leads nowhere, which is said once. */
    String resolve(CdaElement reference) {
        String written = pointer(reference);
        if (written.isEmpty()) {
            return "";
        }
        String id = idOf(written);
        String text = textOf(id);
        if (text == null) {
            if (isElsewhere(written) || isFile(reference)) {
                return written;
            }
            warnDangling(id, reference);
            return "";
        }
        if (!mayRefer(text.length(), reference)) {
            return "";
        }
        if (text.length() >= CdaLimits.TEXT) {
            warnOnce(
                    "text-cut",
                    id,
                    reference,
                    "the reference leads to more than " + CdaLimits.TEXT
                            + " characters, of which the first were taken");
        }
        if (ids.isDoubled(bytes, id)) {
            warnOnce(
                    "id-not-unique",
                    id,
                    reference,
                    "the reference leads to an ID that several elements bear; the text of the first one was taken");
        }
        return text;
    }

    boolean isResolvable(CdaElement reference) {
        String written = pointer(reference);
        String text = textOf(written);
        return text == null ? isElsewhere(written) || isFile(reference) : !text.isEmpty();
    }

    /** Whether it is the body of the document that is referred to: that is a file, and a document with such a body has no narrative. */
    private static boolean isFile(CdaElement reference) {
        CdaElement text = reference.parentElement();
        CdaElement body = text == null ? null : text.parentElement();
        return body != null && body.nameCode() == CdaNames.NON_XML_BODY;
    }

    private static String pointer(CdaElement reference) {
        String value = reference.attribute(CdaNames.VALUE);
        return value == null ? "" : value.strip();
    }

    /** A file or a page outside of the document. */
    private static boolean isElsewhere(String reference) {
        return !reference.startsWith("#") && (reference.indexOf(':') >= 0 || reference.indexOf('/') >= 0);
    }

    private void warnOnce(String code, String id, CdaElement place, String reason) {
        if (told.add(code + ' ' + id)) {
            issues.warning(code, place.place(), "line " + place.line() + ": " + reason);
        }
    }

    /** The line of a position in the markup, from 1. */
    int lineOf(int position) {
        int[] known = lines;
        if (known == null) {
            known = lineStarts();
            lines = known;
        }
        int found = Arrays.binarySearch(known, position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int[] lineStarts() {
        int count = 1;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        int[] starts = new int[count];
        int line = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                starts[line++] = i + 1;
            }
        }
        return starts;
    }
}
