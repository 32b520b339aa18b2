package io.crosswalk.source.hl7v2;

import io.crosswalk.source.IssueLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arranges the segments of one message into the groups of its structure, whatever order the sender chose.
 *
 * <p>Each segment goes, in this order of preference: forward from the group that is open, or outward from there; to a
 * group that already stands and has a place for it; to a new group with that place, although what should open the group
 * is missing; else, as every Z segment and every one that the structure does not know, to the group that is open. All but
 * the first are repairs and become issues, one for each kind and name of segment.
 */
final class Grouper {

    private final Structure structure;
    private final IssueLog issues;
    private final int[] counts;
    private final @Nullable Hl7v2Group[] latest;
    private final IntTable reported = new IntTable();
    private final Hl7v2Group root;
    private Hl7v2Group open;
    /** What was open before a late group was opened behind it; reading goes on there. */
    private @Nullable Hl7v2Group resume;

    Grouper(Structure structure, IssueLog issues) {
        this.structure = structure;
        this.issues = issues;
        this.counts = new int[structure.levels()];
        this.latest = new Hl7v2Group[structure.levels()];
        this.root = newGroup(structure.root(), null);
        this.open = root;
    }

    Hl7v2Group arrange(List<Hl7v2Segment> segments) {
        if (root.level().size() == 0) {
            segments.forEach(root::add);
            return root;
        }
        for (Hl7v2Segment segment : segments) {
            if (!forward(segment)) {
                repair(segment);
            }
        }
        return root;
    }

    private boolean forward(Hl7v2Segment segment) {
        if (forward(segment, open)) {
            return true;
        }
        if (resume != null && forward(segment, resume)) {
            resume = null;
            return true;
        }
        return false;
    }

    private boolean forward(Hl7v2Segment segment, Hl7v2Group from) {
        for (Hl7v2Group group = from; group != null; group = group.parent()) {
            int member = next(group, segment.code());
            if (member >= 0) {
                open = enter(group, member, segment.code());
                open.add(segment);
                return true;
            }
        }
        return false;
    }

    /** The next member of the group that is this segment or a group that may start with it; -1 when there is none. */
    private static int next(Hl7v2Group group, int code) {
        Structure.Level level = group.level();
        if (!level.contains(code)) {
            return -1;
        }
        int from = group.position();
        for (int i = Math.max(0, from); i < level.size(); i++) {
            if (i == from && !level.repeats(i)) {
                continue;
            }
            Structure.Level inner = level.group(i);
            if (inner == null ? level.isSegment(i, code) : inner.startsWith(code)) {
                return i;
            }
        }
        return -1;
    }

    /** Opens what is at the member, down to the group in which the segment stands directly. */
    private Hl7v2Group enter(Hl7v2Group from, int first, int code) {
        Hl7v2Group group = from;
        int member = first;
        while (true) {
            group.moveTo(member);
            Structure.Level inner = group.level().group(member);
            if (inner == null) {
                return group;
            }
            group = newGroup(inner, group);
            member = next(group, code);
        }
    }

    private Hl7v2Group newGroup(Structure.Level level, @Nullable Hl7v2Group parent) {
        Hl7v2Group group = new Hl7v2Group(level, parent, ++counts[level.number()]);
        group.moveTo(-1);
        latest[level.number()] = group;
        if (parent != null) {
            parent.add(group);
        }
        return group;
    }

    private void repair(Hl7v2Segment segment) {
        int code = segment.code();
        if (!structure.root().contains(code)) {
            if (!SegmentNames.isOwn(code)) {
                report(
                        segment,
                        "segment-not-in-structure",
                        "the structure " + root.name()
                                + " has no such segment; it was put into the group that was open");
            }
            open.add(segment);
            return;
        }
        Hl7v2Group standing = enclosing(code);
        if (standing == null) {
            standing = standing(structure.root(), code);
        }
        if (standing != null) {
            report(
                    segment,
                    "segment-out-of-place",
                    "it stands where the structure " + root.name() + " does not have it; it was put into the group "
                            + standing.name());
            again(standing, code).add(segment);
            return;
        }
        Hl7v2Group before = open;
        open = openFor(code);
        resume = isBehind(open) && resume == null ? before : resume;
        report(
                segment,
                "group-without-start",
                "the group " + open.name()
                        + " was opened by it although the segment that should come first is missing");
        open.add(segment);
    }

