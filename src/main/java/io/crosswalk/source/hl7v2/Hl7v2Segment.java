package io.crosswalk.source.hl7v2;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A segment of a message. Its fields are looked at when somebody asks for them. */
public final class Hl7v2Segment implements SourceNode {

    private static final Hl7v2Value[] ABSENT = {};

    private static final int CHARACTER_SET = 18;

    private final Hl7v2Message message;
    private final int index;
    private final int code;
    private final int ordinal;
    /** 1 where the standard counts the separator behind the name as the first field (MSH, FHS, BHS). */
    private final int shift;

    private boolean alone;
    private boolean read;
    private long filled;
    private int indexInGroup;
    private @Nullable Hl7v2Group group;
    private Hl7v2Value @Nullable [][] fields;

    Hl7v2Segment(Hl7v2Message message, int index, int code, int ordinal) {
        this.message = message;
        this.index = index;
        this.code = code;
        this.ordinal = ordinal;
        this.shift = code == SegmentNames.MSH ? 1 : 0;
    }

    void setAlone(boolean alone) {
        this.alone = alone;
    }

    void setGroup(Hl7v2Group group) {
        this.group = group;
        this.indexInGroup = group.size();
    }

    int indexInGroup() {
        return indexInGroup;
    }

    /** Whether it is the only one of its name in the message. */
    boolean isAlone() {
        return alone;
    }

    Hl7v2Message message() {
        return message;
    }

    int code() {
        return code;
    }

    /** Its place among the segments of the message, from 0. */
    int index() {
        return index;
    }

    /** How many fields were written. */
    int size() {
        return message.splitter().fields(index) + shift;
    }

    /** The repetitions of a field, empty ones included; no entry when the field is not there. */
    Hl7v2Value[] field(int number) {
        if (number < 1 || number > size()) {
            return ABSENT;
        }
        Hl7v2Value[][] all = fields;
        if (all == null) {
            all = new Hl7v2Value[size()][];
            fields = all;
        }
        Hl7v2Value[] field = all[number - 1];
        if (field == null) {
            field = read(number);
            all[number - 1] = field;
        }
        return field;
    }

    @Nullable
    Hl7v2Value first(int number) {
        Hl7v2Value[] field = field(number);
        return field.length == 0 ? null : field[0];
    }

    private Hl7v2Value[] read(int number) {
        if (shift == 1 && number <= 2) {
            return new Hl7v2Value[] {delimiter(number)};
        }
        int start = message.splitter().fieldStart(index, number - shift);
        int end = message.splitter().fieldEnd(index, number - shift);
        if (start >= end) {
            return ABSENT;
        }
        if (end - start > Limits.FIELD_CHARACTERS) {
            message.log()
                    .error("field-too-long", place() + '-' + number, "the field is longer than 5 MiB and was not read");
            return ABSENT;
        }
        return repetitions(number, start, end);
    }

    private Hl7v2Value delimiter(int number) {
        int start = message.splitter().fieldStart(index, 1) - (number == 1 ? 1 : 0);
        int end = number == 1 ? start + 1 : message.splitter().fieldEnd(index, 1);
        Hl7v2Value delimiter = Hl7v2Value.literal(this, number, start, end);
        delimiter.markRead();
        return delimiter;
    }

    private Hl7v2Value[] repetitions(int number, int start, int end) {
        String text = message.text();
        char separator = message.delimiters().repetition();
        int next = separator == Delimiters.NONE ? -1 : indexOf(text, separator, start, end);
        if (next < 0) {
            return new Hl7v2Value[] {new Hl7v2Value(this, number, 0, start, end)};
        }
        List<Hl7v2Value> all = new ArrayList<>();
        int from = start;
        while (next >= 0 && all.size() < Limits.REPETITIONS) {
            all.add(new Hl7v2Value(this, number, all.size() + 1, from, next));
            from = next + 1;
            next = indexOf(text, separator, from, end);
        }
        if (next >= 0) {
            message.log()
                    .error(
                            "too-many-repetitions",
                            place() + '-' + number,
                            "the field repeats more than " + Limits.REPETITIONS + " times; the rest was not read");
        } else {
            all.add(new Hl7v2Value(this, number, all.size() + 1, from, end));
        }
        return all.toArray(ABSENT);
    }

    static int indexOf(String text, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    SegmentDefinition.@Nullable FieldDefinition definition(int field) {
        SegmentDefinition definition = message.schema().segment(code);
        return definition == null ? null : definition.field(field);
    }

    void addUnread(UnreadList unread) {
        if (read) {
            return;
        }
        int size = size();
        for (int number = 1 + shift * 2; number <= size && !unread.full(); number++) {
            if (shift == 1 && number == CHARACTER_SET) {
                continue;
            }
            for (Hl7v2Value value : field(number)) {
                value.addUnread(unread);
            }
        }
    }

    @Override
    public SourceNode leaf() {
        return this;
    }

    @Override
    public String name() {
        return message.schema().nameOf(code);
    }

    @Override
    public @Nullable Hl7v2Group parent() {
        return group;
    }

    /** The field repetitions that are present. */
    @Override
    public List<SourceNode> children() {
        List<SourceNode> present = new ArrayList<>();
        for (int number = 1; number <= size(); number++) {
            for (Hl7v2Value value : field(number)) {
                if (value.present()) {
                    present.add(value);
                }
            }
        }
        return present;
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public long filled(int place) {
        if (place != code) {
            return Need.UNKNOWN.parts();
        }
        if (filled == 0) {
            filled = look();
        }
        return filled;
    }

    /** The fields that have a character. Bit 0 is no field: it says that somebody has looked. */
    private long look() {
        long found = shift == 1 ? Need.bit(0) | Need.bit(1) | Need.bit(2) : Need.bit(0);
        Splitter splitter = message.splitter();
        int written = splitter.fields(index);
        for (int number = 1; number <= written; number++) {
            if (splitter.fieldStart(index, number) < splitter.fieldEnd(index, number)) {
                found |= Need.bit(number + shift);
            }
        }
        return found;
    }

    /** A segment as a whole is no text. */
    @Override
    public String text() {
        return "";
    }

    /** A segment counts as valued as soon as it stands in the message. */
    @Override
    public boolean valued() {
        return true;
    }

    @Override
    public boolean deleted() {
        return false;
    }

    @Override
    public @Nullable SourceTime time() {
        return null;
    }

    @Override
    public String place() {
        return alone ? name() : name() + '[' + ordinal + ']';
    }

    @Override
    public void markRead() {
        read = true;
    }

    @Override
    public String toString() {
        return place();
    }
}
