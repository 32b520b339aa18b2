package io.crosswalk.source.hl7v2;

import io.crosswalk.source.ByteRange;
import io.crosswalk.source.Need;
import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One repetition of a field, one of its components or one of their subcomponents: a stretch of the message's
 * characters. There is one object for each place that somebody has asked for.
 */
final class Hl7v2Value implements SourceNode {

    // What stands between the delimiters. Numbers and not an enum: there is one such object for each value of a
    // message.
    private static final byte UNKNOWN = 0;
    /** Nothing: the sender says nothing about it (HL7 v2.9, ch. 2.5.3). */
    private static final byte EMPTY = 1;
    /** {@code ""}: the sender asks to delete it. */
    private static final byte DELETED = 2;

    private static final byte VALUED = 3;

    /** Longer values are texts, and come once. */
    private static final int LONGEST_LIKENESS = 400;

    private static final int FIELD = 0;
    private static final int SUBCOMPONENT = 2;
    private static final @Nullable Hl7v2Value[] LEAF = {};

    private final Hl7v2Segment segment;
    private final @Nullable Hl7v2Value parent;
    private final int start;
    private final int end;
    /** Field, component or subcomponent number. */
    private final int number;
    /** From 1; 0 when the field does not repeat here. */
    private final int repetition;

    private final byte level;
    private boolean read;
    private byte state = UNKNOWN;
    private @Nullable Hl7v2Value @Nullable [] parts;
    private @Nullable String text;

    Hl7v2Value(Hl7v2Segment segment, int field, int repetition, int start, int end) {
        this.segment = segment;
        this.parent = null;
        this.number = field;
        this.repetition = repetition;
        this.start = start;
        this.end = end;
        this.level = FIELD;
    }

    private Hl7v2Value(Hl7v2Value parent, int number, int start, int end) {
        this.segment = parent.segment;
        this.parent = parent;
        this.number = number;
        this.repetition = 0;
        this.start = start;
        this.end = end;
        this.level = (byte) (parent.level + 1);
    }

    /** A value that is not to be looked into: MSH-1 and MSH-2. */
    static Hl7v2Value literal(Hl7v2Segment segment, int field, int start, int end) {
        Hl7v2Value value = new Hl7v2Value(segment, field, 0, start, end);
        value.parts = LEAF;
        value.text = segment.message().text().substring(start, end);
        value.state = start < end ? VALUED : EMPTY;
        return value;
    }

    Hl7v2Segment segment() {
        return segment;
    }

    /** The repetition of the field that this is or belongs to. */
    Hl7v2Value repetition() {
        Hl7v2Value value = this;
        while (value.parent != null) {
            value = value.parent;
        }
        return value;
    }

    int field() {
        return repetition().number;
    }

    boolean present() {
        return state() == VALUED || state == DELETED;
    }

    /**
     * The part with a number: a component of a field, a subcomponent of a component. A value without parts is its own
     * first part, as the standard has it when a type gains components (HL7 v2.9, ch. 2.10.2).
     */
    @Nullable
    Hl7v2Value component(int wanted) {
        @Nullable Hl7v2Value[] all = parts();
        if (all == LEAF) {
            return wanted == 1 ? this : null;
        }
        return wanted <= all.length ? all[wanted - 1] : null;
    }

    /** The place that {@link #text} reads. */
    @Override
    public Hl7v2Value leaf() {
        @Nullable Hl7v2Value[] all = parts();
        if (all == LEAF) {
            return this;
        }
        Hl7v2Value first = all[0];
        return first == null ? new Hl7v2Value(this, 1, start, start) : first.leaf();
    }

    private @Nullable Hl7v2Value[] parts() {
        @Nullable Hl7v2Value[] known = parts;
        if (known == null) {
            known = hasParts() ? split() : LEAF;
            parts = known;
        }
        return known;
    }

    private boolean hasParts() {
        if (level == SUBCOMPONENT) {
            return false;
        }
        Delimiters delimiters = segment.message().delimiters();
        String all = segment.message().text();
        for (int i = start; i < end; i++) {
            char c = all.charAt(i);
            if (c == delimiters.subcomponent() || (level == FIELD && c == delimiters.component())) {
                return !isPlainText();
            }
        }
        return false;
    }

