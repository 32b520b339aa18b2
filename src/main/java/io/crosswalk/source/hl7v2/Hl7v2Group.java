package io.crosswalk.source.hl7v2;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of segments and inner groups, as the message structure names it; the root is the whole message. */
public final class Hl7v2Group implements SourceNode {

    /** From here on a group is searched by an index instead of one by one. */
    private static final int MANY = 8;

    private final Structure.Level level;
    private final @Nullable Hl7v2Group parent;
    private final int ordinal;
    private final List<SourceNode> children = new ArrayList<>(4);
    private final List<Hl7v2Segment> segments = new ArrayList<>(4);
    /** The member of the structure that was taken last. */
    private int position;

    private @Nullable Map<Integer, Integer> index;
    private @Nullable Map<String, SourceNode> below;

    Hl7v2Group(Structure.Level level, @Nullable Hl7v2Group parent, int ordinal) {
        this.level = level;
        this.parent = parent;
        this.ordinal = ordinal;
    }

    Structure.Level level() {
        return level;
    }

    int position() {
        return position;
    }

    void moveTo(int member) {
        position = member;
    }

    void add(Hl7v2Segment segment) {
        segment.setGroup(this);
        segments.add(segment);
        children.add(segment);
    }

    void add(Hl7v2Group group) {
        children.add(group);
    }

    /** The first segment of that name directly in this group. */
    @Nullable
    Hl7v2Segment first(int code) {
        if (segments.size() > MANY) {
            Integer at = index().get(code);
            return at == null ? null : segments.get(at);
        }
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).code() == code) {
                return segments.get(i);
            }
        }
        return null;
    }

    /** The next one of the same name in this group. */
    @Nullable
    Hl7v2Segment next(Hl7v2Segment segment) {
        for (int i = segment.indexInGroup() + 1; i < segments.size(); i++) {
            if (segments.get(i).code() == segment.code()) {
                return segments.get(i);
            }
        }
        return null;
    }

    private Map<Integer, Integer> index() {
        if (index == null) {
            Map<Integer, Integer> made = new HashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                made.putIfAbsent(segments.get(i).code(), i);
            }
            index = made;
        }
        return index;
    }

    int size() {
        return segments.size();
    }

    /** The first segment or group of that name in here, at whatever depth. */
    @Nullable
    SourceNode firstBelow(String name) {
        if (below == null) {
            Map<String, SourceNode> made = new HashMap<>();
            collect(made);
            below = made;
        }
        return below.get(name);
    }

    private void collect(Map<String, SourceNode> names) {
        for (SourceNode child : children) {
            names.putIfAbsent(child.name(), child);
            if (child instanceof Hl7v2Group group) {
                group.collect(names);
            }
        }
    }

    @Override
    public String name() {
        return level.name();
    }

    @Override
    public @Nullable Hl7v2Group parent() {
        return parent;
    }

    @Override
    public List<SourceNode> children() {
        return Collections.unmodifiableList(children);
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public String text() {
        return "";
    }

    @Override
    public SourceNode leaf() {
        return this;
    }

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
    public long filled(int place) {
        return Need.UNKNOWN.parts();
    }

    @Override
    public String place() {
        return ordinal > 1 ? name() + '[' + ordinal + ']' : name();
    }

    @Override
    public void markRead() {
        children.forEach(SourceNode::markRead);
    }

    @Override
    public String toString() {
        return place();
    }
}
