package io.crosswalk.mapping.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is visible from a place of the message: the products of the own group, of the groups below it that do not
 * repeat, and the same for each ancestor. A product of another repetition of a group is another patient's or another
 * order's and is never visible.
 */
final class Scope {

    private final @Nullable Scope parent;
    private final String group;
    private final boolean repeats;
    private final @Nullable Product[] products;
    private final List<Product> below = new ArrayList<>(4);

    Scope(@Nullable Scope parent, String group, boolean repeats, int productCount) {
        this.parent = parent;
        this.group = group;
        this.repeats = repeats;
        this.products = new @Nullable Product[productCount];
    }

    void add(int index, Product product) {
        products[index] = product;
        for (Scope scope = this; scope != null; scope = scope.parent) {
            scope.below.add(product);
        }
        for (Scope scope = this; !scope.repeats && scope.parent != null; scope = scope.parent) {
            scope.parent.products[index] = product;
        }
    }

    /** The product made last in the nearest scope that has one; null when none is visible. */
    @Nullable
    Product find(int index) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            Product product = scope.products[index];
            if (product != null) {
                return product;
            }
        }
        return null;
    }

    /**
     * All products of a name in the nearest scope that has any, those of repeating groups below it included: the
     * specimens of an order. Other repetitions of the groups that this scope itself is in stay out of sight.
     */
    List<Product> findAll(int index) {
        Scope from = this;
        for (Scope scope = this; scope != null; scope = scope.parent) {
            List<Product> found = new ArrayList<>();
            for (Product product : scope.below) {
                if (product.item.product() == index && !product.scope.isIn(from.group, scope, from)) {
                    found.add(product);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
            from = scope;
        }
        return List.of();
    }

    /** Whether this scope is inside a group that was looked into already, or inside another repetition of it. */
    private boolean isIn(String name, Scope ancestor, Scope own) {
        if (ancestor == own) {
            return false;
        }
        Scope scope = this;
        while (scope != ancestor && scope.parent != null && scope.parent != ancestor) {
            scope = scope.parent;
        }
        return scope == own || scope != ancestor && scope.group.equals(name);
    }
}
