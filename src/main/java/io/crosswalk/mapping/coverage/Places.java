package io.crosswalk.mapping.coverage;

import io.crosswalk.source.GroupTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the segments of a structure stand. */
final class Places {

    /**
     * One place of a segment.
     *
     * @param groups the groups around it, the outermost first
     * @param after the segments before it, the nearest first
     */
    record Place(String segment, List<String> groups, List<String> after) {

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
    private final Set<String> heads = new LinkedHashSet<>();

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
                List<String> before = new ArrayList<>();
                for (int i = all.size() - 1; i >= 0; i--) {
                    before.add(all.get(i).segment());
                }
                all.add(new Place(member.name(), List.copyOf(groups), List.copyOf(before)));
                if (first) {
                    heads.add(member.name());
                }
            }
            first = false;
        }
    }

    /**
     * The places that a row of the guide may mean: by the segment that it follows or by its group; all of the segment
     * where the structure names its groups otherwise.
     */
    List<Place> of(MessageRow row) {
        List<Place> ofSegment = all.stream()
                .filter(place -> place.segment().equals(row.segment()))
                .toList();
        if (ofSegment.size() < 2) {
            return ofSegment;
        }
        List<Place> meant = ofSegment.stream()
                .filter(place -> row.follows().isEmpty() ? isInGroup(place, row) : follows(place, row.follows()))
                .toList();
        return meant.isEmpty() ? ofSegment : meant;
    }

    private static boolean isInGroup(Place place, MessageRow row) {
        int groups = row.groups().size();
        return place.group().equals(groups == 0 ? "" : row.groups().get(groups - 1));
    }

    /** Whether no other segment that has its own ones of this name stands between them. */
    private boolean follows(Place place, String segment) {
        for (String before : place.after()) {
            if (before.equals(segment)) {
                return true;
            }
            if (!before.equals(place.segment()) && (heads.contains(before) || before.equals("PV1"))) {
                return false;
            }
        }
        return false;
    }
}