    /** Free text with a separator inside that the sender forgot to escape. */
    private boolean isPlainText() {
        TypeDefinition type = type();
        if (type == null || !type.isText()) {
            return false;
        }
        segment.message()
                .log()
                .warning(
                        "delimiter-in-text",
                        place(),
                        "a component separator in a text value (" + type.name() + ") was kept as text");
        return true;
    }

    private @Nullable Hl7v2Value[] split() {
        Delimiters delimiters = segment.message().delimiters();
        char separator = level == FIELD ? delimiters.component() : delimiters.subcomponent();
        String all = segment.message().text();
        int count = 1;
        for (int i = start; i < end; i++) {
            if (all.charAt(i) == separator) {
                count++;
            }
        }
        if (count > Limits.COMPONENTS) {
            count = Limits.COMPONENTS;
            segment.message()
                    .log()
                    .error(
                            "too-many-components",
                            place(),
                            "there are more than " + count + " components; the rest was not read");
        }
        @Nullable Hl7v2Value[] result = new Hl7v2Value[count];
        int from = start;
        for (int n = 0; n < count; n++) {
            int to = separator == Delimiters.NONE ? end : Hl7v2Segment.indexOf(all, separator, from, end);
            to = to < 0 ? end : to;
            if (from < to) {
                result[n] = new Hl7v2Value(this, n + 1, from, to);
            }
            from = to + 1;
        }
        return result;
    }

    /** The type that the standard gives to this place; null when it is not known. */
    private @Nullable TypeDefinition type() {
        if (parent != null) {
            TypeDefinition above = parent.type();
            if (above == null) {
                return null;
            }
            TypeDefinition.ComponentDefinition component = above.component(number);
            return component == null ? above.isSimple() && number == 1 ? above : null : component.type();
        }
        if (segment.code() == SegmentNames.OBX && number == 5) {
            Hl7v2Value stated = segment.first(2);
            return stated == null ? null : segment.message().schema().type(stated.ownText());
        }
        SegmentDefinition.FieldDefinition field = segment.definition(number);
        return field == null ? null : field.type();
    }

    private byte state() {
        if (state == UNKNOWN) {
            state = look();
        }
        return state;
    }

    /** Looks for the first character that says something, without taking the value apart. */
    private byte look() {
        Delimiters delimiters = segment.message().delimiters();
        String all = segment.message().text();
        boolean deletes = false;
        int i = start;
        while (i < end) {
            char c = all.charAt(i);
            if (c == delimiters.escape() && segment.message().hasEscapes()) {
                return lookInside();
            }
            if (c == '"' && isDelete(all, i, delimiters)) {
                deletes = true;
                i += 2;
            } else if (c <= ' ' || isSeparator(c, delimiters)) {
                i++;
            } else {
                return VALUED;
            }
        }
        return deletes ? DELETED : EMPTY;
    }

    /** Escape sequences may stand for nothing at all, so the texts decide. */
    private byte lookInside() {
        @Nullable Hl7v2Value[] all = parts();
        if (all == LEAF) {
            String decoded = decoded();
            text = decoded;
            return decoded.isEmpty() ? EMPTY : VALUED;
        }
        byte result = EMPTY;
        for (Hl7v2Value part : all) {
            byte found = part == null ? EMPTY : part.state();
            if (found == VALUED) {
                return found;
            }
            result = found == DELETED ? found : result;
        }
        return result;
    }

    private boolean isSeparator(char c, Delimiters delimiters) {
        return level < SUBCOMPONENT && c == delimiters.subcomponent()
                || (level == FIELD && c == delimiters.component());
    }

    /** Two quotation marks that fill a leaf, blanks around them aside. */
    private boolean isDelete(String all, int at, Delimiters delimiters) {
        if (at + 1 >= end || all.charAt(at + 1) != '"') {
            return false;
        }
        int before = at - 1;
        while (before >= start && all.charAt(before) == ' ') {
            before--;
        }
        int after = at + 2;
        while (after < end && all.charAt(after) == ' ') {
            after++;
        }
        return (before < start || isSeparator(all.charAt(before), delimiters))
                && (after >= end || isSeparator(all.charAt(after), delimiters));
    }

    @Override
    public String text() {
        Reads reads = segment.message().reads();
        if (reads != null) {
            reads.read(leaf());
        }
        return ownText();
    }

