package io.crosswalk.mapping.expression;

import io.crosswalk.mapping.expression.Rule.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of a message's table of contents.
 *
 * @param product name of what is made; null when nobody refers to it
 * @param into products that may be filled, the one made last wins; empty when a resource is made
 * @param with elements that point to other products or hold a constant
 * @param to elements of other products that point to this one
 * @param given the product without which the item is left out; null when it needs none
 * @param unless the product that the item must not be the same resource as; null when it may be any
 * @param survivor the product that takes the place of what is made, as in a merge; null when it stays in use
 * @param write what the entry may do at the server; null when the map says
 */
public record MakeItem(
        @Nullable Name product,
        List<Name> maps,
        List<Name> into,
        @Nullable Condition when,
        List<With> with,
        List<To> to,
        @Nullable Name given,
        @Nullable Name unless,
        @Nullable Name survivor,
        @Nullable Name write) {

    public MakeItem {
        maps = List.copyOf(maps);
        into = List.copyOf(into);
        with = List.copyOf(with);
        to = List.copyOf(to);
    }

    /** {@code element = product} or {@code element = const code}. Exactly one of product and constant is there. */
    public record With(
            Target element,
            @Nullable Name product,
            @Nullable Literal constant,
            int offset) {}

    /** {@code to [each] product.element}. */
    public record To(Name product, boolean each, Target element, int offset) {}
}
