package io.crosswalk.mapping.expression;

import io.crosswalk.mapping.expression.Rule.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code take:}: which shared parts, and where.
 *
 * @param in the group that the keys of the parts are seen from; null for the place of the file itself
 * @param without keys or products of the parts that are left out
 */
public record TakeItem(List<Name> parts, @Nullable Name in, List<Name> without) {

    public TakeItem {
        parts = List.copyOf(parts);
        without = List.copyOf(without);
    }
}
