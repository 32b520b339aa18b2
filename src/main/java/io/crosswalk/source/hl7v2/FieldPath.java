package io.crosswalk.source.hl7v2;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourcePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code PID-3[2].4.1}: a field of the nearest enclosing segment of that name, or a part of it.
 *
 * <p>Nearest: the repetition itself when the map was called for (a part of) one; else the map's own segment; else the
 * segments of that name in the own group, else in the group around it, and so on up to the whole message, where MSH and
 * EVN stand.
 */
final class FieldPath implements SourcePath {

    private final String written;
    private final int segment;
    private final int field;
    /** 0 means all. */
    private final int repetition;

    private final int[] numbers;
    private final boolean repeats;
    private final String type;

    FieldPath(String written, int segment, int field, int repetition, int[] numbers, boolean repeats, String type) {
        this.written = written;
        this.segment = segment;
        this.field = field;
        this.repetition = repetition;
        this.numbers = numbers;
        this.repeats = repeats;
        this.type = type;
    }

    @Override
    public @Nullable SourceNode first(SourceNode from) {
        Hl7v2Segment own = null;
        Hl7v2Group group = null;
        if (from instanceof Hl7v2Value value) {
            own = value.segment();
            if (own.code() == segment && repetition == 0 && value.field() == field) {
                return present(value.repetition());
            }
            look(own);
        } else if (from instanceof Hl7v2Segment same) {
            own = same;
        } else if (from instanceof Hl7v2Group outer) {
            group = outer;
        }
        if (own != null) {
            if (own.code() == segment) {
                return first(own);
            }
            group = own.parent();
        }
        return group == null ? null : foreign(group);
    }

    /** Who has sent the message is known of every place: {@link Hl7v2Message#setting}. */
    private void look(Hl7v2Segment from) {
        if (segment != SegmentNames.MSH
                || field != Hl7v2Message.SENDING_APPLICATION && field != Hl7v2Message.SENDING_FACILITY) {
            from.message().look();
        }
    }

    private @Nullable SourceNode foreign(Hl7v2Group from) {
        for (Hl7v2Group group = from; group != null; group = group.parent()) {
            Hl7v2Segment first = group.first(segment);
            if (first != null) {
                return firstOf(group, first);
            }
        }
        return null;
    }

    private @Nullable SourceNode firstOf(Hl7v2Group group, Hl7v2Segment start) {
        SourceNode found = first(start);
        if (start.isAlone()) {
            return found;
        }
        for (Hl7v2Segment next = group.next(start); found == null && next != null; next = group.next(next)) {
            found = first(next);
        }
        return found;
    }

    private @Nullable SourceNode first(Hl7v2Segment from) {
        Hl7v2Value[] values = from.field(field);
        if (repetition > 0) {
            return repetition <= values.length ? present(values[repetition - 1]) : null;
        }
        for (Hl7v2Value value : values) {
            SourceNode found = present(value);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable SourceNode present(Hl7v2Value value) {
        Hl7v2Value part = descend(value, numbers);
        return part != null && part.present() ? part : null;
    }

    static @Nullable Hl7v2Value descend(Hl7v2Value value, int[] numbers) {
        Hl7v2Value part = value;
        for (int number : numbers) {
            part = part.component(number);
            if (part == null) {
                return null;
            }
        }
        return part;
    }

    @Override
    public List<SourceNode> all(SourceNode from) {
        Hl7v2Segment own = null;
        Hl7v2Group group = null;
        if (from instanceof Hl7v2Value value) {
            own = value.segment();
            if (own.code() == segment && repetition == 0 && value.field() == field) {
                SourceNode only = present(value.repetition());
                return only == null ? List.of() : List.of(only);
            }
            look(own);
        } else if (from instanceof Hl7v2Segment same) {
            own = same;
        } else if (from instanceof Hl7v2Group outer) {
            group = outer;
        }
        if (own != null && own.code() == segment) {
            return all(own);
        }
        for (group = own == null ? group : own.parent(); group != null; group = group.parent()) {
            Hl7v2Segment first = group.first(segment);
            if (first != null) {
                return allOf(group, first);
            }
        }
        return List.of();
    }

    private List<SourceNode> allOf(Hl7v2Group group, Hl7v2Segment first) {
        Hl7v2Segment second = first.isAlone() ? null : group.next(first);
        if (second == null) {
            return all(first);
        }
        List<SourceNode> found = new ArrayList<>(all(first));
        for (Hl7v2Segment next = second; next != null; next = group.next(next)) {
            found.addAll(all(next));
        }
        return found;
    }

    private List<SourceNode> all(Hl7v2Segment from) {
        Hl7v2Value[] values = from.field(field);
        if (repetition > 0 || values.length < 2) {
            SourceNode only = first(from);
            return only == null ? List.of() : List.of(only);
        }
        List<SourceNode> found = new ArrayList<>(values.length);
        for (Hl7v2Value value : values) {
            SourceNode node = present(value);
            if (node != null) {
                found.add(node);
            }
        }
        return found;
    }

    @Override
    public Need need() {
        return Need.part(segment, field);
    }

    @Override
    public boolean canRepeat() {
        return repeats;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String toString() {
        return written;
    }
}
