package io.crosswalk.source.hl7v2;

import io.crosswalk.message.Issue;
import io.crosswalk.source.ByteRange;
import io.crosswalk.source.GroupTable;
import io.crosswalk.source.IssueLog;
import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceTree;
import io.crosswalk.source.TimeReader;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One message split into segments, not yet grouped. Confined to one thread.
 *
 * <p>Never fails: what is not readable is an issue, and a message that cannot be read at all has no segments and a fatal
 * one.
 */
public final class Hl7v2Message {

    static final int SENDING_APPLICATION = 3;
    static final int SENDING_FACILITY = 4;

    private final MessageText decoded;
    private final Delimiters delimiters;
    private final Splitter splitter;
    private final Hl7v2Schema schema;
    private final IssueLog issues;
    private final Escapes escapes;
    private final boolean escaped;
    private @Nullable ZoneId site;
    private final List<Hl7v2Segment> segments;
    private @Nullable TimeReader times;
    private @Nullable MessageSetting setting;
    private int looks;
    private final byte[] body;
    private @Nullable Reads reads;
    private @Nullable ByteOffsets offsets;

    Hl7v2Message(
            byte[] body,
            MessageText decoded,
            MessageStart start,
            Hl7v2Schema schema,
            @Nullable ZoneId site,
            IssueLog issues) {
        this.body = body;
        this.decoded = decoded;
        this.delimiters = start.delimiters();
        this.schema = schema;
        this.site = site;
        this.issues = issues;
        this.escapes = new Escapes(delimiters, decoded.charset());
        this.splitter = new Splitter(decoded.text(), delimiters, schema, issues);
        if (start.readable()) {
            splitter.split(start.position());
        }
        this.segments = splitter.full() ? List.of() : segments();
        this.escaped = delimiters.escape() != Delimiters.NONE
                && start.readable()
                && decoded.text().indexOf(delimiters.escape(), start.afterDelimiters()) >= 0;
        if (splitter.full()) {
            issues.add(Issue.fatal(
                    "too-many-segments",
                    "",
                    "the message has more than " + Limits.SEGMENTS + " segments and is not read"));
        }
    }

    private List<Hl7v2Segment> segments() {
        List<Hl7v2Segment> all = new ArrayList<>(splitter.segments());
        IntTable counts = new IntTable();
        for (int i = 0; i < splitter.segments(); i++) {
            int code = splitter.code(i);
            int ordinal = Math.max(0, counts.get(code)) + 1;
            counts.put(code, ordinal);
            all.add(new Hl7v2Segment(this, i, code, ordinal));
        }
        for (Hl7v2Segment segment : all) {
            segment.setAlone(counts.get(segment.code()) == 1);
        }
        return all;
    }

    /** MSH-9.1, for example {@code ADT}; empty when it is not there. */
    public String messageCode() {
        return headerText(9, 1);
    }

    /** MSH-9.2, for example {@code A01}. */
    public String triggerEvent() {
        return headerText(9, 2);
    }

    /** MSH-9.3, for example {@code ADT_A01}; older senders leave it out. */
    public String structure() {
        return headerText(9, 3);
    }

    /** A component of MSH, decoded: {@code header(4, 1)} is the sending facility. Empty when it is not there. */
    public String header(int field, int component) {
        return headerText(field, component);
    }

    /** Where times are that have no offset, once the sender is known. To be called before any time is read. */
    public void useZone(ZoneId zone) {
        if (times != null) {
            throw new IllegalStateException("times of this message have been read already");
        }
        site = zone;
    }

    /** What was repaired or could not be read so far. Grows while the tree is read. */
    public List<Issue> issues() {
        return issues.all();
    }

    /** Whether there is anything to convert. */
    public boolean readable() {
        return !segments.isEmpty();
    }

    /** The segments in the order of the message, without groups. */
    public List<Hl7v2Segment> allSegments() {
        return segments;
    }

    /** Arranges the segments into the groups of a structure. Repairs become issues. To be called once. */
    public SourceTree group(Structure structure) {
        return new Hl7v2Tree(this, new Grouper(structure, issues).arrange(segments));
    }

    /** As {@link #group(Structure)}, for a table that is used once. */
    public SourceTree group(GroupTable table) {
        return group(Structure.of(table));
    }

