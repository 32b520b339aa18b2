package io.crosswalk.source.hl7v2;

import io.crosswalk.source.GroupTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group table prepared for arranging segments: compiled once, used for each message. Immutable.
 */
public final class Structure {

    /** No groups: every segment stands directly below the root. */
    static final Structure FLAT = of(new GroupTable("message", List.of()));

    private final Level root;
    private final int levels;

    private Structure(Level root, int levels) {
        this.root = root;
        this.levels = levels;
    }

    /** Prepares a table. */
    public static Structure of(GroupTable table) {
        int[] count = {0};
        return new Structure(new Level(table.structure(), null, 0, table.members(), count), count[0]);
    }

    Level root() {
        return root;
    }

    /** How many groups the table has, the root included. */
    int levels() {
        return levels;
    }

    /** One group of the table. */
    static final class Level {

        private final String name;
        private final @Nullable Level parent;
        /** Which member of the parent it is. */
        private final int memberOfParent;

        private final int number;
        private final int depth;
        private final int[] codes;
        private final @Nullable Level[] groups;
        private final boolean[] repeats;
        private final IntTable starts = new IntTable();
        private final IntTable anywhere = new IntTable();

        Level(String name, @Nullable Level parent, int memberOfParent, List<GroupTable.Member> members, int[] count) {
            this.name = name;
            this.parent = parent;
            this.memberOfParent = memberOfParent;
            this.depth = parent == null ? 0 : parent.depth + 1;
            this.number = count[0]++;
            this.codes = new int[members.size()];
            this.groups = new Level[members.size()];
            this.repeats = new boolean[members.size()];
            boolean mayStart = true;
            for (int i = 0; i < members.size(); i++) {
                GroupTable.Member member = members.get(i);
                repeats[i] = member.repeats();
                List<Integer> first = new ArrayList<>();
                if (member instanceof GroupTable.Group group) {
                    Level inner = new Level(group.name(), this, i, group.members(), count);
                    groups[i] = inner;
                    inner.starts.addKeysTo(first);
                    inner.anywhere.addKeysTo(anywhere, i);
                } else {
                    codes[i] = SegmentNames.pack(member.name(), 0);
                    first.add(codes[i]);
                    anywhere.put(codes[i], i);
                }
                if (mayStart) {
                    first.forEach(code -> starts.put(code, 1));
                    mayStart = member.optional();
                }
            }
        }

        String name() {
            return name;
        }

        @Nullable
        Level parent() {
            return parent;
        }

        int memberOfParent() {
            return memberOfParent;
        }

        int number() {
            return number;
        }

        int depth() {
            return depth;
        }

        int size() {
            return codes.length;
        }

        @Nullable
        Level group(int member) {
            return groups[member];
        }

        boolean repeats(int member) {
            return repeats[member];
        }

        /** Whether a segment of that name stands directly at this member. */
        boolean isSegment(int member, int code) {
            return codes[member] == code;
        }

        /** Whether a segment of that name may come first in this group. */
        boolean startsWith(int code) {
            return starts.get(code) != IntTable.ABSENT;
        }

        /** Whether a segment of that name stands in this group or in one inside it. */
        boolean contains(int code) {
            return anywhere.get(code) != IntTable.ABSENT;
        }

        /** The member at which a segment of that name stands directly; -1 when there is none. */
        int memberOf(int code) {
            for (int i = 0; i < codes.length; i++) {
                if (codes[i] == code) {
                    return i;
                }
            }
            return -1;
        }
    }
}
