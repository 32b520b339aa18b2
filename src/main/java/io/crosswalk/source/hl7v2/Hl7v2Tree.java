package io.crosswalk.source.hl7v2;

import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A message whose segments stand in their groups. */
final class Hl7v2Tree implements SourceTree {

    private static final Set<Integer> GOVERNING = Set.of(1, 2, 9, 18);

    private final Hl7v2Message message;
    private final Hl7v2Group root;

    Hl7v2Tree(Hl7v2Message message, Hl7v2Group root) {
        this.message = message;
        this.root = root;
    }

    @Override
    public Format format() {
        return Format.HL7V2;
    }

    @Override
    public SourceNode root() {
        return root;
    }

    @Override
    public List<Issue> issues() {
        return message.issues();
    }

    @Override
    public int looksAround() {
        return message.looksAround();
    }

    /** MSH-1, MSH-2, MSH-9 and MSH-18. */
    @Override
    public boolean governs(SourceNode node) {
        return node instanceof Hl7v2Value value
                && value.segment().code() == SegmentNames.MSH
                && GOVERNING.contains(value.field());
    }

    @Override
    public void watch(Reads reads) {
        message.watch(reads);
    }

    /** What has nothing below it and is no group or segment that was sent empty. */
    @Override
    public List<SourceNode> values() {
        List<SourceNode> values = new ArrayList<>();
        collect(root, values);
        return values;
    }

    private static void collect(SourceNode node, List<SourceNode> values) {
        List<SourceNode> children = node.children();
        if (children.isEmpty() && node instanceof Hl7v2Value) {
            values.add(node);
        }
        children.forEach(child -> collect(child, values));
    }

    /** Leaves that are valued or ask to be deleted; the delimiters and MSH-18 are read by the reader itself. */
    @Override
    public List<SourceNode> unread() {
        UnreadList unread = new UnreadList();
        for (Hl7v2Segment segment : message.allSegments()) {
            segment.addUnread(unread);
        }
        return unread.places();
    }
}