    /** The tree without groups: all segments directly below the root. */
    public SourceTree flat() {
        return group(Structure.FLAT);
    }

    private String headerText(int field, int component) {
        if (segments.isEmpty()) {
            return "";
        }
        Hl7v2Value value = segments.get(0).first(field);
        Hl7v2Value part = value == null ? null : value.component(component);
        return part == null ? "" : part.ownText();
    }

    String text() {
        return decoded.text();
    }

    Delimiters delimiters() {
        return delimiters;
    }

    Splitter splitter() {
        return splitter;
    }

    Hl7v2Schema schema() {
        return schema;
    }

    IssueLog log() {
        return issues;
    }

    TimeReader times() {
        if (times == null) {
            times = new TimeReader(site, offsetOfMessage());
        }
        return times;
    }

    private Optional<ZoneOffset> offsetOfMessage() {
        return TimeReader.offsetOf(headerText(7, 1));
    }

    /** MSH-7, whose zone holds for times that have none. */
    @Nullable
    Hl7v2Value timeOfMessage() {
        return segments.get(0).first(7);
    }

    void watch(Reads listener) {
        reads = listener;
    }

    /** Who hears what is read; null while nobody wants to know. */
    @Nullable
    Reads reads() {
        return reads;
    }

    @Nullable
    ByteRange bytes(int start, int end) {
        ByteOffsets known = offsets;
        if (known == null) {
            known = ByteOffsets.of(body, decoded.charset(), decoded.text());
            offsets = known;
        }
        return known.range(start, end);
    }

    MessageSetting setting() {
        MessageSetting known = setting;
        if (known == null) {
            known = new MessageSetting(delimiters, headerField(SENDING_APPLICATION), headerField(SENDING_FACILITY));
            setting = known;
        }
        return known;
    }

    private String headerField(int number) {
        Hl7v2Value value = segments.get(0).first(number);
        return value == null ? "" : value.raw();
    }

    /** Notes that reading a place has looked at another. */
    void look() {
        looks++;
    }

    int looksAround() {
        return looks + issues.size();
    }

    /** Whether a value of this message may hold anything that is not to be taken literally. */
    boolean needsDecoding() {
        return escaped || splitter.hasControlCharacters() || splitter.hasLineEndsInFields();
    }

    boolean hasEscapes() {
        return escaped;
    }

    /** A field as it stands in the message, with all its repetitions; empty when it is not there. */
    String rawField(Hl7v2Segment segment, int number) {
        int start = splitter.fieldStart(segment.index(), number);
        int end = splitter.fieldEnd(segment.index(), number);
        return start < end ? text().substring(start, end) : "";
    }

    /** What a stretch of the message means, without remarks about it. */
    String decoded(String raw) {
        return escaped ? escapes.decode(raw, Escapes.noRemarks()) : raw;
    }

    /** A component of the first segment of this name, decoded; empty when it is not there. */
    public String firstOf(String segment, int field, int component) {
        for (Hl7v2Segment each : segments) {
            if (each.name().equals(segment)) {
                Hl7v2Value value = each.first(field);
                Hl7v2Value part = value == null ? null : value.component(component);
                return part == null ? "" : part.ownText();
            }
        }
        return "";
    }

    /** Decodes one value; remarks become issues of its place. */
    String decode(Hl7v2Value value, String raw) {
        Set<Escapes.Remark> remarks = Escapes.noRemarks();
        String text = escapes.decode(raw, remarks);
        for (Escapes.Remark remark : remarks) {
            switch (remark) {
                case UNKNOWN ->
                    issues.warning(
                            "escape-unknown", value.place(), "an escape sequence is not known and was kept as text");
                case HIGHLIGHT ->
                    issues.add(new Issue(
                            Issue.Severity.INFORMATION,
                            "escape-dropped",
                            value.place(),
                            "",
                            "highlighting or indentation was dropped: it has no counterpart in plain text"));
                case CHARACTER_SET ->
                    issues.warning(
                            "escape-charset",
                            value.place(),
                            "a switch to a character set that is not supported was dropped");
                case CONTROL ->
                    issues.warning(
                            "control-character",
                            value.place(),
                            "control characters, which FHIR does not allow, were dropped");
            }
        }
        return text;
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Hl7v2Message[" + segments.size() + " segments]";
    }
}
