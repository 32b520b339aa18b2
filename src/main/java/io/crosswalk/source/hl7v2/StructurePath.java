package io.crosswalk.source.hl7v2;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourcePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code SPM}, {@code SPECIMEN}: a whole segment or group, asked for by conditions. The node itself when it is one of
 * that name; else those in the nearest enclosing group that has any, at whatever depth. Other repetitions of a group that
 * the node is in are never looked into: they are another order, or another patient.
 */
final class StructurePath implements SourcePath {

    private final String written;
    private final String name;

    StructurePath(String written, String name) {
        this.written = written;
        this.name = name;
    }

    @Override
    public @Nullable SourceNode first(SourceNode from) {
        String left = "";
        for (SourceNode node = from; node != null; node = node.parent()) {
            if (node.name().equals(name)) {
                return node;
            }
            if (node instanceof Hl7v2Group group) {
                SourceNode found = first(group, left);
                if (found != null) {
                    return found;
                }
                left = group.name();
            }
        }
        return null;
    }

    private @Nullable SourceNode first(Hl7v2Group group, String left) {
        SourceNode any = group.firstBelow(name);
        if (any == null || left.isEmpty()) {
            return any;
        }
        List<SourceNode> children = group.children();
        for (int i = 0; i < children.size(); i++) {
            SourceNode child = children.get(i);
            if (child.name().equals(left)) {
                continue;
            }
            SourceNode found = child.name().equals(name)
                    ? child
                    : child instanceof Hl7v2Group inner ? inner.firstBelow(name) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    public List<SourceNode> all(SourceNode from) {
        String left = "";
        for (SourceNode node = from; node != null; node = node.parent()) {
            if (node.name().equals(name)) {
                return List.of(node);
            }
            if (node instanceof Hl7v2Group group) {
                List<SourceNode> found = new ArrayList<>();
                collect(group, left, found);
                if (!found.isEmpty()) {
                    return found;
                }
                left = group.name();
            }
        }
        return List.of();
    }

    private void collect(Hl7v2Group group, String left, List<SourceNode> found) {
        for (SourceNode child : group.children()) {
            if (child.name().equals(left)) {
                continue;
            }
            if (child.name().equals(name)) {
                found.add(child);
            } else if (child instanceof Hl7v2Group inner) {
                collect(inner, "", found);
            }
        }
    }

    @Override
    public Need need() {
        return Need.UNKNOWN;
    }

    @Override
    public boolean canRepeat() {
        return true;
    }

    @Override
    public String type() {
        return "";
    }

    @Override
    public String toString() {
        return written;
    }
}
