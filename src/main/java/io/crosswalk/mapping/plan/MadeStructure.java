package io.crosswalk.mapping.plan;

import io.crosswalk.source.GroupTable;
import java.util.List;

/**
 * A message structure, seen from the maps.
 *
 * @param also triggers that share it
 * @param items what it makes, in its order
 */
public record MadeStructure(String name, List<String> also, GroupTable groups, List<MadeItem> items) {

    public MadeStructure {
        also = List.copyOf(also);
        items = List.copyOf(items);
    }

    /** Whether messages of a structure are converted by this one: {@code ADT_A05} by ADT_A01 when A05 shares it. */
    public boolean takes(String structure) {
        int line = structure.indexOf('_');
        return name.equals(structure)
                || line > 0
                        && name.startsWith(structure.substring(0, line + 1))
                        && also.contains(structure.substring(line + 1));
    }
}
