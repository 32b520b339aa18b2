package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.Condition;
import io.crosswalk.mapping.expression.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a message file, seen from the maps: which of them stand side by side, and what they point to.
 *
 * @param segment group and segment that it is made for
 * @param maps names of the maps that fill it together
 * @param when null when it always holds
 * @param links elements that point to other products, with the names of the maps that make these
 */
public record MadeItem(
        String segment, List<String> maps, @Nullable Condition when, Map<Target, List<String>> links) {

    public MadeItem {
        maps = List.copyOf(maps);
        links = Map.copyOf(links);
    }
}