    /** A repeating group is opened again by its first segment, also when it is late. */
    private Hl7v2Group again(Hl7v2Group group, int code) {
        Hl7v2Group parent = group.parent();
        boolean another = parent != null
                && group.level().startsWith(code)
                && parent.level().repeats(group.level().memberOfParent());
        return another ? newGroup(group.level(), parent) : group;
    }

    /** Whether a group was opened although a later member of one around it was reached already. */
    private static boolean isBehind(Hl7v2Group opened) {
        for (Hl7v2Group group = opened; group.parent() != null; group = group.parent()) {
            if (group.parent().position() > group.level().memberOfParent()) {
                return true;
            }
        }
        return false;
    }

    /** The innermost open group that has the segment as a direct member. */
    private @Nullable Hl7v2Group enclosing(int code) {
        for (Hl7v2Group group = open; group != null; group = group.parent()) {
            if (group.level().memberOf(code) >= 0) {
                return group;
            }
        }
        return null;
    }

    /** A group that is closed but belongs to what is open now, and has the segment as a direct member. */
    private @Nullable Hl7v2Group standing(Structure.Level level, int code) {
        if (!level.contains(code) || !stands(level)) {
            return null;
        }
        for (int i = level.size() - 1; i >= 0; i--) {
            Structure.Level inner = level.group(i);
            Hl7v2Group found = inner == null ? null : standing(inner, code);
            if (found != null) {
                return found;
            }
        }
        return level.memberOf(code) >= 0 ? latest[level.number()] : null;
    }

    /** Whether the latest group of the level belongs to the latest group of each level around it. */
    private boolean stands(Structure.Level level) {
        Hl7v2Group group = latest[level.number()];
        Structure.Level above = level.parent();
        return group != null && (above == null || group.parent() == latest[above.number()]);
    }

    /** Opens a group with the segment as a direct member, inside what stands already. */
    private Hl7v2Group openFor(int code) {
        Structure.Level place = nearestPlace(structure.root(), code);
        return open(place);
    }

    /** Of all places for the segment the one for which the fewest groups must be opened. */
    private Structure.Level nearestPlace(Structure.Level level, int code) {
        Structure.Level best = null;
        for (int i = 0; i < level.size(); i++) {
            Structure.Level inner = level.group(i);
            if (inner != null && inner.contains(code)) {
                Structure.Level candidate = inner.memberOf(code) >= 0 ? inner : nearestPlace(inner, code);
                if (best == null || missing(candidate) < missing(best)) {
                    best = candidate;
                }
            }
        }
        return best == null ? level : best;
    }

    private int missing(Structure.Level level) {
        int missing = 0;
        for (Structure.Level at = level; at != null && !stands(at); at = at.parent()) {
            missing++;
        }
        return missing;
    }

    private Hl7v2Group open(Structure.Level level) {
        Structure.Level above = level.parent();
        Hl7v2Group group = latest[level.number()];
        if (above == null || stands(level) && group != null) {
            return group == null ? root : group;
        }
        Hl7v2Group around = open(above);
        around.moveTo(Math.max(around.position(), level.memberOfParent()));
        return newGroup(level, around);
    }

    private void report(Hl7v2Segment segment, String code, String reason) {
        int kind = code.hashCode() & 0x7f000000 | segment.code();
        if (reported.get(kind) == IntTable.ABSENT) {
            reported.put(kind, 1);
            issues.warning(code, segment.place(), reason);
        }
    }
}