    /** The text for what the reader itself wants to know: nobody hears of it. */
    String ownText() {
        String known = text;
        if (known == null) {
            Hl7v2Value leaf = leaf();
            known = leaf.state() == VALUED ? leaf.decoded() : "";
            text = known;
        }
        return known;
    }

    private String decoded() {
        String all = segment.message().text();
        int from = start;
        int to = end;
        while (to > from && all.charAt(to - 1) <= ' ') {
            to--;
        }
        if (from < to && all.charAt(from) <= ' ' && !keepsLeadingBlanks()) {
            while (from < to && all.charAt(from) <= ' ') {
                from++;
            }
        }
        String raw = all.substring(from, to);
        return segment.message().needsDecoding() ? segment.message().decode(this, raw) : raw;
    }

    private boolean keepsLeadingBlanks() {
        TypeDefinition type = type();
        return type != null && type.isFormatted();
    }

    /** As it stands in the message. */
    String raw() {
        return segment.message().text().substring(start, end);
    }

    @Override
    public @Nullable Object likeness() {
        if (end - start > LONGEST_LIKENESS) {
            return null;
        }
        String raw = raw();
        Hl7v2Message message = segment.message();
        return message.needsDecoding()
                        && needsDecoding(raw, message.delimiters().escape())
                ? null
                : new ValueLikeness(raw, type(), level, message.setting());
    }

    /** What an escape sequence stands for may depend on the character set of the message. */
    private static boolean needsDecoding(String raw, char escape) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == escape || c < ' ' || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    void addUnread(UnreadList unread) {
        if (read || !present() || unread.full()) {
            return;
        }
        @Nullable Hl7v2Value[] all = parts();
        if (all == LEAF) {
            unread.add(this);
            return;
        }
        for (Hl7v2Value part : all) {
            if (part != null) {
                part.addUnread(unread);
            }
        }
    }

    @Override
    public String name() {
        return parent == null ? segment.name() + '-' + number : parent.name() + '.' + number;
    }

    @Override
    public SourceNode parent() {
        segment.message().look();
        return parent == null ? segment : parent;
    }

    @Override
    public List<SourceNode> children() {
        List<SourceNode> present = new ArrayList<>();
        for (Hl7v2Value part : parts()) {
            if (part != null && part.present()) {
                present.add(part);
            }
        }
        return present;
    }

    /** The number of the repetition; of a component its own number. */
    @Override
    public int ordinal() {
        return parent == null ? Math.max(1, repetition) : number;
    }

    @Override
    public boolean valued() {
        return state() == VALUED;
    }

    @Override
    public boolean deleted() {
        return state() == DELETED;
    }

    @Override
    public @Nullable SourceTime time() {
        String written = text();
        // The zone is that of the message or of the site.
        segment.message().look();
        if (written.isEmpty()) {
            return null;
        }
        SourceTime time = segment.message().times().read(written, precision());
        Reads reads = segment.message().reads();
        if (reads != null && time != null && time.hasTime()) {
            tellZone(reads, written);
        }
        return time;
    }

    private void tellZone(Reads reads, String written) {
        Hl7v2Value zone = segment.message().timeOfMessage();
        if (zone != null && zone != repetition() && written.indexOf('+') < 0 && written.indexOf('-') < 0) {
            reads.shapedBy(zone.leaf());
        }
    }

    /** The withdrawn type TS had a second component that said how much of the time is meant. */
    private char precision() {
        Hl7v2Value second = level == FIELD && parts() != LEAF ? component(2) : null;
        if (second == null || second.text().length() != 1) {
            return ' ';
        }
        second.markRead();
        return second.text().charAt(0);
    }

    @Override
    public long filled(int place) {
        if (place != PartPath.PLACE) {
            return Need.UNKNOWN.parts();
        }
        @Nullable Hl7v2Value[] all = parts();
        long found = all == LEAF ? Need.bit(1) : 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] != null) {
                found |= Need.bit(i + 1);
            }
        }
        return found;
    }

    @Override
    public String place() {
        if (parent != null) {
            return parent.place() + '.' + number;
        }
        String place = segment.place() + '-' + number;
        return repetition == 0 ? place : place + '[' + repetition + ']';
    }

    @Override
    public @Nullable ByteRange bytes() {
        return segment.message().bytes(start, end);
    }

    @Override
    public void markRead() {
        read = true;
    }

    /** The place, never the value. */
    @Override
    public String toString() {
        return place();
    }
}
