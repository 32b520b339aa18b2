package io.crosswalk.mapping.coverage;

import io.crosswalk.source.GroupTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where the segments of a structure stand. */
final class Places {

    /**
     * One place of a segment.
     *
     * @param groups the groups around it, the outermost first
     * @param head whether it is the first segment of its group
     * @param after the places before it, the nearest first
     */
    record Place(String segment, List<String> groups, boolean head, List<Place> after) {

        String group() {
            return groups.isEmpty() ? "" : groups.get(groups.size() - 1);
        }

        /** How a message file calls it. */
        boolean isKeyOf(String key) {
            int dot = key.lastIndexOf('.');
            String path = dot < 0 ? "" : key.substring(0, dot);
            return key.substring(dot + 1).equals(segment)
                    && path.substring(path.lastIndexOf('.') + 1).equals(group());
        }
    }

    private final List<Place> all = new ArrayList<>();

    Places(GroupTable table) {
        collect(table.members(), List.of());
    }

    private void collect(List<GroupTable.Member> members, List<String> groups) {
        boolean first = !groups.isEmpty();
        for (GroupTable.Member member : members) {
            if (member instanceof GroupTable.Group group) {
                List<String> inner = new ArrayList<>(groups);
                inner.add(group.name());
                collect(group.members(), inner);
            } else {
                List<Place> before = new ArrayList<>(all);
                Collections.reverse(before);
                all.add(new Place(member.name(), List.copyOf(groups), first, List.copyOf(before)));
            }
            first = false;
        }
    }

    /**
     * The places that a row of the guide may mean: by the segment that it follows or by its group; where the structure
     * names its groups otherwise, those in groups that the guide has no name for, else all of the segment.
     *
     * @param rows all rows of the message
     */
    List<Place> of(MessageRow row, List<MessageRow> rows) {
        List<Place> ofSegment = all.stream()
                .filter(place -> place.segment().equals(row.segment()))
                .toList();
        if (ofSegment.size() < 2) {
            return ofSegment;
        }
        List<Place> meant = ofSegment.stream()
                .filter(place -> row.follows().isEmpty() ? isInGroup(place, row) : follows(place, row.follows()))
                .toList();
        return meant.isEmpty() ? namedOtherwise(ofSegment, rows) : meant;
    }

    private static List<Place> namedOtherwise(List<Place> places, List<MessageRow> rows) {
        List<Place> own = places.stream()
                .filter(place -> rows.stream().noneMatch(row -> row.groups().contains(place.group())))
                .toList();
        return own.isEmpty() ? places : own;
    }

    /** Whether what a message file calls so stands somewhere below a group. */
    boolean isBelow(String key, String group) {
        return !group.isEmpty()
                && all.stream()
                        .anyMatch(place -> place.isKeyOf(key) && place.groups().contains(group));
    }

    private static boolean isInGroup(Place place, MessageRow row) {
        int groups = row.groups().size();
        return place.group().equals(groups == 0 ? "" : row.groups().get(groups - 1));
    }

    /** Whether no other segment that has its own ones of this name stands between them. */
    private static boolean follows(Place place, String segment) {
        for (Place before : place.after()) {
            if (before.segment().equals(segment)) {
                return true;
            }
            if (!before.segment().equals(place.segment())
                    && (before.head() || before.segment().equals("PV1"))) {
                return false;
            }
        }
        return false;
    }
}
